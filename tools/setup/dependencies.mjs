/** The npm dependencies: installed when what lies in node_modules is not what the lock says. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { step } from "./console.mjs";
import { withLock } from "./lock.mjs";
import { run } from "./process.mjs";

const STAMP = ".podcast-platform";

/**
 * @param {string} root
 * @returns {string | undefined} The oldest Node.js version of package.json, as `20.19`.
 */
export function oldestNode(root) {
  const range = JSON.parse(fs.readFileSync(join(root, "package.json"), "utf8")).engines?.node;
  return /^>=\s*(\d+\.\d+(?:\.\d+)?)$/.exec(range ?? "")?.[1];
}

/**
 * @param {string} root
 * @returns {string} What node_modules must have been made from.
 */
function fingerprint(root) {
  const { dependencies, devDependencies } = JSON.parse(
    fs.readFileSync(join(root, "package.json"), "utf8"),
  );
  return createHash("sha256")
    .update(fs.readFileSync(join(root, "package-lock.json")))
    .update(JSON.stringify([dependencies, devDependencies, process.platform, process.arch]))
    .digest("hex");
}

/**
 * @param {string} root
 * @returns {string | undefined} Why node_modules is stale, or undefined when it is not.
 */
export function whyStale(root) {
  const modules = join(root, "node_modules");
  if (!fs.existsSync(modules)) return "node_modules is not there";
  const stamp = join(modules, STAMP);
  if (fs.existsSync(stamp)) {
    if (fs.readFileSync(stamp, "utf8") === fingerprint(root)) return undefined;
  }
  return compareWithLock(root, join(modules, ".package-lock.json"));
}

/**
 * npm writes its hidden lock file last, so a half-made node_modules has none. One that npm made
 * by hand (`npm install`) is as good as ours when it holds what the lock names.
 *
 * @param {string} root
 * @param {string} hidden
 */
function compareWithLock(root, hidden) {
  if (!fs.existsSync(hidden)) return "node_modules is not complete";
  const wanted = JSON.parse(fs.readFileSync(join(root, "package-lock.json"), "utf8"));
  const there = JSON.parse(fs.readFileSync(hidden, "utf8"));
  const { dependencies, devDependencies } = JSON.parse(
    fs.readFileSync(join(root, "package.json"), "utf8"),
  );
  const own = wanted.packages[""] ?? {};
  if (
    !isDeepStrictEqual([dependencies, devDependencies], [own.dependencies, own.devDependencies])
  ) {
    return "package.json and package-lock.json name different dependencies";
  }
  for (const [path, entry] of Object.entries(wanted.packages)) {
    const found = there.packages[path];
    if (path === "" || (found === undefined && entry.optional === true)) continue;
    if (found?.version !== entry.version) {
      return `${path} is ${found?.version ?? "missing"} and the lock says ${entry.version}`;
    }
  }
  return undefined;
}

/**
 * Brings node_modules to what the lock says. Install scripts do not run: those of the provider
 * SDKs download plugins that nothing here needs before a real cloud is addressed.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export async function ensureDependencies(root, env) {
  if (whyStale(root) === undefined) return writeStamp(root);
  await step("Installing npm dependencies", (detail) =>
    withLock(
      join(root, ".cache", "npm.lock"),
      () => install(root, env),
      (holder) => detail(`waiting for the set-up of ${holder}`),
    ),
  );
  writeStamp(root);
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
async function install(root, env) {
  // The set-up that we may have waited for has done it.
  const reason = whyStale(root);
  if (reason === undefined) return;
  // Both marks of a whole node_modules go first: npm empties the folder in no order, and a kill
  // half-way must not leave a mark in it.
  for (const mark of [STAMP, ".package-lock.json"]) {
    fs.rmSync(join(root, "node_modules", mark), { force: true });
  }
  const command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const ran = await run(command, { cwd: root, env });
  if (ran.code !== 0) throw new Error(failure(ran, command, reason));
}

/**
 * @param {import("./process.mjs").Ran} ran
 * @param {readonly string[]} command
 * @param {string} reason
 */
function failure(ran, command, reason) {
  // npm says what is wrong first, and ends with its usage.
  const errors = ran.stderr.split("\n").filter((line) => /^npm (error|ERR!) \S/.test(line));
  return [
    `The npm dependencies could not be installed (${reason}).`,
    `  ${command.join(" ")}: ${ran.problem ?? `exit code ${ran.code}`}`,
    ...errors.slice(0, 6).map((line) => `  ${line}`),
    "What you can do: run the command by hand to see more. It needs the package registry that npm is set up for.",
  ].join("\n");
}

/** @param {string} root */
function writeStamp(root) {
  const stamp = join(root, "node_modules", STAMP);
  const text = fingerprint(root);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === text) return;
  fs.writeFileSync(`${stamp}.${process.pid}`, text);
  fs.renameSync(`${stamp}.${process.pid}`, stamp);
}
