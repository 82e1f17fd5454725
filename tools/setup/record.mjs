/**
 * The choice of the last set-up, `.cache/setup.json`, so that the next one costs a few file
 * look-ups. It holds while everything that it was made from is the same.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { dirname, join } from "node:path";
import { EXECUTABLES, PINNED, TESTED, pulumiHome } from "./places.mjs";
import { candidates } from "./ways.mjs";

/** @typedef {{ pulumi: string, version: string, how: string, note?: string }} Choice */

/** @param {string} root */
const fileOf = (root) => join(root, ".cache", "setup.json");

/**
 * @param {string} file
 * @returns {string} Changes when the file does.
 */
function mark(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? "absent" : `${stat.size}:${stat.mtimeMs}`;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} pulumi
 */
function basis(env, pulumi) {
  const folder = dirname(pulumi);
  const facts = [
    [PINNED, TESTED, pulumiHome(env), env["PODCAST_SETUP_SKIP"] ?? ""],
    candidates(env).map(({ file }) => [file, mark(file)]),
    EXECUTABLES.map((name) => mark(join(folder, name))),
  ];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Choice | undefined} The recorded choice, if it still holds.
 */
export function readRecord(root, env) {
  try {
    const { basis: recorded, ...choice } = JSON.parse(fs.readFileSync(fileOf(root), "utf8"));
    return fs.existsSync(choice.pulumi) && recorded === basis(env, choice.pulumi)
      ? choice
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {Choice} choice
 */
export function writeRecord(root, env, choice) {
  const file = fileOf(root);
  fs.mkdirSync(dirname(file), { recursive: true });
  const text = JSON.stringify({ ...choice, basis: basis(env, choice.pulumi) }, null, 2);
  fs.writeFileSync(`${file}.${process.pid}`, `${text}\n`);
  fs.renameSync(`${file}.${process.pid}`, file);
}
