/**
 * `node tools/functions.mjs`: packs every function of runtime/functions into runtime/functions/dist. The
 * archives are committed, and a test holds them to the code.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { functionNames, pack } from "./functions/pack.mjs";
import { say } from "./setup/console.mjs";
import { ROOT } from "./setup/places.mjs";

const FOLDER = join(ROOT, "runtime/functions");
const DIST = join(FOLDER, "dist");

mkdirSync(DIST, { recursive: true });
const names = functionNames(FOLDER);
for (const file of readdirSync(DIST)) {
  if (!names.includes(file.replace(/\.zip$/, ""))) rmSync(join(DIST, file));
}
for (const name of names) {
  const archive = pack(FOLDER, name);
  writeFileSync(join(DIST, `${name}.zip`), archive);
  say(`${name}.zip: ${archive.length} bytes`, process.stdout);
}
