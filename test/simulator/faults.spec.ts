import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { status } from "@grpc/grpc-js";
import { startSimulatedClouds } from "../../simulator/attach";
import type { AttachedClouds } from "../../simulator/attach";
import { readFaults, resetFaults } from "../../simulator/faults";
import type { Fault } from "../../simulator/faults";
import { openLedger } from "../../simulator/ledger/ledger";
import { TestClient } from "./client";
import { TOY_AWS, TOY_KUBERNETES } from "./toy-cloud";

const VPC = "aws:ec2/vpc:Vpc";
const QUEUE = "aws:sqs/queue:Queue";
const NAMESPACE = "kubernetes:core/v1:Namespace";
const block = { cidrBlock: "10.0.0.0/16" };
const SERVER = join(__dirname, "faulty-server.ts");
const TSX = require.resolve("tsx/cjs");

describe("a fault", () => {
  let home: string;
  let clouds: AttachedClouds;
  let faults: Fault[];
  let aws: TestClient;
  let cluster: TestClient;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), "faults-"));
    faults = [];
    clouds = await startSimulatedClouds({
      home,
      packages: ["aws", "kubernetes"],
      clouds: [TOY_AWS, TOY_KUBERNETES],
      faults: () => faults,
    });
    aws = new TestClient(clouds.ports.aws ?? 0, "aws");
    cluster = new TestClient(clouds.ports.kubernetes ?? 0, "kubernetes");
    await aws.configure({ region: "us-east-1" });
  });
  afterEach(() => {
    aws.close();
    cluster.close();
    clouds.stop();
    rmSync(home, { recursive: true });
  });

  const made = (): number => openLedger(home).list().length;

  it("fails the second create and no other, and does nothing then", async () => {
    faults = [{ kind: "fail", verb: "create", nth: 2 }];
    await aws.create(VPC, block, true);
    await aws.create(VPC, block);
    await assert.rejects(aws.create(VPC, block), /InternalFailure/);
    assert.equal(made(), 1);
    await aws.create(VPC, block);
    assert.equal(made(), 2);
  });

  it("counts only calls that it concerns", async () => {
    faults = [{ kind: "fail", verb: "create", nth: 1, types: [QUEUE], message: "AccessDenied" }];
    await aws.create(VPC, block);
    await assert.rejects(aws.create(QUEUE, { name: "q" }), /AccessDenied/);
    assert.equal(made(), 1);
  });

  it("fails updates and deletes", async () => {
    const { id } = await aws.create(VPC, block);
    faults = [
      { kind: "fail", verb: "update", nth: 1 },
      { kind: "fail", verb: "delete", nth: 1 },
    ];
    await assert.rejects(aws.update(VPC, id, { ...block, tags: { a: "b" } }));
    await assert.rejects(aws.delete(VPC, id));
    assert.equal(made(), 1);
    await aws.delete(VPC, id);
    assert.equal(made(), 0);
  });

  it("counts over processes, and anew after a reset", async () => {
    faults = [{ kind: "fail", verb: "create", nth: 2 }];
    await aws.create(VPC, block);
    const other = await startSimulatedClouds({
      home,
      packages: ["aws"],
      clouds: [TOY_AWS],
      faults: () => faults,
    });
    const second = new TestClient(other.port, "aws");
    await second.configure({ region: "us-east-1" });
    await assert.rejects(second.create(VPC, block), /InternalFailure/);
    resetFaults(openLedger(home), faults);
    await second.create(VPC, block);
    await assert.rejects(second.create(VPC, block), /InternalFailure/);
    second.close();
    other.stop();
  });

  it("loses a response after the work is done", async () => {
    faults = [{ kind: "lost-response", verb: "create", nth: 1 }];
    await assert.rejects(aws.create(VPC, block), { code: status.UNAVAILABLE });
    assert.equal(made(), 1);
  });

  it("throttles as often as it is told, in the vendor's words", async () => {
    faults = [{ kind: "throttle", times: 2 }];
    await assert.rejects(aws.create(VPC, block), /ThrottlingException: Rate exceeded/);
    await assert.rejects(aws.create(VPC, block), { code: status.RESOURCE_EXHAUSTED });
    await aws.create(VPC, block);
    assert.equal(made(), 1);
  });

  it("delays calls", async () => {
    faults = [{ kind: "latency", ms: 120, verb: "create" }];
    const started = performance.now();
    await aws.create(VPC, block);
    assert.ok(performance.now() - started >= 115);
  });

  it("lets every call into a dead region fail", async () => {
    const { id } = await aws.create(VPC, block);
    faults = [{ kind: "dead-region", region: "us-east-1" }];
    const calls = [
      () => aws.checkConfig({ region: "us-east-1" }),
      () => aws.configure({ region: "us-east-1" }),
      () => aws.check(VPC, block),
      () => aws.diff(VPC, block, block),
      () => aws.create(VPC, block, true),
      () => aws.create(VPC, block),
      () => aws.read(VPC, id),
      () => aws.update(VPC, id, block),
      () => aws.delete(VPC, id),
      () => aws.invoke("aws:index/getCallerIdentity:getCallerIdentity", {}),
    ];
    for (const call of calls) {
      await assert.rejects(call, /us-east-1\.amazonaws\.com: i\/o timeout/, String(call));
    }
    const west = new TestClient(clouds.ports.aws ?? 0, "aws");
    await west.configure({ region: "us-west-2" });
    await west.create(VPC, block);
    await assert.rejects(west.create(QUEUE, { name: "q", region: "us-east-1" }), /i\/o timeout/);
    west.close();
  });

  it("makes the clusters of a dead region unreachable", async () => {
    const kubeconfig = "server: https://1.gr7.us-east-1.eks.amazonaws.com";
    await cluster.configure({ kubeconfig });
    faults = [{ kind: "dead-region", region: "us-east-1" }];
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "app" } };
    await assert.rejects(cluster.check(NAMESPACE, namespace), /cluster is unreachable/);
    faults = [{ kind: "dead-region", region: "east-1" }];
    await cluster.create(NAMESPACE, namespace);
  });

  it("leaves objects of an unreachable cluster alone where the provider says so", async () => {
    const kubeconfig = "server: https://1.gr7.us-east-1.eks.amazonaws.com";
    faults = [{ kind: "dead-region", region: "us-east-1" }];
    await cluster.configure({ kubeconfig, skipUpdateUnreachable: "true" });
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "app" } };
    assert.deepEqual((await cluster.check(NAMESPACE, namespace)).getFailuresList(), []);
    const labelled = { ...namespace, metadata: { name: "app", labels: { a: "b" } } };
    assert.equal((await cluster.diff(NAMESPACE, namespace, labelled)).getChanges(), 1);
    assert.equal((await cluster.read(NAMESPACE, "app", namespace)).getId(), "app");
    await assert.rejects(cluster.create(NAMESPACE, namespace), /cluster is unreachable/);
  });

  for (const when of ["before", "after"] as const) {
    it(`ends the process ${when} the work`, async () => {
      const crash: Fault = { kind: "crash", verb: "create", nth: 1, when };
      writeFileSync(join(home, "faults.json"), JSON.stringify([crash]));
      const server = spawn(process.execPath, ["--require", TSX, SERVER, home], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [port] = (await once(server.stdout, "data")) as [Buffer];
      const client = new TestClient(Number(port.toString()), "aws");
      await client.configure({ region: "us-east-1" });
      const exited = once(server, "exit");
      await assert.rejects(client.create(VPC, block), { code: status.UNAVAILABLE });
      assert.deepEqual(await exited, [137, null]);
      assert.equal(made(), when === "before" ? 0 : 1);
      client.close();
    }).timeout(30_000);
  }
});

describe("the list of faults", () => {
  const home = join(tmpdir(), "no-such-home");

  it("is empty by default", () => {
    assert.deepEqual(readFaults(home, {}), []);
  });

  it("comes from the environment, one fault or several", () => {
    const fault = { kind: "latency", ms: 5 };
    const read = (value: unknown): readonly Fault[] =>
      readFaults(home, { PODCAST_SIM_FAULTS: JSON.stringify(value) });
    assert.deepEqual(read([fault]), [fault]);
    assert.deepEqual(read(fault), [fault]);
  });

  it("names a kind that does not exist, and those that do", () => {
    assert.throws(
      () => readFaults(home, { PODCAST_SIM_FAULTS: '[{"kind":"meteor"}]' }),
      /PODCAST_SIM_FAULTS holds \[\{"kind":"meteor"\}\].*fail, lost-response, throttle/,
    );
  });
});
