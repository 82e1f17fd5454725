/** Builds the CLI and its language host from the official Go modules, pinned in tools/go. */
import fs from "node:fs";
import { join } from "node:path";
import { PINNED } from "./places.mjs";
import { lastWords, run } from "./process.mjs";
import { compareVersions, parseVersion } from "./range.mjs";

const SDK = "github.com/pulumi/pulumi/sdk/v3";

/** What is compiled: module folder under tools/go, package, and linker flags. */
const BUILDS = [
  {
    executable: "pulumi",
    folder: "pulumi-cli",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    flags: ["-ldflags", `-X ${SDK}/go/common/version.Version=v${PINNED}`],
  },
  {
    executable: "pulumi-language-nodejs",
    folder: "pulumi-language-nodejs",
    package: `${SDK}/nodejs/cmd/pulumi-language-nodejs`,
    flags: [],
  },
];

/** Small scripts that the SDK's module carries ready to run. */
const SCRIPTS = ["pulumi-analyzer-policy", "pulumi-resource-pulumi-nodejs"];

/**
 * @typedef {{ root: string, env: NodeJS.ProcessEnv, detail: (text: string) => void, staging: string }} BuildArgs
 */

/**
 * @param {BuildArgs} args
 * @returns {Promise<string | undefined>} Why it failed, or undefined when `staging/bin` is whole.
 */
export async function buildWithGo({ root, env, detail, staging }) {
  if (process.platform === "win32") return "not supported on Windows";
  // A workspace file above the project would change what is built.
  const goEnv = { ...env, GOWORK: "off" };
  const unfit = await whyUnfit(root, goEnv);
  if (unfit !== undefined) return unfit;
  const bin = join(staging, "bin");
  fs.mkdirSync(bin);
  for (const build of BUILDS) {
    detail(build.executable);
    const command = ["go", "build", "-buildvcs=false", "-v", "-o", join(bin, build.executable)];
    const ran = await run([...command, ...build.flags, build.package], {
      cwd: join(root, "tools", "go", build.folder),
      env: goEnv,
      onLine: (line) => detail(`${build.executable}: ${line}`),
    });
    if (ran.code !== 0) return `go build ${build.package}: ${lastWords(ran)}`;
  }
  return copyScripts(root, goEnv, bin);
}

/**
 * @param {string} root
 * @returns {string} The Go version that the modules ask for.
 */
export function neededGo(root) {
  const versions = BUILDS.map(({ folder }) => {
    const text = fs.readFileSync(join(root, "tools", "go", folder, "go.mod"), "utf8");
    return /^go ([\d.]+)$/m.exec(text)?.[1] ?? "1.0";
  });
  return versions.toSorted(compareVersions).at(-1) ?? "1.0";
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
async function whyUnfit(root, env) {
  const needed = neededGo(root);
  const asked = await run(["go", "env", "GOVERSION"], { env, cwd: root, timeoutMs: 20_000 });
  if (asked.code === null) return `no \`go\` on PATH (${needed} or newer is needed)`;
  const found = asked.stdout.trim();
  if (asked.code !== 0 || parseVersion(found) === undefined) {
    return `\`go env GOVERSION\`: ${lastWords(asked)}`;
  }
  return compareVersions(found, needed) < 0
    ? `${found} is older than ${needed}, which the modules need`
    : undefined;
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {string} bin
 */
async function copyScripts(root, env, bin) {
  const cwd = join(root, "tools", "go", "pulumi-cli");
  const listed = await run(["go", "list", "-m", "-f", "{{.Dir}}", SDK], { cwd, env });
  if (listed.code !== 0) return `go list -m ${SDK}: ${lastWords(listed)}`;
  for (const name of SCRIPTS) {
    fs.copyFileSync(join(listed.stdout.trim(), "nodejs", "dist", name), join(bin, name));
    // Files of the module cache are read-only; ours must be removable.
    fs.chmodSync(join(bin, name), 0o755);
  }
  return undefined;
}
