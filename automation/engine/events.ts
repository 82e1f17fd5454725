/**
 * Engine events in the shape that the rest of this room works on. The Automation API's types do
 * not name every event that the engine sends, so the ones in use are read with a schema.
 */
import { z } from "zod";
import type { Values } from "../../facts/values";
import { plainText } from "../text";
import { toValues } from "./values";

/** A resource as an event shows it, before or after the step. */
export interface ResourceState {
  readonly id: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly inputs: Values;
  readonly outputs: Values;
  /** `<urn of the provider>::<id>`; empty for components. */
  readonly provider: string;
}

/** One step that the engine plans or takes. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly old?: ResourceState;
  readonly new?: ResourceState;
  /** Input paths that change. */
  readonly changedPaths: readonly string[];
  /** Inputs that force a replacement. */
  readonly replaceKeys: readonly string[];
  /** True at a preview. */
  readonly planned: boolean;
}

/** What a policy said of a resource, or of the whole stack. */
export interface PolicyVerdict {
  readonly policy: string;
  readonly pack: string;
  readonly mandatory: boolean;
  /** Absent where the policy judges the whole stack. */
  readonly urn?: string;
  readonly message: string;
}

/** What has happened, as far as this room cares. */
export type Happening =
  | { readonly kind: "step-begins"; readonly step: Step }
  | { readonly kind: "step-done"; readonly step: Step }
  | { readonly kind: "step-failed"; readonly step: Step }
  | { readonly kind: "policy"; readonly verdict: PolicyVerdict }
  | {
      readonly kind: "policies-judged";
      /** Absent where the whole stack was judged. */
      readonly urn?: string;
      readonly passed: readonly string[];
      readonly failed: readonly string[];
    }
  | {
      readonly kind: "diagnostic";
      readonly severity: string;
      readonly urn?: string;
      readonly message: string;
    }
  | { readonly kind: "said"; readonly message: string }
  | { readonly kind: "summary"; readonly packs: Readonly<Record<string, string>> };

const State = z
  .object({
    id: z.string().default(""),
    parent: z.string().default(""),
    custom: z.boolean().default(false),
    protect: z.boolean().default(false),
    retainOnDelete: z.boolean().default(false),
    inputs: z.unknown(),
    outputs: z.unknown(),
    provider: z.string().default(""),
  })
  .transform((state): ResourceState => ({
    ...state,
    inputs: toValues(state.inputs),
    outputs: toValues(state.outputs),
  }));

const StepEvent = z
  .object({
    metadata: z.object({
      op: z.string(),
      urn: z.string(),
      type: z.string(),
      old: State.nullish(),
      new: State.nullish(),
      keys: z.array(z.string()).nullish(),
      diffs: z.array(z.string()).nullish(),
      detailedDiff: z.record(z.string(), z.unknown()).nullish(),
    }),
    planning: z.boolean().default(false),
  })
  .transform(({ metadata, planning }): Step => ({
    op: metadata.op,
    urn: metadata.urn,
    type: metadata.type,
    ...(metadata.old ? { old: metadata.old } : {}),
    ...(metadata.new ? { new: metadata.new } : {}),
    changedPaths: Object.keys(metadata.detailedDiff ?? {}).length
      ? Object.keys(metadata.detailedDiff ?? {}).toSorted()
      : (metadata.diffs ?? []),
    replaceKeys: metadata.keys ?? [],
    planned: planning,
  }));

const names = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const urn = z
  .string()
  .nullish()
  .transform((text) => (text === "" || text === null ? undefined : text));

const EngineEventShape = z.object({
  resourcePreEvent: StepEvent.optional(),
  resOutputsEvent: StepEvent.optional(),
  resOpFailedEvent: StepEvent.optional(),
  policyEvent: z
    .object({
      resourceUrn: urn,
      message: z.string(),
      policyName: z.string(),
      policyPackName: z.string(),
      enforcementLevel: z.string(),
    })
    .optional(),
  policyAnalyzeSummaryEvent: z
    .object({ resourceUrn: urn, passed: names, failed: names })
    .optional(),
  policyAnalyzeStackSummaryEvent: z.object({ passed: names, failed: names }).optional(),
  diagnosticEvent: z.object({ urn, severity: z.string(), message: z.string() }).optional(),
  stdoutEvent: z.object({ message: z.string() }).optional(),
  summaryEvent: z
    .object({
      PolicyPacks: z.record(z.string(), z.string()).nullish(),
      policyPacks: z.record(z.string(), z.string()).nullish(),
    })
    .optional(),
});

/**
 * @param event An event as the engine sends it.
 * @returns What happened; undefined for events that nobody here needs.
 */
export function decodeEvent(event: unknown): Happening | undefined {
  const parsed = EngineEventShape.safeParse(event);
  if (!parsed.success) return undefined;
  const it = parsed.data;
  if (it.resourcePreEvent) return { kind: "step-begins", step: it.resourcePreEvent };
  if (it.resOutputsEvent) return { kind: "step-done", step: it.resOutputsEvent };
  if (it.resOpFailedEvent) return { kind: "step-failed", step: it.resOpFailedEvent };
  if (it.policyEvent) return { kind: "policy", verdict: verdictOf(it.policyEvent) };
  if (it.policyAnalyzeSummaryEvent) return judged(it.policyAnalyzeSummaryEvent);
  if (it.policyAnalyzeStackSummaryEvent) return judged(it.policyAnalyzeStackSummaryEvent);
  if (it.diagnosticEvent) {
    const { severity, message, urn: about } = it.diagnosticEvent;
    return { kind: "diagnostic", severity, message: plainText(message), ...named(about) };
  }
  if (it.stdoutEvent) return { kind: "said", message: plainText(it.stdoutEvent.message) };
  if (it.summaryEvent) {
    return {
      kind: "summary",
      packs: it.summaryEvent.PolicyPacks ?? it.summaryEvent.policyPacks ?? {},
    };
  }
  return undefined;
}

type RawPolicyEvent = NonNullable<z.infer<typeof EngineEventShape>["policyEvent"]>;

function verdictOf(event: RawPolicyEvent): PolicyVerdict {
  return {
    policy: event.policyName,
    pack: event.policyPackName,
    mandatory: event.enforcementLevel === "mandatory",
    message: plainText(event.message),
    ...named(event.resourceUrn),
  };
}

function judged(event: {
  readonly resourceUrn?: string | undefined;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}): Happening {
  const { passed, failed } = event;
  return { kind: "policies-judged", passed, failed, ...named(event.resourceUrn) };
}

function named(about: string | undefined): { readonly urn?: string } {
  return about === undefined ? {} : { urn: about };
}
