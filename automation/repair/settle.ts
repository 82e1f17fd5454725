/**
 * Settles creates that nobody knows the end of: what exists and is ours comes into the state, what
 * does not exist is declared never made. Names alone prove nothing: a resource that is found under
 * a natural id and carries another URN stays where it is.
 */
import type { Console } from "../console";
import type { Settlement } from "../documents";
import { errorsOf } from "../summary/assessment";
import { refresh } from "../engine/run";
import type { StackState, StateResource } from "../engine/state";
import { currentState, writeState } from "../engine/stored-state";
import { toValues } from "../engine/values";
import type { Values } from "../../facts/values";
import type { OpenStack } from "../engine/workspace";
import { nameOf } from "../text";
import { evidenceOf, ownTag, type Evidence } from "./evidence";
import { taggedResources, type ProviderInstance } from "./tagged";

/** A create to settle, as the state is to hold it if it exists. */
export interface OpenCreate {
  readonly resource: StateResource;
  /** `creating`, or `unrecorded` where the state does not know that it was begun. */
  readonly was: string;
}

/** What came of settling. */
export interface Settled {
  readonly settled: readonly Settlement[];
  readonly errors: readonly string[];
}

/** What to settle, and where. */
export interface SettleArgs {
  readonly open: OpenStack;
  readonly console: Console;
  readonly state: StackState;
  readonly creates: readonly OpenCreate[];
  /** AWS provider instances that are asked for tags. */
  readonly providers: readonly ProviderInstance[];
}

/** A create with what is known of it. */
interface Judged {
  readonly create: OpenCreate;
  readonly evidence: Evidence;
}

/** @param args The creates and where they were made. */
export async function settleCreates(args: SettleArgs): Promise<Settled> {
  const { open, state, creates, providers } = args;
  if (creates.length === 0) return { settled: [], errors: [] };
  const tagged = await taggedResources(open.environment, providers);
  const judged = creates.map((create) => ({ create, evidence: judge(create, tagged) }));
  const candidates = judged.flatMap(({ create, evidence }) =>
    "id" in evidence ? [{ ...create.resource, id: evidence.id }] : [],
  );
  await writeState(open, state, settledChange(state, judged, candidates));
  const { present, errors } = await readBack(args, candidates);
  const unread = judged.filter((one) => isUnread(one, present));
  await reopen(args, unread);
  return {
    settled: judged
      .filter((one) => !unread.includes(one))
      .flatMap((one) => settlementOf(one, present)),
    errors: [...errors, ...judged.flatMap(unclearOf), ...unread.map(unreadText)],
  };
}

/** The cloud names it by our tag, and yet reading it under its id gave nothing. */
function isUnread({ create, evidence }: Judged, present: ReadonlySet<string>): boolean {
  return evidence.kind === "tag" && !present.has(create.resource.urn);
}

/** It exists, so it may not be forgotten: the operation is pending again. */
async function reopen({ open, state }: SettleArgs, unread: readonly Judged[]): Promise<void> {
  const urns = new Set(unread.map(({ create }) => create.resource.urn));
  const again = state.pending.filter(({ resource }) => urns.has(resource.urn));
  if (again.length === 0) return;
  const now = await currentState(open);
  await writeState(open, now, { resources: now.resources, pending: [...now.pending, ...again] });
}

function unreadText({ create, evidence }: Judged): string {
  const id = "id" in evidence ? evidence.id : "";
  return (
    `${nameOf(create.resource.urn)} exists, as its tag shows, but could not be read under the id ` +
    `${id}. Nothing of it was changed; look for it in the cloud, then run ` +
    `pulumi import '${create.resource.type}' NAME ID.`
  );
}

function judge(
  { resource }: OpenCreate,
  tagged: Awaited<ReturnType<typeof taggedResources>>,
): Evidence {
  return evidenceOf({ urn: resource.urn, inputs: toValues(resource.inputs) }, tagged);
}

