/**
 * Keeps the SDK's bookkeeping from formatting thousands of stack traces.
 *
 * For each promise and each resource the Pulumi SDK takes `new Error().stack`, and the hook of
 * ts-node then maps every frame of it back to TypeScript: half of the time that the SDK spends on
 * a preview (docs/performance.md). Those traces are shown to nobody. An error that somebody
 * throws still gets the whole, source-mapped trace.
 */

/** One frame of a trace, as V8 hands it to its hook. */
interface Frame {
  getFileName(): string | null | undefined;
  toString(): string;
}

/** V8's hook, with a mark on ours. Source: V8, "Stack trace API", Customizing stack traces. */
interface PrepareStackTrace {
  (error: Error, frames: readonly Frame[]): unknown;
  readonly cheap?: true;
}

/** Name of the hook on `Error`, which need not be there. */
const HOOK = "prepareStackTrace";

/**
 * Where the SDK takes traces for its own books: `runtime/debuggable` (promise leaks) and
 * `Resource.callsites` in `resource` (source positions). Source: the Pulumi Node.js SDK, 3.248.
 */
const BOOKKEEPING = /[\\/]@pulumi[\\/]pulumi[\\/](runtime[\\/]debuggable|resource)\.js$/;

/**
 * Says whether a trace is taken for the books: no message, and taken by the SDK itself.
 *
 * @param error The error whose trace is asked for.
 * @param frames Its frames, innermost first.
 */
function isBookkeeping(error: Error, frames: readonly Frame[]): boolean {
  return error.message === "" && BOOKKEEPING.test(frames[0]?.getFileName() ?? "");
}

/** The trace as V8 writes it where no hook is installed. */
function plainTrace(error: Error, frames: readonly Frame[]): string {
  return [String(error), ...frames.map((frame) => `    at ${frame.toString()}`)].join("\n");
}

/**
 * Puts a cheap path before the trace formatter that is installed, for the SDK's own traces only.
 * Call it first in a program. A second call changes nothing.
 *
 * @returns A function that takes the cheap path out again.
 */
export function cheapenBookkeepingTraces(): () => void {
  const before = Reflect.get(Error, HOOK) as PrepareStackTrace | undefined;
  if (before?.cheap === true) return () => undefined;
  const format = before ?? plainTrace;
  const prepare = (error: Error, frames: readonly Frame[]): unknown =>
    isBookkeeping(error, frames) ? "Error" : format(error, frames);
  Reflect.set(Error, HOOK, Object.assign(prepare, { cheap: true }));
  return () => {
    Reflect.set(Error, HOOK, before);
  };
}
