/** A Pulumi project in a temporary folder, run by the real CLI on simulated clouds. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const NODE_MODULES = join(__dirname, "..", "..", "..", "node_modules");

/** What a command of the CLI printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** One project with one stack. */
export class TestProject {
  readonly home: string;
  private readonly folder = mkdtempSync(join(tmpdir(), "simulated-project-"));

  constructor() {
    this.home = join(this.folder, "simulated");
    mkdirSync(join(this.folder, "state"));
    writeFileSync(join(this.folder, "Pulumi.yaml"), "name: toy\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(this.folder, "package.json"), '{"name":"toy"}');
    symlinkSync(NODE_MODULES, join(this.folder, "node_modules"));
  }

  /** @param lines The program, with `pulumi` and `make(type, name, inputs, opts)` in scope. */
  program(lines: readonly string[]): void {
    const prelude = [
      'const pulumi = require("@pulumi/pulumi");',
      "class Any extends pulumi.CustomResource {}",
      "const make = (type, name, inputs, opts, outputs = []) =>",
      "  new Any(type, name, { ...Object.fromEntries(outputs.map((key) => [key, undefined])), ...inputs }, opts);",
      "class AnyProvider extends pulumi.ProviderResource {}",
      "const provider = (name, key, inputs) => new AnyProvider(name, key, inputs);",
    ];
    writeFileSync(join(this.folder, "index.js"), [...prelude, ...lines].join("\n"));
  }

  /**
   * @param args Arguments of `pulumi`.
   * @param environment Variables beside those of the project.
   */
  run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
    const env = {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "x",
      PULUMI_SKIP_UPDATE_CHECK: "1",
      PODCAST_SIM_HOME: this.home,
      ...environment,
    };
    const child = spawn("pulumi", [...args, "--non-interactive"], { cwd: this.folder, env });
    let output = "";
    child.stdout.on("data", (data: Buffer) => {
      output += data.toString();
    });
    child.stderr.on("data", (data: Buffer) => {
      output += data.toString();
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        resolve({ code: code ?? -1, output });
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
