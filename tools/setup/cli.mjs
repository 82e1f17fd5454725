/** Chooses the Pulumi CLI: the first way that leads to one. */
import { join } from "node:path";
import { say, step } from "./console.mjs";
import { sweep } from "./folder.mjs";
import { neededGo } from "./go.mjs";
import { withLock } from "./lock.mjs";
import { TESTED, skippedWays, versionsFolder } from "./places.mjs";
import { readRecord, writeRecord } from "./record.mjs";
import { WAYS } from "./ways.mjs";

/** @typedef {import("./record.mjs").Choice} Choice */

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Choice>}
 * @throws Error with one message that lists each way tried, and what the user can do.
 */
export async function ensureCli(root, env) {
  const recorded = readRecord(root, env);
  if (recorded !== undefined) {
    if (recorded.note !== undefined) say(`set-up: pulumi ${recorded.note}`);
    return recorded;
  }
  const choice = await choose(root, env);
  writeRecord(root, env, choice);
  return choice;
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
async function choose(root, env) {
  const skipped = skippedWays(env);
  const tried = [];
  for (const way of WAYS) {
    const outcome = skipped.has(way.name)
      ? { reason: "switched off by PODCAST_SETUP_SKIP" }
      : await take(way, root, env);
    if (!("reason" in outcome)) return accept(way, outcome, tried);
    tried.push({ way, reason: outcome.reason });
  }
  throw new Error(failure(tried, root));
}

/**
 * @param {import("./ways.mjs").Way} way
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
async function take(way, root, env) {
  if (!way.slow) return way.find({ root, env, detail: () => {} });
  return step(`Pulumi CLI: ${way.title}`, (detail) =>
    withLock(
      join(versionsFolder(env), ".podcast-platform-setup.lock"),
      async () => {
        sweep(env);
        // The set-up that we may have waited for has filled the cache.
        const cached = await cacheNow(root, env);
        return cached ?? way.find({ root, env, detail });
      },
      (holder) => detail(`waiting for the set-up of ${holder}`),
    ),
  );
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
async function cacheNow(root, env) {
  const way = WAYS.find(({ name }) => name === "cache");
  if (way === undefined || skippedWays(env).has("cache")) return undefined;
  const outcome = await way.find({ root, env, detail: () => {} });
  return "reason" in outcome ? undefined : outcome;
}

/**
 * @param {import("./ways.mjs").Way} way
 * @param {{ folder: string, version: string, note?: string }} found
 * @param {readonly { way: import("./ways.mjs").Way, reason: string }[]} tried
 * @returns {Choice}
 */
function accept(way, found, tried) {
  for (const { way: other, reason } of tried) say(`set-up: not ${other.title}: ${reason}`);
  say(`set-up: Pulumi CLI ${found.version} from ${way.title} (${found.folder})`);
  if (found.note !== undefined) say(`set-up: pulumi ${found.note}`);
  return {
    pulumi: join(found.folder, process.platform === "win32" ? "pulumi.exe" : "pulumi"),
    version: found.version,
    how: way.name,
    ...(found.note === undefined ? {} : { note: found.note }),
  };
}

/**
 * @param {readonly { way: import("./ways.mjs").Way, reason: string }[]} tried
 * @param {string} root
 */
function failure(tried, root) {
  const list = tried.map(({ way, reason }, at) => `  ${at + 1}. ${way.title}: ${reason}`);
  return [
    `The Pulumi CLI ${TESTED.oldest} or newer is needed, and no way led to one:`,
    ...list,
    "What you can do, any one of these:",
    `  - install the Pulumi CLI, ${TESTED.oldest} or newer, so that \`pulumi\` is on PATH (https://www.pulumi.com/docs/install/)`,
    "  - let this machine reach get.pulumi.com, and run the command again",
    `  - install Go ${neededGo(root)} or newer with access to its modules, and run the command again`,
  ].join("\n");
}
