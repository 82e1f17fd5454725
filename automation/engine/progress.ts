/** Shows that long work is alive: one line that is redrawn on a terminal, few lines elsewhere. */
import type { Console } from "../console";
import { counted, duration, nameOf } from "../text";
import type { Happening, Step } from "./events";

/** Without a terminal a line is written this often: calm, and still a sign of life. */
const PLAIN_EVERY_MS = 15_000;
const REDRAW_EVERY_MS = 250;
/** Names of resources in work that fit beside the counts. */
const NAMES_SHOWN = 3;

/** What is shown of an operation that applies changes. */
export interface Progress {
  /** For the record's listener. */
  readonly heard: (happening: Happening) => void;
  /** Ends the display. */
  stop(): void;
}

/**
 * Shows how far an operation is.
 *
 * @param console Where to show it.
 * @param verb What is done, such as `Applying`.
 * @param total Resources to change.
 * @default total is not known: only what is done is counted
 */
export function showProgress(console: Console, verb: string, total?: number): Progress {
  const started = Date.now();
  const working = new Map<string, string>();
  let done = 0;
  let toldAt = started;
  const line = (): string => {
    const names = [...working.values()];
    const shown = names.slice(0, NAMES_SHOWN).join(", ");
    const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : "";
    const count = total === undefined ? counted(done, "resource") : `${done}/${total}`;
    const now = names.length === 0 ? "" : `  now: ${shown}${more}`;
    return `${verb} ${count}  ${duration(Date.now() - started)}${now}`;
  };
  const tick = (): void => {
    console.draw(line());
    if (console.interactive || Date.now() - toldAt < PLAIN_EVERY_MS) return;
    toldAt = Date.now();
    console.say(line());
  };
  const timer = setInterval(tick, REDRAW_EVERY_MS);
  return {
    heard: (happening) => {
      if (happening.kind === "step-begins" && countsAsWork(happening.step)) {
        working.set(happening.step.urn, nameOf(happening.step.urn));
      }
      if (happening.kind === "step-done" || happening.kind === "step-failed") {
        const known = working.delete(happening.step.urn);
        if (known && happening.kind === "step-done") done += 1;
      }
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Components, providers and unchanged resources take no time that anyone waits for. */
function countsAsWork({ op, type, old, new: next }: Step): boolean {
  return op !== "same" && !type.startsWith("pulumi:") && (next ?? old)?.custom === true;
}
