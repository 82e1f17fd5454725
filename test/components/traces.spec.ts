import assert from "node:assert/strict";
import { Module } from "node:module";
import { cheapenBookkeepingTraces } from "../../components/traces";

/** Takes the trace of an empty error in a module at a path, as the SDK does for its books. */
function traceTakenAt(path: string): string {
  const module = new Module(path);
  const compile = Reflect.get(module, "_compile") as (code: string, path: string) => void;
  compile.call(module, "exports.take = () => new Error().stack;", path);
  const { take } = module.exports as { readonly take: () => string };
  return take();
}

/** Installs a hook, or what was there before one. */
function install(hook: unknown): void {
  Reflect.set(Error, "prepareStackTrace", hook);
}

const BOOKS = "/somewhere/node_modules/@pulumi/pulumi/runtime/debuggable.js";

describe("stack traces", () => {
  let undo: () => void;
  let formatted = 0;
  const original: unknown = Reflect.get(Error, "prepareStackTrace");

  beforeEach(() => {
    formatted = 0;
    install((error: Error, frames: readonly { toString(): string }[]) => {
      formatted += 1;
      return [String(error), ...frames.map((frame) => `    at ${frame.toString()}`)].join("\n");
    });
    undo = cheapenBookkeepingTraces();
  });

  afterEach(() => {
    undo();
    install(original);
  });

  it("of the SDK's books are not formatted", () => {
    assert.equal(traceTakenAt(BOOKS), "Error");
    assert.equal(formatted, 0);
  });

  it("of an error with a message go through the hook that was there", () => {
    const stack = new Error("wrong").stack ?? "";
    assert.match(stack, /^Error: wrong\n {4}at .*traces\.spec\.ts/);
    assert.equal(formatted, 1);
  });

  it("of an error without a message that a program throws are whole", () => {
    const stack = new Error().stack ?? "";
    assert.match(stack, /traces\.spec\.ts/);
    assert.equal(formatted, 1);
  });

  it("are readable where no hook was there", () => {
    undo();
    install(undefined);
    undo = cheapenBookkeepingTraces();
    assert.match(new Error("wrong").stack ?? "", /^Error: wrong\n {4}at .*traces\.spec/);
    assert.equal(traceTakenAt(BOOKS), "Error");
  });

  it("stay as they are when the cheap path is installed twice", () => {
    const installed: unknown = Reflect.get(Error, "prepareStackTrace");
    cheapenBookkeepingTraces();
    assert.equal(Reflect.get(Error, "prepareStackTrace"), installed);
  });

  it("go back to the hook that was there", () => {
    undo();
    traceTakenAt(BOOKS);
    assert.equal(formatted, 1);
  });
});
