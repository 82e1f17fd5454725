/** How a policy of the pack is written down: plain data and a judgement, no engine in sight. */
import type { ResourceView } from "../../analysis/resource";
import { parsePolicyName } from "./names";
import type { Group } from "./names";
import { Reader } from "./reader";
import type { Settings } from "./settings";
import { listed } from "./verdict";
import type { Undecided, Verdicts, Violation } from "./verdict";

/** What a judgement may know beside the resource. */
export interface Context {
  readonly settings: Settings;
  /** The day of the judgement. */
  readonly now: Date;
}

/** A complaint about one resource of the stack; without a resource it concerns the stack. */
export interface Finding {
  readonly resource?: ResourceView;
  readonly verdict: Violation | Undecided;
}

/** Every resource of the stack with its inputs, outputs and dependencies. */
export interface Stack {
  /** Sorted by URN: the engine's order is random. */
  readonly resources: readonly ResourceView[];
  /** @param types Type tokens. */
  ofType(...types: readonly string[]): readonly ResourceView[];
  /** @param urn A URN, as `dependencies` names them. */
  byUrn(urn: string): ResourceView | undefined;
}

/** What every policy says of itself; the README table is made of it. */
export interface About {
  /** `<group>-<resource>-<require|forbid|limit>-<fact>`. */
  readonly name: string;
  /** What is true of a good stack, as one sentence. */
  readonly description: string;
  /** Type tokens that are judged, or `all`. */
  readonly types: readonly string[] | "all";
  /**
   * Why this policy only advises.
   * @default undefined: the policy is mandatory
   */
  readonly advisoryBecause?: string;
  /** Clauses that the policy serves, such as `SOC 2 CC6.7`, `GDPR Art. 32`. */
  readonly frameworks?: readonly string[];
  /** Inputs in short that pass and that do not. */
  readonly example?: { readonly good: string; readonly bad: string };
}

/** A policy over one resource, or over the whole stack, or both under one name. */
export interface PlatformPolicy extends About {
  readonly group: Group;
  /** Runs before each resource is made: it blocks even an update without preview. */
  readonly judgeResource?: (resource: Judged) => Verdicts;
  /** Runs once over all resources. */
  readonly judgeStack?: (stack: Stack, context: Context) => readonly Finding[];
}

/** A resource in front of a judgement. */
export interface Judged {
  readonly inputs: Reader;
  readonly view: ResourceView;
  readonly context: Context;
}

/** A policy that looks at one resource at a time. */
export interface ResourcePolicyArgs extends About {
  /**
   * What an unknown fact needs. `need a value`: it blocks until it is known. `need provenance`: it
   * passes the preview when it is made from resources of the stack, as a document with their ARNs
   * is, and is judged with its value before the resource is made.
   *
   * @default "need a value"
   */
  readonly unknowns?: "need a value" | "need provenance";
  /**
   * @param inputs The inputs of a resource of one of the types.
   * @param judged The resource with its provider, and the stack's settings.
   */
  readonly judge: (inputs: Reader, judged: Judged) => Verdicts;
}

/** A policy that looks at resources together. */
export interface StackPolicyArgs extends About {
  /**
   * @param stack All resources.
   * @param context Settings and day.
   */
  readonly judge: (stack: Stack, context: Context) => readonly Finding[];
  /**
   * The part that one resource alone decides. It must only report violations that `judge` finds
   * too, so that an update without preview is stopped before the resource is made.
   *
   * @param inputs The inputs of a resource of one of the types.
   * @param judged The resource with its provider, and the stack's settings.
   * @default nothing is judged before the whole stack is known
   */
  readonly judgeResource?: (inputs: Reader, judged: Judged) => Verdicts;
}

/**
 * A policy over single resources.
 *
 * @param args Name, description, types and judgement.
 * @throws Error where the name is not made of the closed lists.
 */
export function resourcePolicy(args: ResourcePolicyArgs): PlatformPolicy {
  const { judge, unknowns = "need a value", ...about } = args;
  const group = parsePolicyName(about.name).group;
  const judgeResource = (judged: Judged): Verdicts => judge(judged.inputs, judged);
  if (unknowns === "need a value") return { ...about, group, judgeResource };
  return {
    ...about,
    group,
    judgeResource: (judged) =>
      listed(judgeResource(judged)).filter(({ kind }) => kind === "violation"),
    judgeStack: (stack, context) =>
      subjects(stack, about.types).flatMap((view) =>
        unproven(view, judgeResource({ inputs: new Reader(view.inputs), view, context })),
      ),
  };
}

function subjects(stack: Stack, types: About["types"]): readonly ResourceView[] {
  return types === "all" ? stack.resources : stack.ofType(...types);
}

/** Complaints, less the unknown facts whose input is made from resources of the stack. */
function unproven(resource: ResourceView, verdicts: Verdicts): readonly Finding[] {
  return listed(verdicts).flatMap((verdict) => {
    if (verdict.kind === "ok") return [];
    const key = /^[^.[]+/.exec(verdict.path)?.[0] ?? "";
    const proven = verdict.kind === "undecided" && (resource.dependencies[key] ?? []).length > 0;
    return proven ? [] : [{ resource, verdict }];
  });
}

/**
 * A policy over the stack as a whole.
 *
 * @param args Name, description, types and judgement.
 * @throws Error where the name is not made of the closed lists.
 */
export function stackPolicy(args: StackPolicyArgs): PlatformPolicy {
  const { judge, judgeResource, ...about } = args;
  return {
    ...about,
    group: parsePolicyName(about.name).group,
    judgeStack: judge,
    ...(judgeResource === undefined
      ? {}
      : { judgeResource: (judged: Judged) => judgeResource(judged.inputs, judged) }),
  };
}
