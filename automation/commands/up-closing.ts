/** The last words of `platform up`: what is there now, what it costs, where to look. */
import { join, relative } from "node:path";
import type { Console } from "../console";
import type { OpenStack } from "../engine/workspace";
import type { Assessment } from "../summary/assessment";
import { byComponent } from "../summary/changes";
import { costText, countsText, policiesText } from "../summary/render";
import { columns, counted, duration } from "../text";
import { placeOf } from "./context";

/** What there is to say. */
export interface ClosingArgs {
  readonly open: OpenStack;
  readonly assessment: Assessment;
  readonly applied: boolean;
  /** Folder of the report. */
  readonly report: string;
  readonly tookMs: number;
  readonly paint: Console["paint"];
}

/** @param args What there is to say. */
export function closingText(args: ClosingArgs): string {
  const { open, assessment, applied, report, tookMs, paint } = args;
  const there = assessment.changes.filter(
    ({ custom, kind }) => custom && kind !== "delete" && kind !== "forget",
  );
  const done = applied ? countsText(assessment.real, "done") : "no change";
  const title = `${placeOf(open)}: ${counted(there.length, "resource")}, ${done}.`;
  const rows = [...byComponent(there)].map(([component, group]) => [
    component,
    counted(group.length, "resource"),
  ]);
  return [
    "",
    paint.bold(applied ? title : `${title} Everything is as the program says.`),
    columns(rows),
    policiesText(assessment.policies, paint),
    costText(assessment.cost, paint),
    `Report: ${shortPath(join(report, "report.md"))}`,
    ...lookCloser(open),
    `Done in ${duration(tookMs)}.`,
  ].join("\n");
}

/** As somebody in this folder would type it. */
function shortPath(file: string): string {
  const fromHere = relative(process.cwd(), file);
  return fromHere.startsWith("..") ? file : fromHere;
}

function lookCloser({ name, environment }: OpenStack): readonly string[] {
  if (environment.kind === "real") return [];
  return [
    "Look closer:",
    columns([
      [`npm run -s simulate -- stack -s ${name}`, "every resource and output"],
      [`npm run -s simulate -- age -s ${name}`, "lets time pass in the simulated clouds"],
      [`npm run -s platform -- destroy --stack ${name} --simulate`, "takes it all down again"],
    ]),
  ];
}
