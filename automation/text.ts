/** Words and numbers as people read them. */

/**
 * @param count How many.
 * @param singular The noun for one.
 * @param plural The noun for many.
 * @default plural is the singular with an `s`
 */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** @param amountUsd An amount, shown in whole dollars with thousands parted. */
export function dollars(amountUsd: number): string {
  const sign = amountUsd < 0 ? "-" : "";
  return `${sign}$${Math.round(Math.abs(amountUsd)).toLocaleString("en-US")}`;
}

/** @param milliseconds A span of time: `7 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Lays out rows in columns that begin at the same place.
 *
 * @param rows Cells, row by row.
 * @param indent What each line begins with.
 * @default indent is two spaces
 */
export function columns(rows: readonly (readonly string[])[], indent = "  "): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  }
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join("  ")
          .trimEnd(),
    )
    .join("\n");
}

/** @param text Text of the engine: colour marks (`<{%reset%}>`) and terminal codes leave it. */
export function plainText(text: string): string {
  // eslint sees a control character here: it is the one that begins every terminal code.
  const escape = String.fromCharCode(27);
  return text
    .replaceAll(/<\{%[^%]*%\}>/g, "")
    .replaceAll(new RegExp(`${escape}\\[[0-9;]*[A-Za-z]`, "g"), "")
    .trim();
}

/** @param text Lines to set further in. */
export function indented(text: string, by = "  "): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : by + line))
    .join("\n");
}

/**
 * The last part of a URN: the logical name.
 *
 * @param urn A URN as the engine writes it.
 */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** @param urn A URN: its own type token, without the types of its parents. */
export function typeOf(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}
