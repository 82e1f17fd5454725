/**
 * Who holds the lock of a stack. A self-managed backend keeps one small file a lock, with process,
 * host and time of its holder; a crash leaves it behind.
 * Source: Pulumi 3.220.0, pkg/backend/diy/lock.go (`lockContent`, `stackLockDir`).
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { PROJECT } from "../project";

const LockFile = z.object({
  pid: z.number().int(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.string(),
});

/** Holder of a lock. */
export type LockHolder = z.infer<typeof LockFile>;

/** What may be done about a lock. */
export type LockVerdict =
  | { readonly kind: "free" }
  /** The process is gone: the lock is left over. */
  | { readonly kind: "stale"; readonly holders: readonly LockHolder[] }
  /** The process lives on this machine. */
  | { readonly kind: "alive"; readonly holder: LockHolder }
  /** The process is, or was, on another machine: nobody here can tell. */
  | { readonly kind: "elsewhere"; readonly holder: LockHolder };

/**
 * Reads the locks of a stack from a backend in a folder.
 *
 * @param backendUrl `file://…`.
 * @param stack The stack.
 * @returns undefined where the backend is not a folder.
 */
export function lockHolders(backendUrl: string, stack: string): readonly LockHolder[] | undefined {
  if (!backendUrl.startsWith("file://")) return undefined;
  const folder = join(folderOf(backendUrl), ".pulumi", "locks", "organization", PROJECT, stack);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => holderOf(readFileSync(join(folder, file), "utf8")));
}

/**
 * Reads the holders out of the engine's refusal: the only way on a backend in object storage.
 *
 * @param message `… created by user@host (pid 1) at 2026-01-31T10:00:00Z`.
 */
export function holdersInMessage(message: string): readonly LockHolder[] {
  const line = /created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/g;
  return [...message.matchAll(line)].map(([, username, host, pid, timestamp]) => ({
    username: username ?? "",
    hostname: host ?? "",
    pid: Number(pid),
    timestamp: timestamp ?? "",
  }));
}

/** What is known of this machine. */
export interface Machine {
  readonly hostname: string;
  /** @returns The command of a living process; undefined where there is none. */
  commandOf(pid: number): string | undefined;
}

/** The machine that this runs on. */
export const thisMachine: Machine = { hostname: hostname(), commandOf };

/**
 * @param holders Holders of all locks of a stack.
 * @param machine What can be looked up.
 * @default machine is the one that this runs on
 */
export function lockVerdict(
  holders: readonly LockHolder[],
  machine: Machine = thisMachine,
): LockVerdict {
  const elsewhere = holders.find((holder) => holder.hostname !== machine.hostname);
  const alive = holders
    .filter((holder) => holder.hostname === machine.hostname)
    .find(({ pid }) => isEngine(machine.commandOf(pid)));
  if (alive !== undefined) return { kind: "alive", holder: alive };
  if (elsewhere !== undefined) return { kind: "elsewhere", holder: elsewhere };
  return holders.length === 0 ? { kind: "free" } : { kind: "stale", holders };
}

/** @param holder Who holds a lock, as a sentence says it. */
export function holderText({ username, hostname: host, pid, timestamp }: LockHolder): string {
  return `${username}@${host}, process ${pid}, since ${timestamp}`;
}

/** Numbers of processes are used again: what lives under it must be the engine. */
function isEngine(command: string | undefined): boolean {
  return command?.includes("pulumi") === true;
}

/** A process that was killed and not yet waited for (state Z) holds nothing. */
function commandOf(pid: number): string | undefined {
  const status = `/proc/${pid}/stat`;
  if (existsSync("/proc/self/stat")) {
    // `pid (command) state …`: Linux manual page proc_pid_stat(5).
    const fields = existsSync(status)
      ? /^\d+ \((.*)\) (\S)/.exec(readFileSync(status, "utf8"))
      : null;
    return fields === null || fields[2] === "Z" ? undefined : fields[1];
  }
  const listed = spawnSync("ps", ["-o", "stat=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const text = listed.status === 0 ? listed.stdout.trim() : "";
  return text === "" || text.startsWith("Z") ? undefined : text;
}

function folderOf(backendUrl: string): string {
  const [url = ""] = backendUrl.split("?");
  if (url.startsWith("file:///")) return fileURLToPath(url);
  const path = url.slice("file://".length);
  return path.startsWith("~") ? join(process.env.HOME ?? "", path.slice(1)) : path;
}

function holderOf(text: string): LockHolder[] {
  try {
    const parsed = LockFile.safeParse(JSON.parse(text));
    return parsed.success ? [parsed.data] : [unreadable()];
  } catch {
    return [unreadable()];
  }
}

/** A file that a crash cut short: its writer is unknown, so nobody here can tell. */
function unreadable(): LockHolder {
  return { pid: 0, username: "unknown", hostname: "unknown", timestamp: "unknown" };
}
