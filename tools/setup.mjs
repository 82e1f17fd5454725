/**
 * Set-up from nothing: Node.js, npm dependencies, Pulumi CLI. It may run twice, at the same
 * time, or be killed half-way; when all is ready it costs a few file look-ups and says nothing.
 *
 * `node tools/setup.mjs` does it and prints the choice; tools/run.mjs does it before each tool.
 */
import { realpathSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { ensureCli } from "./setup/cli.mjs";
import { say } from "./setup/console.mjs";
import { ensureDependencies, oldestNode } from "./setup/dependencies.mjs";
import { ROOT, skippedWays } from "./setup/places.mjs";
import { endAll } from "./setup/process.mjs";
import { compareVersions } from "./setup/range.mjs";

/**
 * @param {string} [root]
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<import("./setup/record.mjs").Choice>}
 * @throws Error whose message is for the user.
 */
export async function setUp(root = ROOT, env = process.env) {
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    endAll();
    say(`set-up: stopped by ${signal}; run the command again to go on`);
    process.exit(128 + (constants.signals[signal] ?? 0));
  };
  for (const signal of signals) process.once(signal, stop);
  try {
    checkNode(root, process.versions.node);
    if (!skippedWays(env).has("npm")) await ensureDependencies(root, env);
    return await ensureCli(root, env);
  } finally {
    for (const signal of signals) process.removeListener(signal, stop);
  }
}

/**
 * @param {string} root
 * @param {string} version
 */
function checkNode(root, version) {
  const oldest = oldestNode(root);
  if (oldest !== undefined && compareVersions(version, oldest) < 0) {
    throw new Error(`Node.js ${version} is too old: ${oldest} or newer is needed.`);
  }
}

const isMain =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  try {
    const { pulumi, version, how } = await setUp();
    say(JSON.stringify({ pulumi, version, how }), process.stdout);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
