/** `platform cost`: what a stack, or any program's state, costs a month. */
import { z } from "zod";
import {
  estimateCost,
  type EstimateOptions,
  type UsageFile,
  type UsageValue,
} from "../../analysis/cost";
import type { ResourceView } from "../../analysis/resource";
import { CostDocument } from "../documents";
import { parsedFile, resourcesOfFile } from "../engine/documents";
import { viewsOf } from "../engine/state";
import { EXIT, UserError } from "../exit-codes";
import { checkedConfig } from "../preflight";
import { knownStack } from "../project";
import { currentState } from "../engine/stored-state";
import { estimateOptions } from "../summary/cost";
import { columns, dollars } from "../text";
import { opened, type CommonOptions, type Context, type Result } from "./context";

/** Options of `cost`. */
export interface CostOptions extends CommonOptions {
  /** A `stack export` or a `preview --json` of any program. */
  readonly state?: string;
  /** Measured or expected usage by URN or type. */
  readonly usage?: string;
}

/** Resources listed by name in a terminal: the rest is in the document. */
const RESOURCES_SHOWN = 15;

const UsageValueShape: z.ZodType<UsageValue> = z.lazy(() =>
  z.union([z.number(), z.string(), z.record(z.string(), UsageValueShape)]),
);
const UsageFileShape = z.record(z.string(), z.record(z.string(), UsageValueShape));

/**
 * @param context Where the command runs.
 * @param options What to price.
 * @throws UserError if neither a stack nor a file is named, or a file cannot be read.
 */
export async function costCommand(context: Context, options: CostOptions): Promise<Result> {
  const usage = options.usage === undefined ? {} : usageOf(options.usage);
  const { resources, settings } = await priced(context, options);
  const estimate = estimateCost(resources, { ...settings, usage });
  const { console } = context;
  const lines = Object.entries(estimate.lines).filter(([, usd]) => usd > 0);
  console.say(columns(lines.map(([line, usd]) => [line, dollars(usd)])));
  const least = estimate.atLeast ? "at least " : "";
  console.say(`${least}${dollars(estimate.monthlyUsd)} a month at list prices, before tax.`);
  const dearest = estimate.resources.slice(0, RESOURCES_SHOWN);
  console.say(columns(dearest.map(({ urn, monthlyUsd }) => [dollars(monthlyUsd), urn])));
  for (const { urn, reason } of estimate.unpriced) console.say(`  unpriced  ${urn}: ${reason}`);
  return { exitCode: EXIT.done, document: CostDocument.parse(estimate) };
}

async function priced(
  context: Context,
  options: CostOptions,
): Promise<{ readonly resources: readonly ResourceView[]; readonly settings: EstimateOptions }> {
  if (options.state !== undefined) {
    const settings =
      options.stack === undefined
        ? {}
        : estimateOptions(checkedConfig(context.root, knownStack(context.root, options.stack)));
    return { resources: resourcesOfFile(options.state), settings };
  }
  if (options.stack === undefined) {
    throw new UserError(
      "Name what to price: --stack STACK or --state FILE.",
      EXIT.badConfiguration,
    );
  }
  const config = checkedConfig(context.root, knownStack(context.root, options.stack));
  const open = await opened(context, options);
  const { resources } = await currentState(open);
  return { resources: viewsOf(resources), settings: estimateOptions(config) };
}

function usageOf(path: string): UsageFile {
  const parsed = UsageFileShape.safeParse(parsedFile(path));
  if (parsed.success) return parsed.data;
  throw new UserError(
    `${path} is no usage file ({"urn or type": {"storageGb": 1}}): ${z.prettifyError(parsed.error)}`,
    EXIT.badConfiguration,
  );
}