/** Pending creates that were judged leave the state; candidates enter it, to be read at once. */
function settledChange(
  state: StackState,
  judged: readonly Judged[],
  candidates: readonly StateResource[],
) {
  const clear = new Set(
    judged.filter(({ evidence }) => evidence.kind !== "unclear").map((j) => j.create.resource.urn),
  );
  const isSettled = ({ type, resource }: StackState["pending"][number]): boolean =>
    type === "creating" && clear.has(resource.urn);
  return {
    resources: [...state.resources, ...candidates],
    pending: state.pending.filter((operation) => !isSettled(operation)),
  };
}

/** Reads the candidates from the cloud; what is not there, or is somebody else's, leaves again. */
async function readBack(
  { open, console }: SettleArgs,
  candidates: readonly StateResource[],
): Promise<{ readonly present: ReadonlySet<string>; readonly errors: readonly string[] }> {
  if (candidates.length === 0) return { present: new Set(), errors: [] };
  const urns = candidates.map(({ urn }) => urn);
  const outcome = await refresh(open, console, urns);
  const state = await currentState(open);
  const unread = outcome.failure === undefined ? new Set<string>() : new Set(urns);
  const wanted = new Map(candidates.map(({ urn, inputs }) => [urn, toValues(inputs)]));
  const foreign = state.resources.filter((one) => isForeign(one, wanted.get(one.urn)));
  const dropped = new Set([...foreign.map(({ urn }) => urn), ...unread]);
  if (dropped.size > 0) {
    const resources = state.resources.filter(({ urn }) => !dropped.has(urn));
    await writeState(open, state, { resources, pending: state.pending });
  }
  const present = state.resources.filter(({ urn }) => urns.includes(urn) && !dropped.has(urn));
  return {
    present: new Set(present.map(({ urn }) => urn)),
    errors: [...errorsOf(outcome), ...foreign.map(foreignText)],
  };
}

/**
 * A resource with a tag is ours by its tag. One without has its id from what contains it; if it
 * also says something else than we asked for, somebody else made it.
 */
function isForeign(resource: StateResource, wanted: Values | undefined): boolean {
  if (wanted === undefined) return false;
  const found = toValues(resource.outputs);
  const actual = ownTag(found);
  if (actual !== undefined) return actual !== resource.urn;
  if (ownTag(wanted) !== undefined) return true;
  return Object.entries(wanted).some(([key, value]) => {
    const there = found[key];
    return typeof value === "string" && typeof there === "string" && there !== value;
  });
}

function foreignText(resource: StateResource): string {
  const owner = ownTag(toValues(resource.outputs));
  const whose = owner === undefined ? "carries no tag of this stack" : `belongs to ${owner}`;
  return (
    `${nameOf(resource.urn)}: a resource with its id (${resource.id ?? ""}) exists and ${whose}; ` +
    "it was left alone. Rename one of the two."
  );
}

function settlementOf({ create, evidence }: Judged, present: ReadonlySet<string>): Settlement[] {
  const { urn } = create.resource;
  const about = { urn, was: create.was };
  switch (evidence.kind) {
    case "unclear":
      return [];
    case "absent":
      return create.was === "unrecorded"
        ? []
        : [{ ...about, verdict: "never-made", how: evidence.because }];
    case "tag":
    case "natural-id": {
      const { id } = evidence;
      const how = evidence.kind === "tag" ? "found by its tag" : "found by the id its inputs tell";
      if (present.has(urn)) return [{ ...about, verdict: "imported", id, how }];
      if (create.was === "unrecorded") return [];
      return [{ ...about, verdict: "never-made", how: "the cloud has nothing under its id" }];
    }
    default:
      return evidence satisfies never;
  }
}

function unclearOf({ create, evidence }: Judged): string[] {
  if (evidence.kind !== "unclear" || create.was === "unrecorded") return [];
  const { urn } = create.resource;
  return [
    `${nameOf(urn)} could not be settled: ${evidence.because}. Look for it in the cloud, then run ` +
      `pulumi refresh --import-pending-creates '${urn}' --import-pending-creates ID, or ` +
      "pulumi refresh --clear-pending-creates if it was never made.",
  ];
}
