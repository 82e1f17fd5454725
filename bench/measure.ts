/** Arithmetic and form of the benchmark: medians, ratios and the table. */

/** One measured case. */
export interface Measurement {
  readonly title: string;
  /** Wall-clock seconds of each repetition. */
  readonly seconds: readonly number[];
  /** What the command takes before the engine does anything: taken off before ratios are made. */
  readonly startSeconds: number;
}

/** A row of the table. */
export interface Row {
  readonly title: string;
  readonly medianSeconds: number;
  /** Times the bare resources. */
  readonly timesBare: number;
  /** Times the empty program. */
  readonly timesEmpty: number;
}

/**
 * The middle value; of an even number, the mean of the two middle ones.
 *
 * @param values At least one number.
 * @throws Error when there is none.
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("A median needs a number.");
  return (upper + lower) / 2;
}

const netSeconds = (measured: Measurement): number =>
  median(measured.seconds) - measured.startSeconds;

/**
 * Compares each case with the bare and the empty program.
 *
 * @param cases The measured cases.
 * @param base The two to compare with.
 */
export function compare(
  cases: readonly Measurement[],
  base: { readonly bare: Measurement; readonly empty: Measurement },
): readonly Row[] {
  return cases.map((measured) => ({
    title: measured.title,
    medianSeconds: median(measured.seconds),
    timesBare: netSeconds(measured) / netSeconds(base.bare),
    timesEmpty: netSeconds(measured) / netSeconds(base.empty),
  }));
}

/**
 * How many resources a preview would make, the stack itself and providers not counted.
 *
 * @param json What `pulumi preview --json` printed.
 */
export function countResources(json: string): number {
  const document = JSON.parse(json) as {
    readonly steps?: readonly { readonly urn: string }[];
  };
  const types = (document.steps ?? []).map(
    ({ urn }) => urn.split("::")[2]?.split("$").at(-1) ?? "",
  );
  return types.filter((type) => !/^pulumi:(pulumi:Stack$|providers:)/.test(type)).length;
}

/**
 * The rows as a Markdown table.
 *
 * @param rows In the order to show.
 */
export function table(rows: readonly Row[]): string {
  const head = ["preview of", "seconds", "× bare", "× empty"];
  const cells = rows.map((row) => [
    row.title,
    ...[row.medianSeconds, row.timesBare, row.timesEmpty].map((value) => value.toFixed(2)),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string => {
    const padded = widths.map((width, column) =>
      column === 0 ? (row[column] ?? "").padEnd(width) : (row[column] ?? "").padStart(width),
    );
    return `| ${padded.join(" | ")} |`;
  };
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...cells.map(line)].join("\n");
}
