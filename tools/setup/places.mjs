/** Where things are, and which versions are tested: the only numbers of the set-up. */
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * The version that the set-up fetches or builds, and the range of versions that the tests run
 * with. Why this one: docs/decisions/toolchain.md.
 */
export const PINNED = "3.220.0";
export const TESTED = { oldest: "3.220.0", newest: "3.220.0" };

/** What a folder must hold so that program and policy pack run: CLI, language host, pack host. */
export const EXECUTABLES = [
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-analyzer-policy",
  "pulumi-resource-pulumi-nodejs",
];

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} The Pulumi home folder, as the CLI itself finds it.
 */
export function pulumiHome(env) {
  const home = env["PULUMI_HOME"];
  return home === undefined || home === "" ? join(homedir(), ".pulumi") : home;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} The folder in which versions are cached; the Automation API uses the same.
 */
export function versionsFolder(env) {
  return join(pulumiHome(env), "versions");
}

/**
 * Reads a number from the environment.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} key
 * @param {number} fallback
 * @returns {number}
 */
export function numberFrom(env, key, fallback) {
  const text = env[key];
  const value = text === undefined || text === "" ? fallback : Number(text);
  if (!Number.isFinite(value) || value <= 0) {
    throw new Error(`${key} is ${JSON.stringify(text)}; a number above 0 is allowed.`);
  }
  return value;
}

const WAY_NAMES = ["npm", "path", "cache", "download", "go"];

/**
 * Ways that `PODCAST_SETUP_SKIP` switches off, for tests and for people who know better.
 * @param {NodeJS.ProcessEnv} env
 * @returns {ReadonlySet<string>}
 */
export function skippedWays(env) {
  const names = (env["PODCAST_SETUP_SKIP"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const unknown = names.filter((name) => !WAY_NAMES.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `PODCAST_SETUP_SKIP names ${unknown.join(", ")}; allowed are ${WAY_NAMES.join(", ")}.`,
    );
  }
  return new Set(names);
}
