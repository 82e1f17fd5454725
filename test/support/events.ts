/** Engine events as CLI 3.220.0 sends them, recorded and cut to what tests vary. */

/** What a test says of a resource. */
export interface EventResource {
  readonly name: string;
  readonly type: string;
  /** @default "create" */
  readonly op?: string;
  /** Type tokens of the parents, outermost first, joined by `$`. */
  readonly parents?: string;
  readonly parent?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly oldInputs?: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly provider?: string;
  readonly diffs?: readonly string[];
  readonly keys?: readonly string[];
  /** @default true */
  readonly custom?: boolean;
  readonly retainOnDelete?: boolean;
}

/** URN of the stack resource of every recorded event. */
export const STACK_URN =
  "urn:pulumi:dev::podcast-platform::pulumi:pulumi:Stack::podcast-platform-dev";

/** @param resource A resource: its URN as the engine writes it. */
export function urnOf(resource: Pick<EventResource, "name" | "type" | "parents">): string {
  const parents = resource.parents === undefined ? "" : `${resource.parents}$`;
  return `urn:pulumi:dev::podcast-platform::${parents}${resource.type}::${resource.name}`;
}

/** @param resource A resource: the event before its step. */
export function preEvent(resource: EventResource): unknown {
  return { sequence: 1, timestamp: 1, resourcePreEvent: stepOf(resource) };
}

/** @param resource A resource: the event after its step. */
export function doneEvent(resource: EventResource): unknown {
  return { sequence: 2, timestamp: 1, resOutputsEvent: stepOf(resource) };
}

/** @param resource A resource: the event of a step that failed. */
export function failedEvent(resource: EventResource): unknown {
  return {
    sequence: 2,
    timestamp: 1,
    resOpFailedEvent: { ...stepOf(resource), status: 0, steps: 0 },
  };
}

/** @param message What the engine says, with its severity. */
export function diagnosticEvent(message: string, severity = "error", urn = ""): unknown {
  return {
    sequence: 3,
    timestamp: 1,
    diagnosticEvent: { urn, prefix: `${severity}: `, message, color: "never", severity },
  };
}

/** @param policy Name, message and level of a policy's complaint. */
export function policyEvent(policy: {
  readonly name: string;
  readonly message: string;
  readonly level?: string;
  readonly urn?: string;
}): unknown {
  return {
    sequence: 4,
    timestamp: 1,
    policyEvent: {
      resourceUrn: policy.urn ?? "",
      message: policy.message,
      color: "never",
      policyName: policy.name,
      policyPackName: "podcast-platform",
      policyPackVersion: "0.1.0",
      policyPackVersionTag: "",
      enforcementLevel: policy.level ?? "mandatory",
    },
  };
}

/** @param passed Names of policies that had nothing to say of a resource. */
export function judgedEvent(passed: readonly string[], failed: readonly string[] = []): unknown {
  return {
    sequence: 5,
    timestamp: 1,
    policyAnalyzeSummaryEvent: {
      resourceUrn: STACK_URN,
      policyPackName: "podcast-platform",
      policyPackVersion: "0.1.0",
      policyPackVersionTag: "",
      passed,
      failed,
    },
  };
}

function stepOf(resource: EventResource): Record<string, unknown> {
  const op = resource.op ?? "create";
  const urn = urnOf(resource);
  const state = (inputs: unknown): Record<string, unknown> => ({
    type: resource.type,
    urn,
    custom: resource.custom ?? true,
    id: resource.id ?? "",
    parent: resource.parent ?? STACK_URN,
    inputs,
    outputs: {},
    provider: resource.provider ?? "",
    retainOnDelete: resource.retainOnDelete ?? false,
  });
  return {
    metadata: {
      op,
      urn,
      type: resource.type,
      old: op.startsWith("create") ? null : state(resource.oldInputs ?? resource.inputs ?? {}),
      new: op.startsWith("delete") ? null : state(resource.inputs ?? {}),
      keys: resource.keys ?? null,
      diffs: resource.diffs ?? null,
      detailedDiff: null,
      logical: true,
      provider: resource.provider ?? "",
    },
    planning: true,
  };
}
