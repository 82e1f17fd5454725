/** A copy of the tools in a folder of its own, with an empty PATH and Pulumi home. */
import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const PROJECT = path.dirname(path.dirname(__dirname));

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs, and its end. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Nothing of the machine's own Pulumi, Go or npm is within reach. */
export class Sandbox {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "podcast-tools-")));
  readonly home = path.join(this.root, "pulumi-home");
  readonly bin = path.join(this.root, "bin");

  constructor() {
    fs.cpSync(path.join(PROJECT, "tools"), path.join(this.root, "tools"), { recursive: true });
    fs.mkdirSync(this.bin);
    this.write(
      "package.json",
      JSON.stringify({ engines: { node: ">=18.0" }, dependencies: { a: "1.0.0" } }),
    );
    this.write("package-lock.json", JSON.stringify(lockOf("1.0.0")));
  }

  /** Writes a file below the root. */
  write(file: string, text: string): void {
    const at = path.join(this.root, file);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, text);
  }

  /** Whether something stands below the root. */
  has(file: string): boolean {
    return fs.existsSync(path.join(this.root, file));
  }

  /** Text of a file below the root. */
  read(file: string): string {
    return fs.readFileSync(path.join(this.root, file), "utf8");
  }

  /** Puts a shell script below the root. */
  script(file: string, ...lines: readonly string[]): void {
    this.write(file, ["#!/bin/sh", ...lines, ""].join("\n"));
    fs.chmodSync(path.join(this.root, file), 0o755);
  }

  /** A folder with a Pulumi CLI that says it is of this version, complete unless told otherwise. */
  cli(folder: string, version: string, without: readonly string[] = []): void {
    const helpers = [
      "pulumi-language-nodejs",
      "pulumi-analyzer-policy",
      "pulumi-resource-pulumi-nodejs",
    ];
    this.script(path.join(folder, "pulumi"), `echo v${version}`);
    for (const name of helpers.filter((helper) => !without.includes(helper))) {
      this.script(path.join(folder, name), "exit 0");
    }
  }

  /**
   * A `go` on PATH that builds as the real one does, in the eyes of its caller.
   *
   * @param args Its version, and what `go build` does before it writes the executable.
   */
  go(args: { readonly version?: string; readonly beforeBuild?: string } = {}): void {
    const module = path.join(this.root, "module");
    for (const name of ["pulumi-analyzer-policy", "pulumi-resource-pulumi-nodejs"]) {
      this.script(path.join("module", "nodejs", "dist", name), "exit 0");
    }
    this.script(
      "bin/go",
      `if [ "$1" = env ]; then echo ${args.version ?? "go1.99.0"}; exit 0; fi`,
      `if [ "$1" = list ]; then echo ${module}; exit 0; fi`,
      `echo built >> ${path.join(this.root, "builds.log")}`,
      args.beforeBuild ?? ":",
      `while [ "$1" != -o ]; do shift; done`,
      `printf '#!/bin/sh\\necho v3.220.0\\n' > "$2"`,
      `/bin/chmod +x "$2"`,
    );
  }

  /** Starts a script of the copied tools. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    const [script = "", ...rest] = args;
    const child = spawn(process.execPath, [path.join(this.root, "tools", script), ...rest], {
      cwd: this.root,
      env: { PATH: this.bin, PULUMI_HOME: this.home, PODCAST_SETUP_SKIP: "npm,download", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
    return {
      child,
      ended: new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (code, signal) => {
          resolve({ code, signal, ...output });
        });
      }),
    };
  }

  /** Runs the set-up to its end. */
  async setUp(env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.start(["setup.mjs"], env).ended;
  }

  /** What the last set-up chose. */
  choice(): { readonly pulumi: string; readonly version: string; readonly how: string } {
    return JSON.parse(this.read(".cache/setup.json")) as ReturnType<Sandbox["choice"]>;
  }

  /** Names in the cache of versions; `[]` when there is no cache. */
  versions(): readonly string[] {
    const at = path.join(this.home, "versions");
    return fs.existsSync(at) ? fs.readdirSync(at) : [];
  }

  /** Removes the copy. */
  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

/**
 * A lock file with one dependency and one optional package of another platform.
 *
 * @param version Version of the dependency `a`.
 */
export function lockOf(version: string): unknown {
  return {
    packages: {
      "": { dependencies: { a: "1.0.0" } },
      "node_modules/a": { version },
      "node_modules/elsewhere": { version: "1.0.0", optional: true },
    },
  };
}

/**
 * Waits until something is so.
 *
 * @param isSo Asked every 20 ms.
 * @throws Error after ten seconds.
 */
export async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`Not within 10 s: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
