/**
 * Builds a Kubernetes API server and the etcd that it needs from their official Go modules, pinned
 * in tools/go/kubernetes, and keeps them in the user's cache. It may run twice, at the same time,
 * or be killed half-way: a folder appears by one rename, whole or not at all.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { constants, homedir } from "node:os";
import { dirname, join } from "node:path";
import { step } from "../setup/console.mjs";
import { withLock } from "../setup/lock.mjs";
import { ROOT } from "../setup/places.mjs";
import { endAll, lastWords, run } from "../setup/process.mjs";

/** Module folder under tools/go. */
const FOLDER = join("tools", "go", "kubernetes");

/** @typedef {{ version: string, etcd: string, apiServer: string }} Binaries */

/**
 * @param {string} root
 * @returns {string} Version of Kubernetes that is built, as 1.2.3.
 */
export function kubernetesVersion(root = ROOT) {
  const text = fs.readFileSync(join(root, FOLDER, "go.mod"), "utf8");
  const version = /^\tk8s\.io\/kubernetes v(\d+\.\d+\.\d+)$/m.exec(text)?.[1];
  if (version === undefined) throw new Error(`${FOLDER}/go.mod requires no k8s.io/kubernetes`);
  return version;
}

/**
 * What is compiled. The server tells its version by what the linker writes into it.
 * @param {string} version
 */
function buildsOf(version) {
  const [major, minor] = version.split(".");
  const at = "k8s.io/component-base/version";
  const told = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor };
  const flags = Object.entries(told).map(([key, value]) => `-X ${at}.${key}=${value}`);
  return [
    { executable: "etcd", package: "go.etcd.io/etcd/server/v3", ldflags: "-s -w" },
    {
      executable: "kube-apiserver",
      package: "k8s.io/kubernetes/cmd/kube-apiserver",
      ldflags: ["-s -w", ...flags].join(" "),
    },
  ];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} The user's cache folder, by the XDG base directory specification.
 */
function cacheFolder(env) {
  const xdg = env["XDG_CACHE_HOME"];
  return join(
    xdg === undefined || xdg === "" ? join(homedir(), ".cache") : xdg,
    "podcast-platform",
  );
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} The folder of these very modules: another pin is another folder.
 */
export function binariesFolder(root = ROOT, env = process.env) {
  const sums = ["go.mod", "go.sum"].map((name) => fs.readFileSync(join(root, FOLDER, name)));
  const digest = createHash("sha256").update(Buffer.concat(sums)).digest("hex").slice(0, 12);
  return join(cacheFolder(env), `kubernetes-${kubernetesVersion(root)}-${digest}`);
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Binaries>}
 * @throws Error that says what did not compile, and what is needed.
 */
export async function ensureBinaries(root = ROOT, env = process.env) {
  const folder = binariesFolder(root, env);
  if (!fs.existsSync(folder)) await fill(root, env, folder);
  return {
    version: kubernetesVersion(root),
    etcd: join(folder, "etcd"),
    apiServer: join(folder, "kube-apiserver"),
  };
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 */
async function fill(root, env, folder) {
  const title = `Kubernetes API server ${kubernetesVersion(root)}, built from its Go modules`;
  await step(title, (detail) =>
    withLock(
      `${folder}.lock`,
      () => endingWithUs(() => build(root, env, folder, detail)),
      (holder) => detail(`waiting for the build of ${holder}`),
    ),
  );
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 * @param {(text: string) => void} detail
 */
async function build(root, env, folder, detail) {
  // The build that we may have waited for.
  if (fs.existsSync(folder)) return;
  sweep(folder);
  const staging = fs.mkdtempSync(`${folder}.staging-`);
  try {
    for (const { executable, package: of, ldflags } of buildsOf(kubernetesVersion(root))) {
      const out = join(staging, executable);
      detail(executable);
      const command = ["go", "build", "-buildvcs=false", "-v", "-ldflags", ldflags, "-o", out, of];
      const ran = await run(command, {
        cwd: join(root, FOLDER),
        env: { ...env, GOWORK: "off", CGO_ENABLED: "0" },
        onLine: (line) => detail(`${executable}: ${line}`),
      });
      if (ran.code !== 0) throw new Error(`go build ${of}: ${lastWords(ran)}`);
    }
    fs.renameSync(staging, folder);
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * Removes what killed builds left. Call it under the lock.
 * @param {string} folder
 */
function sweep(folder) {
  for (const name of fs.readdirSync(dirname(folder))) {
    const path = join(dirname(folder), name);
    if (path.startsWith(`${folder}.staging-`)) fs.rmSync(path, { recursive: true, force: true });
  }
}

/**
 * A compiler that outlives us would keep the machine busy for minutes.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function endingWithUs(work) {
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    endAll();
    process.exit(128 + (constants.signals[signal] ?? 0));
  };
  for (const signal of signals) process.once(signal, stop);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.removeListener(signal, stop);
  }
}
