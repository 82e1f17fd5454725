/**
 * Looks for what the cloud made without the state hearing of it: an answer that got lost. The next
 * preview wants to create such a resource again; its tag, or the id that its inputs tell, shows
 * that it is there.
 */
import type { Console } from "../console";
import type { Step } from "../engine/events";
import { providerUrn } from "../engine/record";
import type { StackState, StateResource } from "../engine/state";
import type { OpenStack } from "../engine/workspace";
import { UNKNOWN, type Value, type Values } from "../../facts/values";
import { awsProviders, providersOf } from "./providers";
import { settleCreates, type OpenCreate, type Settled } from "./settle";

/** Where to look. */
export interface UnrecordedArgs {
  readonly open: OpenStack;
  readonly console: Console;
  readonly state: StackState;
  /** Steps of a preview. */
  readonly steps: readonly Step[];
}

/**
 * Brings into the state what a preview would create although it exists and is ours.
 *
 * @param args The stack, its state and a preview.
 */
export async function importUnrecorded(args: UnrecordedArgs): Promise<Settled> {
  const { open, console, state, steps } = args;
  const known = new Map(state.resources.map((resource) => [resource.urn, resource]));
  const creates = steps.flatMap((step) => unrecordedOf(step, known));
  const providers = providersOf(creates, awsProviders(state.resources));
  if (creates.length === 0) return { settled: [], errors: [] };
  return settleCreates({ open, console, state, creates, providers });
}

/** Only under a provider that the state has: another one has never made anything. */
function unrecordedOf(step: Step, known: ReadonlyMap<string, StateResource>): OpenCreate[] {
  const { new: next, op, urn, type } = step;
  if (op !== "create" || next?.custom !== true || type.startsWith("pulumi:")) return [];
  const provider = known.get(providerUrn(next.provider));
  if (provider?.id === undefined || known.has(urn) || !known.has(next.parent)) return [];
  return [
    {
      was: "unrecorded",
      resource: {
        urn,
        type,
        custom: true,
        parent: next.parent,
        provider: `${provider.urn}::${provider.id}`,
        protect: next.protect,
        inputs: knownInputs(next.inputs),
        outputs: {},
      },
    },
  ];
}

/** What is unknown or secret is left out: reading the resource fills it in. */
function knownInputs(inputs: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => isKnown(value)));
}

function isKnown(value: Value): boolean {
  if (value === UNKNOWN) return false;
  if (Array.isArray(value)) return value.every(isKnown);
  return typeof value !== "object" || value === null || Object.values(value).every(isKnown);
}
