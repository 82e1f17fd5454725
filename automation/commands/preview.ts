/** `platform preview`: what would change, whether it may, what it costs. */
import { checkedConfig } from "../preflight";
import { PreviewDocument } from "../documents";
import { reportFolder, writeReport } from "../report/write";
import { knownStack } from "../project";
import { assessmentText } from "../summary/render";
import { previewed } from "./assessed";
import { assessmentFields } from "./assessment-document";
import { opened, placeOf, type CommonOptions, type Context, type Result } from "./context";
import { lockAdvice } from "./lock-advice";

/** Options of `preview`. */
export interface PreviewOptions extends CommonOptions {
  /** Increase of the monthly cost to accept, in US dollars. */
  readonly acceptIncrease?: number;
}

/**
 * @param context Where the command runs.
 * @param options What to preview.
 * @throws UserError if the configuration is wrong; the engine is not asked then.
 */
export async function previewCommand(context: Context, options: PreviewOptions): Promise<Result> {
  const { root, console, startedAt, variables } = context;
  const config = checkedConfig(root, knownStack(root, options.stack));
  const open = await opened(context, options);
  const { acceptIncrease } = options;
  const { outcome, assessment } = await previewed({ context, open, config, acceptIncrease });
  console.say(`${placeOf(open)}\n${assessmentText(assessment, console.paint)}`);
  lockAdvice(open, outcome, console);
  const report = reportFolder(root, open.name, open.environment, variables);
  const { exitCode } = assessment;
  const fields = assessmentFields(open, assessment, {
    exitCode,
    tookMs: Date.now() - startedAt,
    report,
  });
  writeReport(report, { command: "preview", ...fields });
  return { exitCode, document: PreviewDocument.parse({ command: "preview", ...fields }) };
}
