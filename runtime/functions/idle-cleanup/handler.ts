/**
 * Ends what has been idle for 24 hours (seed, Cost Allocation, Idle Resource Cleanup). What is seen
 * idle for the first time is marked; what is still idle a day later, and whose owner allowed it,
 * ends; the rest is reported.
 */
import type { Log } from "../shared/runtime";
import { type Found, type Kind, type Rules, type Verdict, judge } from "./judge";

/** What the clean-up asks of the world. */
export interface CleanupPort {
  find(kind: Kind): Promise<readonly Found[]>;
  /** Writes since when something is idle. */
  mark(found: Found, since: string): Promise<void>;
  unmark(found: Found): Promise<void>;
  end(found: Found): Promise<void>;
  report(report: Report): Promise<void>;
  now(): number;
  readonly log: Log;
}

/** How the clean-up is set up. */
export interface CleanupSettings {
  readonly rules: Rules;
  /** Ends nothing; marks and reports all the same. */
  readonly dryRun: boolean;
}

/** What a run came to; ids only. */
export interface Report {
  readonly ended: readonly string[];
  readonly wouldEnd: readonly string[];
  readonly reported: readonly string[];
  readonly failed: readonly string[];
  /** Due, and left for the next run. */
  readonly left: readonly string[];
}

const KINDS: readonly Kind[] = ["volume", "address", "snapshot", "load-balancer", "instance"];

/** Things that one run ends: a rule that is wrong is noticed before it has ended everything. */
const MOST_ENDED = 20;

type Lists = { [Key in keyof Report]: string[] };

/** A word for people. */
function line({ kind, id }: Found): string {
  return `${kind} ${id}`;
}

/** Things of one kind may be missing for this run, and the others are still judged. */
async function findAll(port: CleanupPort, lists: Lists): Promise<readonly Found[]> {
  const results = await Promise.allSettled(KINDS.map((kind) => port.find(kind)));
  return results.flatMap((result, index) => {
    if (result.status === "fulfilled") return result.value;
    lists.failed.push(`finding ${KINDS[index] ?? ""}: ${String(result.reason)}`);
    return [];
  });
}

async function carryOut(
  found: Found,
  verdict: Verdict,
  run: { readonly port: CleanupPort; readonly dryRun: boolean; readonly lists: Lists },
): Promise<void> {
  const { port, dryRun, lists } = run;
  switch (verdict.do) {
    case "nothing":
    case "wait":
      return;
    case "mark":
      return port.mark(found, new Date(port.now()).toISOString());
    case "unmark":
      return port.unmark(found);
    case "report":
      lists.reported.push(`${line(found)}: ${verdict.why}`);
      return;
    case "end":
      if (dryRun) return void lists.wouldEnd.push(line(found));
      if (lists.ended.length >= MOST_ENDED) return void lists.left.push(line(found));
      await port.end(found);
      lists.ended.push(line(found));
      return;
    default:
      return verdict satisfies never;
  }
}

/**
 * Judges all that can be idle, and carries the verdicts out.
 *
 * @param settings How the clean-up is set up.
 * @param port The world.
 * @throws Error if something could not be found or carried out, after all the rest was.
 */
export async function cleanUp(settings: CleanupSettings, port: CleanupPort): Promise<Report> {
  const lists: Lists = { ended: [], wouldEnd: [], reported: [], failed: [], left: [] };
  for (const found of await findAll(port, lists)) {
    const verdict = judge(found, settings.rules, port.now());
    await carryOut(found, verdict, { port, dryRun: settings.dryRun, lists }).catch(
      (error: unknown) => {
        lists.failed.push(`${verdict.do} ${line(found)}: ${String(error)}`);
      },
    );
  }
  port.log("info", "idle clean-up", { ...lists, dryRun: settings.dryRun });
  if (lists.ended.length + lists.wouldEnd.length + lists.left.length > 0) await port.report(lists);
  if (lists.failed.length > 0) throw new Error(lists.failed.join("; "));
  return lists;
}
