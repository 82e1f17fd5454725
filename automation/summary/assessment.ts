/** A preview, judged: what would change, whether it may, what it costs, and why it is so. */
import type { Reason } from "../../plan/cell";
import type { CellConfig } from "../../plan/config/schema";
import { plannedDependencies } from "../engine/plan-file";
import type { Outcome } from "../engine/run";
import { EXIT, type ExitCode } from "../exit-codes";
import { changesOf, realChanges, type Change } from "./changes";
import { costSummaryOf, type CostSummary } from "./cost";
import { policySummaryOf, type PolicySummary } from "./policies";

/** Everything that a reader of a preview needs. */
export interface Assessment {
  readonly changes: readonly Change[];
  /** Changes of resources that exist in a cloud. */
  readonly real: readonly Change[];
  readonly policies: PolicySummary;
  readonly cost: CostSummary;
  readonly reasons: readonly Reason[];
  readonly errors: readonly string[];
  readonly exitCode: ExitCode;
}

/** What is judged. */
export interface AssessArgs {
  readonly outcome: Outcome;
  readonly config: CellConfig;
  readonly reasons: readonly Reason[];
  /** Where the preview saved its plan. */
  readonly planFile?: string;
  /**
   * The stack was never whole: what it has is left over from a bring-up that did not end.
   * @default false
   */
  readonly firstBringUp?: boolean;
  /** Increase of the monthly cost that the user accepts, in US dollars. */
  readonly allowedIncreaseUsd?: number;
}

/** @param args A finished preview and what it is measured by. */
export function assess({ outcome, config, reasons, planFile, ...args }: AssessArgs): Assessment {
  const { record } = outcome;
  const changes = changesOf(record.steps);
  const dependencies = planFile === undefined ? {} : plannedDependencies(planFile);
  const policies = policySummaryOf(record);
  const cost = costSummaryOf({
    config,
    before: args.firstBringUp === true ? [] : record.before(),
    after: record.after(dependencies),
    ...(args.allowedIncreaseUsd === undefined
      ? {}
      : { allowedIncreaseUsd: args.allowedIncreaseUsd }),
  });
  return {
    changes,
    real: realChanges(changes),
    policies,
    cost,
    reasons,
    errors: errorsOf(outcome),
    exitCode: exitCodeOf(outcome, policies.blocked || cost.blocked),
  };
}

/**
 * The exit code of an engine operation.
 *
 * @param outcome How it ended.
 * @param blocked Whether a policy or the cost says no.
 */
export function exitCodeOf(outcome: Outcome, blocked: boolean): ExitCode {
  const { failure } = outcome;
  if (failure === undefined) return blocked ? EXIT.blocked : EXIT.done;
  switch (failure.kind) {
    case "policy":
      return EXIT.blocked;
    case "configuration":
      return EXIT.badConfiguration;
    case "locked":
    case "no-stack":
    case "plan-violated":
    case "error":
      return EXIT.error;
    default:
      return failure satisfies never;
  }
}

/** @param outcome How an operation ended: every reason, as sentences. */
export function errorsOf({ failure, interrupted }: Outcome): readonly string[] {
  if (failure === undefined) return [];
  switch (failure.kind) {
    case "policy":
      return [];
    case "configuration":
      return [failure.message];
    case "locked":
      return [failure.message];
    case "no-stack":
      return ["The backend has no such stack."];
    case "plan-violated":
      return failure.differences;
    case "error": {
      const told = failure.errors.map(({ urn, message }) =>
        urn === undefined ? message : `${urn.slice(urn.lastIndexOf("::") + 2)}: ${message}`,
      );
      if (interrupted) return ["Stopped before the end.", ...told];
      return told.length > 0 ? told : [failure.output];
    }
    default:
      return failure satisfies never;
  }
}
