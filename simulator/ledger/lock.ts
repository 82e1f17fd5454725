/**
 * A lock between processes that a killed holder does not keep.
 *
 * The lock is a file whose content names its holder; it comes into being with its content, by a
 * hard link. A lock whose holder is gone may be broken, but only by the process that holds the
 * lock named after that very content: two breakers can never remove a lock that is alive.
 */
import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";

/** Longer than any transaction takes; a holder that is stopped for longer has lost the lock. */
const STALE_AFTER_MS = 10_000;
/** When no process has got the lock in that time, something is broken and must be said. */
const GIVE_UP_AFTER_MS = 60_000;

/**
 * Runs work while no other process runs work under the same lock.
 *
 * @param path The lock's file.
 * @param work Synchronous, short.
 * @returns What `work` returns.
 * @throws Error when the lock is not free for a minute.
 */
export function withLock<T>(path: string, work: () => T): T {
  const nonce = acquire(path);
  try {
    return work();
  } finally {
    release(path, nonce);
  }
}

function acquire(path: string): string {
  const nonce = `${process.pid}-${randomBytes(6).toString("hex")}`;
  const draft = `${path}.${nonce}.draft`;
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  for (let attempt = 0; ; attempt += 1) {
    if (tryLink(draft, path, nonce)) {
      return nonce;
    }
    const holder = contentOf(path);
    if (holder !== undefined && isGone(path, holder)) {
      breakLock(path, holder);
    } else if (Date.now() > deadline) {
      throw new Error(`${path} is held by process ${holder ?? "?"}; nobody got it for a minute`);
    } else {
      pause(1 + Math.random() * Math.min(10, attempt));
    }
  }
}

function tryLink(draft: string, path: string, nonce: string): boolean {
  writeFileSync(draft, nonce);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) {
      return false;
    }
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Removes the lock of a holder that is gone, unless another process was faster. */
function breakLock(path: string, holder: string): void {
  withLock(`${path}.${holder}.break`, () => {
    if (contentOf(path) === holder) {
      unlinkSync(path);
    }
  });
}

function release(path: string, nonce: string): void {
  // A holder that was stopped too long finds the lock of another: that one stays.
  if (contentOf(path) === nonce) {
    unlinkSync(path);
  }
}

function isGone(path: string, holder: string): boolean {
  const pid = Number(holder.split("-")[0]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, "ESRCH");
  }
  const age = ageMs(path);
  return age !== undefined && age > STALE_AFTER_MS;
}

function ageMs(path: string): number | undefined {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) {
      return undefined;
    }
    throw error;
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
