import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import {
  FUNCTIONS,
  functionArchive,
  functionHandler,
  type FunctionName,
} from "../../../plan/functions";
import { filesOf, functionNames, pack } from "../../../tools/functions/pack.mjs";
import { zip } from "../../../tools/functions/zip.mjs";
import { ROOT } from "../../support/recorded";
import { FUNCTIONS_FOLDER } from "./events";

const names = Object.keys(FUNCTIONS) as FunctionName[];

/** A stand-in for every client of the SDK: the entry makes clients and commands when it loads. */
const SDK = "module.exports = new Proxy({}, { get: () => class {} });\n";

describe("archives of the functions", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "podcast-functions-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("are those of the plan", () => {
    assert.deepEqual(functionNames(FUNCTIONS_FOLDER), names.toSorted());
    const committed = readdirSync(join(FUNCTIONS_FOLDER, "dist"));
    assert.deepEqual(committed.toSorted(), names.map((name) => `${name}.zip`).toSorted());
  });

  for (const name of names) {
    it(`${name} is packed from the code as it stands, byte by byte`, () => {
      const committed = readFileSync(join(ROOT, functionArchive(name)));
      assert.ok(committed.equals(pack(FUNCTIONS_FOLDER, name)), "run `node tools/functions.mjs`");
    });

    it(`${name} holds the handler that the vendor calls, and all that it imports`, () => {
      const files = filesOf(FUNCTIONS_FOLDER, name);
      for (const [path, text] of files) {
        const target = join(folder, name, path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text);
        for (const [, client = ""] of text.matchAll(/require\("(@aws-sdk\/[^"]+)"\)/g)) {
          const sdk = join(folder, "node_modules", client, "index.js");
          mkdirSync(dirname(sdk), { recursive: true });
          writeFileSync(sdk, SDK);
        }
      }
      const [file = "", exported = ""] = functionHandler(name).split(".");
      const entry = join(folder, name, file);
      const print = `console.log(typeof require(${JSON.stringify(entry)}).${exported})`;
      const shown = execFileSync(process.execPath, ["-e", print], { encoding: "utf8" });
      assert.equal(shown.trim(), "function");
    });
  }

  it("do not depend on the order in which files were found", () => {
    const files: [string, string][] = [
      ["b.js", "2"],
      ["a/c.js", "1"],
    ];
    assert.ok(zip(new Map(files)).equals(zip(new Map(files.toReversed()))));
  });

  it("say of each entry where it is, how long it is and what its sum is", () => {
    const text = "h\u00e4llo\n";
    const archive = zip(new Map([["a/b.js", text]]));
    const end = archive.subarray(-22);
    assert.equal(end.readUInt32LE(0), 0x06054b50);
    const entry = archive.subarray(end.readUInt32LE(16));
    assert.equal(entry.readUInt32LE(0), 0x02014b50);
    assert.equal(entry.readUInt32LE(16), crc32(text));
    const name = entry.subarray(46, 46 + entry.readUInt16LE(28)).toString();
    const local = archive.subarray(entry.readUInt32LE(42));
    assert.equal(local.readUInt32LE(0), 0x04034b50);
    const start = 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    const content = local.subarray(start, start + local.readUInt32LE(18)).toString();
    assert.deepEqual([name, content], ["a/b.js", text]);
  });

  it("refuse a package that Lambda's runtime does not bring", () => {
    const source = join(folder, "source");
    mkdirSync(join(source, "odd"), { recursive: true });
    writeFileSync(join(source, "odd/index.ts"), 'import { x } from "left-pad";\nconsole.log(x);\n');
    assert.throws(() => pack(source, "odd"), /odd\/index.ts imports left-pad, which Lambda/);
  });
});
