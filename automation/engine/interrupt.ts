/**
 * Ctrl-C and SIGTERM while the engine works: the engine finishes the calls that it has begun,
 * writes its state and releases its lock. It takes a second signal as "stop at once", so it must
 * never get one signal twice.
 */
import type { Console } from "../console";

/** Watches for the wish to stop. */
export interface Interruption {
  /** Aborts the engine's process where the terminal has not told it already. */
  readonly signal: AbortSignal;
  /** True once somebody wants to stop. */
  readonly requested: boolean;
  /** Stops watching. */
  release(): void;
}

/**
 * Watches for SIGINT and SIGTERM until released.
 *
 * @param console Where to say that the wish was heard.
 */
export function watchInterruption(console: Console): Interruption {
  const controller = new AbortController();
  let requested = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (requested) {
      console.say("Still stopping. Killing it now leaves a lock that `platform repair` clears.");
      return;
    }
    requested = true;
    console.say("Stopping: the engine finishes what it has begun and writes its state…");
    // Ctrl-C in a terminal reaches the engine too, as it is in the same process group.
    if (signal === "SIGTERM" || !onTerminal()) controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    signal: controller.signal,
    get requested() {
      return requested;
    },
    release: () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}

function onTerminal(): boolean {
  return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
}
