/** What one engine operation showed, collected event by event. */
import type { ResourceView } from "../../analysis/resource";
import {
  decodeEvent,
  type Happening,
  type PolicyVerdict,
  type ResourceState,
  type Step,
} from "./events";

/** How many checks a pack made. */
export interface Checks {
  /** Policy names that judged at least once. */
  readonly policies: readonly string[];
  /** Judgements: one policy on one resource, or on the stack. */
  readonly count: number;
}

/** A message of the engine, a provider or the program. */
export interface Diagnostic {
  readonly severity: string;
  readonly urn?: string;
  readonly message: string;
}

/** Everything that one engine operation showed. */
export class EngineRecord {
  readonly steps: Step[] = [];
  readonly done: Step[] = [];
  readonly failed: Step[] = [];
  readonly verdicts: PolicyVerdict[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly said: string[] = [];
  private readonly judges = new Set<string>();
  private checkCount = 0;

  /** @param listener Told of each happening as it comes: progress, interruption. */
  constructor(private readonly listener: (happening: Happening) => void = () => undefined) {}

  /** For the Automation API's `onEvent`. */
  readonly add = (event: unknown): void => {
    const happening = decodeEvent(event);
    if (happening === undefined) return;
    this.keep(happening);
    this.listener(happening);
  };

  /** What the policy packs did. */
  get checks(): Checks {
    return { policies: [...this.judges].toSorted(), count: this.checkCount };
  }

  /** Errors in the order in which they came, each once. */
  get errors(): readonly Diagnostic[] {
    const errors = this.diagnostics.filter(({ severity }) => severity === "error");
    return errors.filter((one, at) => errors.findIndex((e) => e.message === one.message) === at);
  }

  /**
   * The resources as they are to be: what judgements work on.
   *
   * @param dependencies Property dependencies by URN, from the plan.
   * @default dependencies none are known
   */
  after(dependencies: Readonly<Record<string, ResourceView["dependencies"]>> = {}): ResourceView[] {
    return this.views((step) => (isRemoval(step.op) ? undefined : step.new), dependencies);
  }

  /** The resources as they were before. */
  before(): ResourceView[] {
    return this.views((step) => step.old, {});
  }

  private views(
    pick: (step: Step) => ResourceState | undefined,
    dependencies: Readonly<Record<string, ResourceView["dependencies"]>>,
  ): ResourceView[] {
    const states = new Map<string, { readonly type: string; readonly state: ResourceState }>();
    for (const step of this.steps) {
      const state = pick(step);
      if (state !== undefined) states.set(step.urn, { type: step.type, state });
    }
    return [...states].map(([urn, { type, state }]) => ({
      urn,
      type,
      name: urn.slice(urn.lastIndexOf("::") + 2),
      inputs: state.inputs,
      outputs: state.id === "" ? state.outputs : { id: state.id, ...state.outputs },
      provider: states.get(providerUrn(state.provider))?.state.inputs ?? {},
      ...(state.parent === "" ? {} : { parent: state.parent }),
      dependencies: dependencies[urn] ?? {},
    }));
  }

  private keep(happening: Happening): void {
    switch (happening.kind) {
      case "step-begins":
        this.steps.push(happening.step);
        return;
      case "step-done":
        this.done.push(happening.step);
        return;
      case "step-failed":
        this.failed.push(happening.step);
        return;
      case "policy":
        this.verdicts.push(happening.verdict);
        return;
      case "policies-judged":
        for (const name of [...happening.passed, ...happening.failed]) this.judges.add(name);
        this.checkCount += happening.passed.length + happening.failed.length;
        return;
      case "diagnostic":
        if (happening.severity !== "debug") this.diagnostics.push(happening);
        return;
      case "said":
        this.said.push(happening.message);
        return;
      case "summary":
        return;
      default:
        return happening satisfies never;
    }
  }
}

/** @param reference `<urn>::<id>`, as a resource names its provider. */
export function providerUrn(reference: string): string {
  return reference.slice(0, Math.max(0, reference.lastIndexOf("::")));
}

/** @param op An engine operation after which the resource is gone. */
function isRemoval(op: string): boolean {
  return ["delete", "delete-replaced", "discard", "discard-replaced"].includes(op);
}
