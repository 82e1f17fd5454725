/** Finds a published module on this machine, by Go's own client. */
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import type { CrdSource } from "./sources";

/** Where a module is, or why it is not here. */
export type Found = { readonly folder: string } | { readonly reason: string };

/** What identifies a module. */
export type ModuleName = Pick<CrdSource, "module" | "version" | "sum">;

/** Seconds that one download may take: the largest module is some 30 MB. */
const DOWNLOAD_SECONDS = 300;

/** What `go mod download -json` prints. Source: Go, "go mod download". */
interface Downloaded {
  readonly Dir?: string;
  readonly Sum?: string;
  readonly Error?: string;
}

/** Where a module may come from: "cache" asks no network. */
export type Origin = "anywhere" | "cache";

/** What a command printed, and what it said beside. */
interface Printed {
  readonly stdout: string;
  readonly said: string;
}

function go(args: readonly string[], origin: Origin): Promise<Printed> {
  const proxy = origin === "cache" ? { GOPROXY: "off" } : {};
  return new Promise((resolve) => {
    const child = spawn("go", args, {
      // Outside of every module: a go.mod above would decide what is fetched.
      cwd: tmpdir(),
      env: { ...process.env, ...proxy, GOWORK: "off", GOFLAGS: "-mod=mod" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: DOWNLOAD_SECONDS * 1_000,
    });
    let stdout = "";
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", (error) => {
      resolve({ stdout: "", said: `\`go\` does not run: ${error.message}` });
    });
    child.on("close", () => {
      resolve({ stdout, said });
    });
  });
}

/**
 * Reads the client's answer.
 *
 * @param name Which module was asked for.
 * @param stdout The JSON that it printed.
 * @param said What it said beside.
 */
export function readAnswer(name: ModuleName, stdout: string, said = ""): Found {
  const at = `${name.module}@${name.version}`;
  if (!stdout.trimStart().startsWith("{")) {
    return { reason: `${at}: ${said.trim().split("\n").at(-1) ?? "no answer"}` };
  }
  const answer: Downloaded = JSON.parse(stdout) as Downloaded;
  if (answer.Error !== undefined) return { reason: answer.Error.split("\n")[0] ?? at };
  if (answer.Sum !== name.sum) {
    return { reason: `${at} has the hash ${String(answer.Sum)}; pinned is ${name.sum}` };
  }
  return answer.Dir === undefined ? { reason: `${at}: no folder` } : { folder: answer.Dir };
}

/**
 * Fetches a module, unless it is in Go's cache.
 *
 * @param name Which module.
 * @param origin Where it may come from.
 * @default origin anywhere
 */
export async function moduleFolder(name: ModuleName, origin: Origin = "anywhere"): Promise<Found> {
  const at = `${name.module}@${name.version}`;
  const { stdout, said } = await go(["mod", "download", "-json", at], origin);
  return readAnswer(name, stdout, said);
}
