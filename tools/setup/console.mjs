/** What the set-up says: always on stderr, so that stdout stays the tool's own. */

/** @typedef {{ write(text: string): unknown, isTTY?: boolean }} Sink */

/** Before this many milliseconds a step says nothing: who is fast need not talk. */
const QUIET_MS = 1_000;
/** Without a terminal a line is written this often. */
const PLAIN_EVERY_MS = 10_000;
const TTY_EVERY_MS = 250;

/**
 * @param {string} text
 * @param {Sink} [sink]
 */
export function say(text, sink = process.stderr) {
  sink.write(`${text}\n`);
}

/**
 * Runs a step and shows that it is alive: one line that is updated on a terminal, plain lines
 * elsewhere.
 *
 * @template T
 * @param {string} title What is done, as a phrase: "Installing npm dependencies".
 * @param {(detail: (text: string) => void) => Promise<T>} work Calls `detail` with its newest news.
 * @param {Sink} [sink]
 * @returns {Promise<T>}
 */
export async function step(title, work, sink = process.stderr) {
  const started = Date.now();
  const line = progressLine(title, started, sink);
  const timer = setInterval(line.tick, sink.isTTY === true ? TTY_EVERY_MS : QUIET_MS);
  try {
    return await work(line.detail);
  } finally {
    clearInterval(timer);
    line.end();
  }
}

/**
 * @param {string} title
 * @param {number} started
 * @param {Sink} sink
 */
function progressLine(title, started, sink) {
  let detail = "";
  let lastPlain = 0;
  let shown = false;
  const seconds = () => Math.round((Date.now() - started) / 1_000);
  const text = () => `${title} … ${seconds()} s${detail === "" ? "" : ` (${detail})`}`;
  return {
    /** @param {string} news */
    detail: (news) => {
      detail = news.length > 60 ? `${news.slice(0, 59)}…` : news;
    },
    tick: () => {
      if (Date.now() - started < QUIET_MS - 50) return;
      if (sink.isTTY === true) sink.write(`\r\u001b[2K${text()}`);
      else if (!shown || Date.now() - lastPlain >= PLAIN_EVERY_MS) {
        sink.write(`${text()}\n`);
        lastPlain = Date.now();
      }
      shown = true;
    },
    end: () => {
      if (!shown) return;
      sink.write(`${sink.isTTY === true ? "\r\u001b[2K" : ""}${title}: ${seconds()} s\n`);
    },
  };
}
