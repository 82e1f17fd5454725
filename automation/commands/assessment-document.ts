/** A judged preview as a document. */
import type { PreviewDocument } from "../documents";
import type { OpenStack } from "../engine/workspace";
import type { ExitCode } from "../exit-codes";
import { countsOf } from "../summary/changes";
import type { Assessment } from "../summary/assessment";

/** Fields that `preview` and `up` have in common. */
export type AssessmentFields = Omit<PreviewDocument, "command">;

/** How the command went beside what the preview showed. */
export interface Ending {
  readonly exitCode: ExitCode;
  readonly tookMs: number;
  readonly report?: string;
  /** @default errors those of the preview */
  readonly errors?: readonly string[];
}

/**
 * @param open The stack.
 * @param assessment The judged preview.
 * @param ending How the command ended.
 */
export function assessmentFields(
  open: OpenStack,
  assessment: Assessment,
  ending: Ending,
): AssessmentFields {
  const { cost, policies, real } = assessment;
  const { estimate } = cost;
  return {
    stack: open.name,
    simulated: open.environment.kind === "simulated",
    exitCode: ending.exitCode,
    tookMs: ending.tookMs,
    counts: Object.fromEntries(countsOf(real)),
    changes: real.map((change) => ({
      urn: change.urn,
      type: change.type,
      name: change.name,
      component: change.component,
      kind: change.kind,
      paths: [...change.paths],
      replacedBy: [...change.replacedBy],
      dangerous: change.dangerous,
    })),
    policies: { ...policies, complaints: [...policies.complaints] },
    cost: {
      monthlyUsd: estimate.monthlyUsd,
      maximumMonthlyUsd: estimate.maximumMonthlyUsd,
      atLeast: estimate.atLeast,
      sharedUsd: cost.sharedUsd,
      ceilingUsd: cost.ceilingUsd,
      tenants: [...cost.tenants],
      ...(cost.increaseUsd === undefined ? {} : { increaseUsd: cost.increaseUsd }),
      allowedIncreaseUsd: cost.allowedIncreaseUsd,
      blocked: cost.blocked,
      lines: { ...estimate.lines },
      unpriced: [...estimate.unpriced],
    },
    reasons: [...assessment.reasons],
    errors: [...(ending.errors ?? assessment.errors)],
    ...(ending.report === undefined ? {} : { report: ending.report }),
  };
}
