/** Previews a stack and judges what the preview showed. */
import type { CellConfig } from "../../plan/config/schema";
import { planCell } from "../../plan/plan";
import { wasWhole } from "../engine/history";
import { preview, type Outcome } from "../engine/run";
import type { OpenStack } from "../engine/workspace";
import { assess, type Assessment } from "../summary/assessment";
import type { Context } from "./context";
import { planFileOf } from "./plan-place";

/** A preview with the plan that it saved. */
export interface Previewed {
  readonly outcome: Outcome;
  readonly assessment: Assessment;
  readonly planFile: string;
}

/** What to preview. */
export interface PreviewArgs {
  readonly context: Context;
  readonly open: OpenStack;
  readonly config: CellConfig;
  /** Increase of the monthly cost to accept, in US dollars. */
  readonly acceptIncrease?: number | undefined;
}

/** @param args The stack and what it is measured by. */
export async function previewed(args: PreviewArgs): Promise<Previewed> {
  const { context, open, config, acceptIncrease } = args;
  const planFile = planFileOf(open);
  const outcome = await preview(open, context.console, planFile);
  const judge = (firstBringUp: boolean): Assessment =>
    assess({
      outcome,
      config,
      reasons: planCell(open.name, config).reasons,
      planFile,
      firstBringUp,
      ...(acceptIncrease === undefined ? {} : { allowedIncreaseUsd: acceptIncrease }),
    });
  const assessment = judge(false);
  // Asked only where it matters: it costs a call of the engine.
  const unfinished = assessment.cost.blocked && !(await wasWhole(open));
  return { outcome, planFile, assessment: unfinished ? judge(true) : assessment };
}
