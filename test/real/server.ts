/** A Kubernetes API server and its etcd, on this machine, for as long as they are judged with. */
import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "../../tools/real/build.mjs";
import { Api, isAccepted } from "./api";

/** Seconds until which the server must be ready: it takes some five on two cores. */
const READY_SECONDS = 120;

/** Lines of a program's log that a message quotes. */
const LAST_LINES = 5;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("no free port"));
      });
    });
  });
}

/** Ports and secrets of one server. */
interface Settings {
  readonly folder: string;
  readonly token: string;
  readonly clientPort: number;
  readonly peerPort: number;
  readonly apiPort: number;
}

function etcdArguments({ folder, clientPort, peerPort }: Settings): readonly string[] {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return [
    `--data-dir=${join(folder, "etcd")}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    // The data is thrown away: nothing is lost with the machine's power.
    "--unsafe-no-fsync",
    "--log-level=warn",
  ];
}

/** Admission is what the server turns on by itself, Pod Security and quotas among it. */
function apiServerArguments({ folder, clientPort, apiPort }: Settings): readonly string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${clientPort}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    // It would list the loopback address, which no service may have.
    "--endpoint-reconciler-type=none",
    `--secure-port=${apiPort}`,
    `--cert-dir=${folder}`,
    `--token-auth-file=${join(folder, "tokens.csv")}`,
    "--authorization-mode=Node,RBAC",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${join(folder, "accounts.key")}`,
    `--service-account-signing-key-file=${join(folder, "accounts.key")}`,
    "--service-cluster-ip-range=172.20.0.0/16",
    // As Amazon EKS and GKE do; whether a pod may be is a question of its namespace.
    "--allow-privileged=true",
  ];
}

/** Writes what the server reads at its start. */
function writeSecrets({ folder, token }: Settings): void {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  writeFileSync(join(folder, "accounts.key"), pem, { mode: 0o600 });
  const line = `${token},judge,judge,"system:masters"\n`;
  writeFileSync(join(folder, "tokens.csv"), line, { mode: 0o600 });
}

/** A server, and the folder that it lives in. */
export class ApiServer {
  private readonly folder = mkdtempSync(join(tmpdir(), "podcast-real-"));
  private readonly children: ChildProcess[] = [];
  private connection: Api | undefined;

  /** @param binaries The programs. */
  constructor(private readonly binaries: Binaries) {}

  /**
   * Starts an empty cluster. Whoever starts it stops it, also when it does not start.
   *
   * @returns Speaks to it.
   * @throws Error with the last words of what did not start.
   */
  async start(): Promise<Api> {
    const settings: Settings = {
      folder: this.folder,
      token: randomBytes(24).toString("hex"),
      clientPort: await freePort(),
      peerPort: await freePort(),
      apiPort: await freePort(),
    };
    writeSecrets(settings);
    this.run("etcd", this.binaries.etcd, etcdArguments(settings));
    this.run("kube-apiserver", this.binaries.apiServer, apiServerArguments(settings));
    return this.ready(settings);
  }

  /** Ends it and takes its data away. */
  stop(): void {
    this.connection?.close();
    for (const child of this.children) child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  private run(name: string, program: string, args: readonly string[]): void {
    const log = openSync(this.logOf(name), "w");
    const child = spawn(program, args, { stdio: ["ignore", log, log] });
    child.on("error", () => undefined);
    closeSync(log);
    this.children.push(child);
  }

  private logOf(name: string): string {
    return join(this.folder, `${name}.log`);
  }

  private async ready(settings: Settings): Promise<Api> {
    const end = Date.now() + READY_SECONDS * 1_000;
    while (Date.now() < end) {
      if (this.children.some(({ exitCode, pid }) => exitCode !== null || pid === undefined)) break;
      const api = await this.answers(settings);
      if (api !== undefined) return api;
      await sleep(200);
    }
    const logs = ["etcd", "kube-apiserver"].map((name) => {
      const lines = readFileSync(this.logOf(name), "utf8").trim().split("\n").slice(-LAST_LINES);
      return `${name}:\n  ${lines.join("\n  ")}`;
    });
    throw new Error(`the API server was not ready within ${READY_SECONDS} s\n${logs.join("\n")}`);
  }

  private async answers({ apiPort: port, token }: Settings): Promise<Api | undefined> {
    try {
      const certificate = readFileSync(join(this.folder, "apiserver.crt"), "utf8");
      this.connection ??= new Api({ port, token, certificate });
      const answer = await this.connection.ask({ method: "GET", path: "/readyz" });
      return isAccepted(answer) ? this.connection : undefined;
    } catch {
      // Its certificate is not written, or its port not open.
      return undefined;
    }
  }
}
