/**
 * One set-up at a time. The lock is a file that names its holder; a holder that no longer lives
 * on this machine, or has not touched its lock for a minute, has lost it.
 */
import fs from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const HEARTBEAT_MS = 5_000;
const SILENT_MS = 60_000;
const ASK_AGAIN_MS = 200;

/**
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(holder: string) => void} [onWait] Called once when somebody else holds the lock.
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  fs.mkdirSync(dirname(file), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), at: Date.now() });
  let told = false;
  while (!take(file, mine)) {
    const holder = read(file);
    if (holder !== undefined && isStale(file, holder)) evict(file, holder);
    else if (!told) {
      told = true;
      onWait(`pid ${parse(holder ?? "")?.pid ?? "unknown"}`);
    }
    await sleep(ASK_AGAIN_MS);
  }
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  const release = () => {
    if (read(file) === mine) fs.rmSync(file, { force: true });
  };
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.removeListener("exit", release);
    release();
  }
}

/**
 * The file appears with its text in it: written aside, then linked, which fails if it exists.
 * @param {string} file
 * @param {string} mine
 */
function take(file, mine) {
  const aside = `${file}.${process.pid}.${Date.now()}`;
  fs.writeFileSync(aside, mine);
  try {
    fs.linkSync(aside, file);
    return true;
  } catch (error) {
    // ENOENT: the holder swept our aside file away with the leftovers of the dead.
    if (["EEXIST", "ENOENT"].includes(String(codeOf(error)))) return false;
    throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

/** @param {string} file */
function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * @param {string} text
 * @returns {{ pid: number, host: string } | undefined}
 */
function parse(text) {
  try {
    const value = JSON.parse(text);
    return typeof value.pid === "number" ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {string} text
 */
function isStale(file, text) {
  const holder = parse(text);
  if (holder === undefined) return true;
  if (holder.host === hostname() && !isAlive(holder.pid)) return true;
  const touched = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return touched !== undefined && Date.now() - touched > SILENT_MS;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/**
 * Two may find the same stale lock: each moves it aside, and who moved a newer one puts it back.
 * @param {string} file
 * @param {string} stale
 */
function evict(file, stale) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (read(aside) !== stale) fs.linkSync(aside, file);
  } catch {
    // Somebody else was faster; the loop asks again.
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

/** @param {string} file */
function touch(file) {
  try {
    fs.utimesSync(file, new Date(), new Date());
  } catch {
    // Lost to a set-up that believed us dead; the atomic renames keep both whole.
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
