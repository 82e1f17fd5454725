/** Runs the real commands on simulated clouds of their own, as users do. */
import { spawn, type ChildProcess } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import type { z } from "zod";
import { readState, type StackState } from "../../automation/engine/state";
import { PROJECT_FOLDER } from "../../automation/project";
import type { Fault } from "../../simulator/faults";
import { openLedger, type Ledger } from "../../simulator/ledger/ledger";
import type { StoredResource } from "../../simulator/contract";

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Folders that a copy of the project does without. */
const NOT_COPIED = new Set(["node_modules", ".git", ".simulated", ".cache", "report", "test"]);

/** Version that the set-up keeps in its cache. */
const CACHED_CLI = join(homedir(), ".pulumi", "versions", "3.220.0", "bin");

/** Simulated clouds, state and passphrase of one test. */
export class SimulatedPlace {
  /**
   * @param root The project, or a copy of it.
   * @default root the project
   * @param home Where clouds, state and passphrase are kept.
   * @default home an empty place of its own
   */
  constructor(
    readonly root: string = PROJECT_FOLDER,
    readonly home: string = mkdtempSync(join(tmpdir(), "podcast-engine-")),
  ) {}

  /**
   * Looks at the same clouds and state from a changed copy of the project.
   *
   * @param edits What is changed.
   * @param work What is done in the copy, which is gone afterwards.
   */
  async changed<T>(
    edits: readonly Edit[],
    work: (place: SimulatedPlace) => Promise<T>,
  ): Promise<T> {
    const root = copiedProject(...edits);
    try {
      return await work(new SimulatedPlace(root, this.home));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }

  /** What exists in the simulated clouds. */
  get ledger(): Ledger {
    return openLedger(this.home);
  }

  /** @param args Arguments of `platform`. */
  platform(...args: readonly string[]): Promise<Ended> {
    return ended(this.started("cli.ts", args));
  }

  /** @param args Arguments of `platform`, whose end is waited for elsewhere. */
  startPlatform(...args: readonly string[]): ChildProcess {
    return this.started("cli.ts", args);
  }

  /** @param args Arguments of `simulate`. */
  simulate(...args: readonly string[]): Promise<Ended> {
    return ended(this.started("simulate.ts", args));
  }

  /**
   * Runs `platform` with `--simulate --json` and reads its document.
   *
   * @param schema The published schema of the document.
   * @param args Command and options.
   */
  async document<T>(schema: z.ZodType<T>, ...args: readonly string[]): Promise<T> {
    const { stdout, stderr } = await this.platform(...args, "--simulate", "--json");
    if (!stdout.trimStart().startsWith("{")) throw new Error(`no document on stdout:\n${stderr}`);
    return schema.parse(JSON.parse(stdout));
  }

  /** @param stack A stack: its state as `simulate -- stack export` prints it. */
  async state(stack: string): Promise<StackState> {
    const { code, stdout, stderr } = await this.simulate("stack", "export", "-s", stack);
    if (code !== 0) throw new Error(`stack export ended with ${String(code)}:\n${stderr}`);
    const exported: { version: number; deployment: unknown } = JSON.parse(stdout) as never;
    return readState(exported);
  }

  /** @param faults What goes wrong from now on; none ends all faults. */
  faults(...faults: readonly Fault[]): void {
    writeFileSync(join(this.home, "faults.json"), JSON.stringify(faults));
  }

  /** Takes everything away. */
  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
    if (this.root !== PROJECT_FOLDER) rmSync(this.root, { recursive: true, force: true });
  }

  private started(entry: string, args: readonly string[]): ChildProcess {
    const file = join(this.root, "automation", entry);
    return spawn(process.execPath, ["--require", "tsx/cjs", file, ...args], {
      cwd: this.root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...engineVariables(), PODCAST_SIM_HOME: this.home },
    });
  }
}

/** The environment with a CLI on PATH: the user's, else that of the set-up's cache. */
export function engineVariables(): NodeJS.ProcessEnv {
  const path = process.env.PATH ?? "";
  const onPath = path.split(delimiter).some((folder) => existsSync(join(folder, "pulumi")));
  return { ...process.env, PATH: onPath ? path : [CACHED_CLI, path].join(delimiter) };
}

/** One line of the project, changed. */
export interface Edit {
  /** File below the project. */
  readonly file: string;
  /** Text that stands there exactly once. */
  readonly from: string;
  readonly to: string;
}

/**
 * Copies the project with some lines changed.
 *
 * @param edits The changes.
 * @returns The copy's folder.
 * @throws Error if a text does not stand exactly once in its file.
 */
export function copiedProject(...edits: readonly Edit[]): string {
  const root = mkdtempSync(join(tmpdir(), "podcast-copy-"));
  cpSync(PROJECT_FOLDER, root, {
    recursive: true,
    filter: (source) => !NOT_COPIED.has(relative(PROJECT_FOLDER, source).split("/")[0] ?? ""),
  });
  symlinkSync(join(PROJECT_FOLDER, "node_modules"), join(root, "node_modules"));
  for (const { file, from, to } of edits) {
    const path = join(root, file);
    const text = readFileSync(path, "utf8");
    if (text.split(from).length !== 2) {
      throw new Error(`${file} holds ${JSON.stringify(from)} not exactly once`);
    }
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
  return root;
}

/** @param child A command: its output and how it ended. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/**
 * Waits until something holds.
 *
 * @param what What is waited for, for the message.
 * @param holds Asked again and again.
 * @param limitMs When to give up.
 * @default limitMs ten minutes
 */
export async function until(what: string, holds: () => boolean, limitMs = 600_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * Runs work side by side, so many at a time, in the order given.
 *
 * @param items What to work on.
 * @param width How many at a time.
 * @param work The work on one.
 */
export async function sideBySide<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++;
      const item = items[at];
      if (item !== undefined) results[at] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

/** @param resource A resource of a cloud: the URN in its tag or its annotation. */
export function taggedUrn(resource: StoredResource): string | undefined {
  const text = JSON.stringify(resource.inputs);
  const tag =
    /"platform:urn":"([^"]+)"/.exec(text)?.[1] ??
    /"podcast-platform\/urn":"([^"]+)"/.exec(text)?.[1];
  return tag?.replaceAll("=", "$");
}
