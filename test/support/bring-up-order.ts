/** Reads the two tables of docs/decisions/bring-up.md, and compares them with what a stack shows. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../../automation/project";
import type { Edge } from "./bring-up";

/** A row of the first table. */
export interface RefusedOrder {
  readonly from: string;
  readonly to: string;
}

/** What the page says. */
export interface WrittenOrder {
  readonly refused: readonly RefusedOrder[];
  /** Classes that are waited for though no cloud refuses. */
  readonly reasoned: readonly string[];
}

function rowsAfter(page: string, heading: string): readonly (readonly string[])[] {
  const section = page.split(`## ${heading}`)[1]?.split("\n## ")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** @returns What docs/decisions/bring-up.md says. */
export function writtenOrder(): WrittenOrder {
  const page = readFileSync(join(PROJECT_FOLDER, "docs", "decisions", "bring-up.md"), "utf8");
  return {
    refused: rowsAfter(page, "What the clouds refuse").map(([from = "", to = ""]) => ({
      from,
      to,
    })),
    reasoned: rowsAfter(page, "What no cloud refuses").map(([to = ""]) => to),
  };
}

/** Class of a URN, with its module where two packages have one of the name: `Cluster (eks)`. */
function classOf(urn: string): string {
  const type = urn.split("::").at(-2)?.split("$").at(-1) ?? "";
  const name = type.split(":").at(-1) ?? "";
  if (name !== "Cluster") return name;
  return type.startsWith("aws:eks/") ? "Cluster (eks)" : "Cluster (postgresql)";
}

/**
 * Rows of the first table that the clouds did not hold to.
 *
 * @param edges Each `dependsOn`, taken out.
 * @param written What the page says.
 */
export function unproven(
  edges: readonly Edge[],
  { refused }: WrittenOrder,
): readonly RefusedOrder[] {
  return refused.filter(
    ({ from, to }) =>
      !edges.some(
        (edge) =>
          edge.refusal !== undefined && classOf(edge.from) === from && classOf(edge.to) === to,
      ),
  );
}

/**
 * Each `dependsOn` that no cloud asked for and the page gives no reason for.
 *
 * @param edges Each `dependsOn`, taken out.
 * @param written What the page says.
 */
export function unexplained(edges: readonly Edge[], { reasoned }: WrittenOrder): readonly string[] {
  const plain = (urn: string): string => classOf(urn).split(" ")[0] ?? "";
  const open = edges.filter(
    ({ refusal, to }) => refusal === undefined && !reasoned.includes(plain(to)),
  );
  return [...new Set(open.map(({ from, to }) => `${classOf(from)} -> ${classOf(to)}`))];
}

/**
 * Rows of the second table that nothing waits for any more.
 *
 * @param edges Each `dependsOn`, taken out.
 * @param written What the page says.
 */
export function stale(edges: readonly Edge[], { reasoned }: WrittenOrder): readonly string[] {
  const waited = new Set(
    edges
      .filter(({ refusal }) => refusal === undefined)
      .map(({ to }) => classOf(to).split(" ")[0] ?? ""),
  );
  return reasoned.filter((to) => !waited.has(to));
}
