/** Where `platform` speaks: everything for people on stderr, one document on stdout. */
import { createInterface } from "node:readline/promises";
import { createColors } from "picocolors";

/** How the command talks with whoever started it. */
export interface Console {
  /** Colours; the identity where no colour is wanted. */
  readonly paint: ReturnType<typeof createColors>;
  /** True where a person watches: progress may redraw its line, questions may be asked. */
  readonly interactive: boolean;
  /** @param text A line, or several, for a person. */
  say(text: string): void;
  /** @param text Replaces the line that was drawn last; on a terminal only. */
  draw(text: string): void;
  /** @param document The one document of `--json`. */
  print(document: unknown): void;
  /** @param question Answered with the line that was typed. */
  ask(question: string): Promise<string>;
}

/** How to talk. */
export interface ConsoleOptions {
  /** @default false */
  readonly json: boolean;
  /** @default true on a terminal that shows colours */
  readonly color: boolean;
}

const CLEAR_LINE = "\r\u001b[2K";

/**
 * A console on the process's own streams.
 *
 * @param options Colour, and whether stdout carries a document.
 */
export function processConsole(options: ConsoleOptions): Console {
  const { stderr, stdin, stdout } = process;
  const interactive = stderr.isTTY && stdin.isTTY && process.env.CI === undefined;
  let drawn = false;
  const clear = (): void => {
    if (drawn) stderr.write(CLEAR_LINE);
    drawn = false;
  };
  return {
    paint: createColors(options.color && stderr.isTTY && process.env.NO_COLOR === undefined),
    interactive,
    say: (text) => {
      clear();
      stderr.write(`${text}\n`);
    },
    draw: (text) => {
      if (!interactive) return;
      stderr.write(CLEAR_LINE + text.slice(0, Math.max(20, stderr.columns - 1)));
      drawn = true;
    },
    print: (document) => {
      if (options.json) stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    },
    ask: async (question) => {
      clear();
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return (await lines.question(question)).trim();
      } finally {
        lines.close();
      }
    },
  };
}
