/** The report as a pull request shows it. */
import type { PreviewDocument } from "../documents";
import { counted, dollars, duration } from "../text";

/** GitHub refuses comments above 65,536 characters; the rest is room for a template around it. */
export const MARKDOWN_MAX_CHARS = 60_000;

/** Rows of a table before it is cut. */
const ROWS_SHOWN = 100;

/** What a report needs of `preview` or `up`. */
export type Reported = Omit<PreviewDocument, "command"> & { readonly command: string };

/**
 * @param document What `preview` or `up` prints.
 * @returns Markdown below {@link MARKDOWN_MAX_CHARS}.
 */
export function markdownReport(document: Reported): string {
  const text = [
    `# ${document.stack}${document.simulated ? " on the simulated clouds" : ""}`,
    verdictLine(document),
    changesTable(document),
    policiesTable(document),
    costTable(document),
    reasonsTable(document),
    `_${document.command}, ${duration(document.tookMs)}_`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
  const cut = "\n\n_Cut here: the whole report is in report.json._\n";
  return text.length < MARKDOWN_MAX_CHARS
    ? `${text}\n`
    : text.slice(0, MARKDOWN_MAX_CHARS - cut.length) + cut;
}

/** How each exit code reads. */
const VERDICTS: Readonly<Record<Reported["exitCode"], string>> = {
  0: "Nothing blocks this change.",
  1: "This change ends in an error.",
  2: "**This change is blocked.**",
  3: "**Something has changed outside of the program.**",
  4: "**The stack file is wrong; nothing was touched.**",
};

function verdictLine(document: Reported): string {
  const errors = document.errors.map((error) => `> ${error.replaceAll("\n", "\n> ")}`);
  return [VERDICTS[document.exitCode], ...errors].join("\n\n");
}

function changesTable({ changes }: Reported): string {
  const shown = changes.filter(({ kind }) => kind !== "keep");
  if (shown.length === 0) return "## Changes\n\nNone.";
  const rows = shown.map(({ component, kind, name, type, paths, dangerous }) => [
    component,
    dangerous ? `**${kind}** (data)` : kind,
    `\`${name}\``,
    `\`${type}\``,
    paths.slice(0, 5).join(", "),
  ]);
  return `## Changes\n\n${table(["component", "change", "name", "type", "inputs"], rows)}`;
}

function policiesTable({ policies }: Reported): string {
  const { policyCount, checkCount, complaints } = policies;
  const head = `## Policies\n\n${counted(policyCount, "policy", "policies")}, ${counted(checkCount, "check")}`;
  if (complaints.length === 0) return `${head}, all ok.`;
  const rows = complaints.map(({ standing, policy, message }) => [standing, policy, message]);
  return `${head}.\n\n${table(["verdict", "policy", "what, where, and what mends it"], rows)}`;
}

function costTable({ cost }: Reported): string {
  const rows = Object.entries(cost.lines)
    .filter(([, usd]) => usd > 0)
    .map(([line, usd]) => [line, dollars(usd)]);
  const least = cost.atLeast ? "at least " : "";
  const sum = `${least}${dollars(cost.sharedUsd)} a month, ceiling ${dollars(cost.ceilingUsd)}`;
  const tenants = cost.tenants.map(
    (tenant) =>
      `\n\nThe tenant ${tenant.name}: ${dollars(tenant.monthlyUsd)} a month, ceiling ${dollars(tenant.ceilingUsd)}.`,
  );
  const change =
    cost.increaseUsd === undefined ? "" : ` (this change: ${dollars(cost.increaseUsd)})`;
  return `## Cost\n\n${sum}${change}.${tenants.join("")}\n\n${table(["line", "a month"], rows)}`;
}

function reasonsTable({ reasons }: Reported): string {
  if (reasons.length === 0) return "";
  const rows = reasons.map(({ what, choice, why }) => [`\`${what}\``, choice, why]);
  return `## Why it is so\n\n${table(["what", "choice", "why"], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  const shown = rows.slice(0, ROWS_SHOWN).map(line);
  const more =
    rows.length > ROWS_SHOWN ? [`\n${rows.length - ROWS_SHOWN} more in report.json.`] : [];
  return [line(head), line(head.map(() => "---")), ...shown, ...more].join("\n");
}
