/** Says what was judged, what was refused, and what could not be judged. */
import type { Published } from "../../tools/crds/definitions";
import type { Said, Verdict } from "./judge";

/** The verdict on one cluster of one stack, and how long it took. */
export interface Judged {
  readonly stack: string;
  readonly verdict: Verdict;
  readonly seconds: number;
}

/** How many objects a line counts. */
const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

function lines(title: string, all: readonly Said[]): readonly string[] {
  return all.map(({ of, text }) => `  ${title}  ${of}: ${text}`);
}

/**
 * Reports one cluster.
 *
 * @param judged Its verdict.
 */
export function clusterReport({ stack, verdict, seconds }: Judged): readonly string[] {
  const { cluster, accepted, pods, rejected, changed, notJudged, warnings } = verdict;
  return [
    `${stack}, cluster ${cluster}: ${plural(accepted, "object")} and ${plural(pods, "pod")} accepted, ` +
      `${rejected.length} rejected, ${changed.length} changed by a second apply, ` +
      `${notJudged.length} not judged (${seconds} s)`,
    ...lines("REJECTED  ", rejected),
    ...lines("CHANGED   ", changed),
    ...lines("NOT JUDGED", notJudged),
    ...lines("warning   ", warnings),
  ];
}

/**
 * Reports definitions that are missing, or are not those that the chart installs.
 *
 * @param published Definitions by operator.
 */
export function sourceReport(published: ReadonlyMap<string, Published>): readonly string[] {
  return [...published].flatMap(([operator, each]) => {
    if ("reason" in each) return [`definitions of ${operator}: not found: ${each.reason}`];
    const { gap, module, version } = each.source;
    return gap === undefined ? [] : [`definitions of ${operator}: ${module} ${version}; ${gap}`];
  });
}

/** The end of the report, and whether all is well. */
export interface Total {
  readonly line: string;
  readonly ok: boolean;
}

/**
 * Sums up.
 *
 * @param all The verdicts.
 * @param seconds How long all of it took.
 */
export function totalOf(all: readonly Judged[], seconds: number): Total {
  const sum = (of: (verdict: Verdict) => number): number =>
    all.reduce((total, { verdict }) => total + of(verdict), 0);
  const accepted = sum((verdict) => verdict.accepted + verdict.pods);
  const rejected = sum((verdict) => verdict.rejected.length);
  const changed = sum((verdict) => verdict.changed.length);
  const left = sum((verdict) => verdict.notJudged.length);
  return {
    line:
      `${accepted} accepted, ${rejected} rejected, ${changed} changed by a second apply, ` +
      `${left} not judged, ${seconds} s`,
    // A judge that was given nothing has proved nothing.
    ok: accepted > 0 && rejected === 0 && changed === 0,
  };
}
