/** Folders with a Pulumi CLI: what is in them, and how a whole one takes its place. */
import fs from "node:fs";
import { delimiter, join } from "node:path";
import { EXECUTABLES, PINNED, versionsFolder } from "./places.mjs";
import { run } from "./process.mjs";

const PROBE_MS = 10_000;
const STAGING = ".podcast-platform-";

/**
 * @param {string} path
 * @returns {string | undefined} The executable file there, with links followed.
 */
export function executableAt(path) {
  for (const file of process.platform === "win32" ? [`${path}.exe`] : [path]) {
    try {
      fs.accessSync(file, fs.constants.X_OK);
      if (fs.statSync(file).isFile()) return fs.realpathSync(file);
    } catch {
      // Not there, or not ours to run.
    }
  }
  return undefined;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {readonly string[]} The folders on PATH, absolute ones only.
 */
export function pathFolders(env) {
  return (env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder.startsWith("/") || /^\w:/.test(folder));
}

/**
 * @param {string} folder
 * @returns {readonly string[]} The executables that a complete folder has and this one lacks.
 */
export function missingIn(folder) {
  return EXECUTABLES.filter((name) => executableAt(join(folder, name)) === undefined);
}

/**
 * Asks a CLI for its version.
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ version: string } | { reason: string }>}
 */
export async function probe(file, env) {
  const ran = await run([file, "version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "1" },
    timeoutMs: PROBE_MS,
  });
  const version = ran.stdout.trim().replace(/^v/, "");
  if (ran.code === 0 && version !== "") return { version };
  return { reason: `\`pulumi version\` gave ${ran.problem ?? `exit code ${ran.code}`}` };
}

/**
 * Fills the cache with the pinned version. The folder is made aside and takes its place by one
 * rename, so that nobody ever sees a half of it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {(staging: string) => Promise<string | undefined>} fill Puts a `bin` into the folder; says why not.
 * @returns {Promise<{ folder: string } | { reason: string }>}
 */
export async function fillCache(env, fill) {
  const versions = versionsFolder(env);
  fs.mkdirSync(versions, { recursive: true });
  const staging = fs.mkdtempSync(join(versions, `${STAGING}${process.pid}-`));
  const clean = () => fs.rmSync(staging, { recursive: true, force: true });
  process.once("exit", clean);
  try {
    const reason = (await fill(staging)) ?? (await judgeStaging(staging, env));
    if (reason !== undefined) return { reason };
    putInPlace(staging, join(versions, PINNED));
    return { folder: join(versions, PINNED, "bin") };
  } finally {
    process.removeListener("exit", clean);
    clean();
  }
}

/**
 * @param {string} staging
 * @param {NodeJS.ProcessEnv} env
 */
async function judgeStaging(staging, env) {
  const bin = join(staging, "bin");
  const missing = missingIn(bin);
  if (missing.length > 0) return `the result lacks ${missing.join(", ")}`;
  const probed = await probe(join(bin, "pulumi"), env);
  if ("reason" in probed) return probed.reason;
  return probed.version === PINNED ? undefined : `the result is version ${probed.version}`;
}

/**
 * @param {string} staging
 * @param {string} place
 */
function putInPlace(staging, place) {
  // What stands there was judged unusable, or another set-up was faster and it is as good.
  if (fs.existsSync(place)) fs.renameSync(place, join(staging, "replaced"));
  const whole = join(staging, "whole");
  fs.mkdirSync(whole);
  fs.renameSync(join(staging, "bin"), join(whole, "bin"));
  fs.renameSync(whole, place);
}

/**
 * Removes what killed set-ups left: staging folders whose maker no longer lives. Call it under
 * the lock.
 * @param {NodeJS.ProcessEnv} env
 */
export function sweep(env) {
  const versions = versionsFolder(env);
  for (const name of fs.existsSync(versions) ? fs.readdirSync(versions) : []) {
    const isLeftover = name.startsWith(STAGING) && !name.endsWith(".lock");
    if (isLeftover) fs.rmSync(join(versions, name), { recursive: true, force: true });
  }
}
