/**
 * The ways to a Pulumi CLI, in order of preference. Each says what it found, or why it found
 * nothing; none throws.
 */
import fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { executableAt, fillCache, missingIn, pathFolders, probe } from "./folder.mjs";
import { buildWithGo } from "./go.mjs";
import { PINNED, TESTED, numberFrom, versionsFolder } from "./places.mjs";
import { lastWords, run } from "./process.mjs";
import { judgeVersion } from "./range.mjs";

/**
 * @typedef {{ root: string, env: NodeJS.ProcessEnv, detail: (text: string) => void }} Context
 * @typedef {{ folder: string, version: string, note?: string } | { reason: string }} Outcome
 * @typedef {{ name: string, title: string, slow: boolean, find(context: Context): Promise<Outcome> }} Way
 */

/**
 * The CLIs on PATH. Folders of our own cache do not count: they are there because an outer
 * command of ours put them there.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {readonly { folder: string, file: string }[]}
 */
export function candidates(env) {
  const cache = versionsFolder(env);
  const found = pathFolders(env)
    .filter((folder) => !folder.startsWith(cache))
    .flatMap((folder) => {
      const file = executableAt(join(folder, "pulumi"));
      return file === undefined ? [] : [{ folder, file }];
    });
  return found.filter(({ file }, at) => found.findIndex((other) => other.file === file) === at);
}

/** @type {Way} */
const onPath = {
  name: "path",
  title: "`pulumi` on PATH",
  slow: false,
  async find({ env }) {
    const reasons = [];
    for (const { folder, file } of candidates(env)) {
      const outcome = await judgeCandidate(folder, file, env);
      if (!("reason" in outcome)) return outcome;
      reasons.push(`${join(folder, "pulumi")}: ${outcome.reason}`);
    }
    return { reason: reasons.length === 0 ? "there is none" : reasons.join("; ") };
  },
};

/**
 * @param {string} folder
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
async function judgeCandidate(folder, file, env) {
  const probed = await probe(file, env);
  if ("reason" in probed) return probed;
  const judged = judgeVersion(probed.version, TESTED);
  if (judged.verdict === "refused") return { reason: judged.reason };
  // The engine looks on PATH and beside itself, with links followed.
  const homes = [folder, dirname(file), ...pathFolders(env)];
  if (!homes.some((home) => executableAt(join(home, "pulumi-language-nodejs")) !== undefined)) {
    return { reason: "it comes without the Node.js language host (pulumi-language-nodejs)" };
  }
  return {
    folder,
    version: probed.version,
    ...(judged.verdict === "newer" ? { note: `${judged.reason}: used all the same` } : {}),
  };
}

/** @type {Way} */
const inCache = {
  name: "cache",
  title: "the cache",
  slow: false,
  async find({ env }) {
    const folder = join(versionsFolder(env), PINNED, "bin");
    if (!fs.existsSync(folder)) return { reason: `${folder} does not exist` };
    const missing = missingIn(folder);
    if (missing.length > 0) return { reason: `${folder} lacks ${missing.join(", ")}` };
    const probed = await probe(join(folder, "pulumi"), env);
    if ("reason" in probed) return { reason: `${folder}: ${probed.reason}` };
    return { folder, version: probed.version };
  },
};

const INSTALLER = "https://get.pulumi.com/install.sh";

/** @type {Way} */
const byDownload = {
  name: "download",
  title: "the official download",
  slow: true,
  async find({ root, env, detail }) {
    const connectSeconds = numberFrom(env, "PODCAST_SETUP_CONNECT_SECONDS", 20);
    const unreachable = await whyUnreachable(INSTALLER, connectSeconds * 1_000);
    if (unreachable !== undefined) return { reason: `get.pulumi.com: ${unreachable}` };
    detail(`version ${PINNED}`);
    const script = join(dirname(fileURLToPath(import.meta.url)), "download.mjs");
    const timeoutMs = numberFrom(env, "PODCAST_SETUP_DOWNLOAD_SECONDS", 600) * 1_000;
    const filled = await fillCache(env, async (staging) => {
      const command = [process.execPath, script, root, PINNED, staging];
      const ran = await run(command, { env, timeoutMs, cwd: root });
      return ran.code === 0 ? undefined : lastWords(ran);
    });
    return "reason" in filled ? filled : { ...filled, version: PINNED };
  },
};

/**
 * Closed networks often drop packets in silence, so the question has a time limit of its own.
 * @param {string} url
 * @param {number} timeoutMs
 * @returns {Promise<string | undefined>}
 */
async function whyUnreachable(url, timeoutMs) {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: "HEAD", signal });
    return response.ok ? undefined : `answers with status ${response.status}`;
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    if (error.name === "TimeoutError") return `no answer within ${timeoutMs / 1_000} s`;
    return error.cause instanceof Error ? error.cause.message : error.message;
  }
}

/** @type {Way} */
const byGo = {
  name: "go",
  title: "a Go build of the official modules",
  slow: true,
  async find({ root, env, detail }) {
    const filled = await fillCache(env, (staging) => buildWithGo({ root, env, detail, staging }));
    return "reason" in filled ? filled : { ...filled, version: PINNED };
  },
};

/** @type {readonly Way[]} */
export const WAYS = [onPath, inCache, byDownload, byGo];
