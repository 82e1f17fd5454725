import assert from "node:assert/strict";
import { MemoryStore } from "../../simulator/ledger/memory";
import { simulateCalls } from "../../simulator/testing";
import { TOY_AWS, TOY_KUBERNETES, TOY_RANDOM } from "./toy-cloud";

const VPC = "aws:ec2/vpc:Vpc";
const DATABASE = "aws:rds/instance:Instance";
const database = { identifier: "main", instanceClass: "db.t4g.small", engineVersion: "17.6" };

describe("clouds beside each other", () => {
  it("see each other through one store, and no other account of their own", () => {
    const store = new MemoryStore();
    const aws = simulateCalls(TOY_AWS, { provider: { region: "us-east-1" }, store });
    const other = simulateCalls(
      { ...TOY_AWS, connect: () => ({ account: "444455556666", region: "us-east-1" }) },
      { store },
    );
    const vpc = aws.create(VPC, { cidrBlock: "10.0.0.0/16" });
    other.create(DATABASE, database);
    assert.equal(other.read(VPC, vpc.id), undefined);
    assert.equal(aws.read(DATABASE, "main"), undefined);
    const cluster = simulateCalls(
      {
        ...TOY_KUBERNETES,
        connect: (_provider, cloud) => ({ account: String(cloud.elsewhere("aws").length) }),
      },
      { store },
    );
    const namespace = cluster.create("kubernetes:core/v1:Namespace", {
      apiVersion: "v1",
      kind: "Namespace",
    });
    assert.equal(store.read().ofAccount("kubernetes", "2")[0]?.id, namespace.id);
  });

  it("keep no credentials of the caller", () => {
    const provider = { region: "us-east-1", accessKey: "AKIA", secretKey: "hunter2", token: "t" };
    const aws = simulateCalls(TOY_AWS, { provider });
    aws.create(VPC, { cidrBlock: "10.0.0.0/16" });
    assert.deepEqual(aws.all()[0]?.scope.provider, { region: "us-east-1" });
  });

  it("name objects of a cluster by namespace and name, with metadata of the API server", () => {
    const cluster = simulateCalls(TOY_KUBERNETES, { provider: { kubeconfig: "here" } });
    const inputs = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { namespace: "app", name: "c" },
    };
    const made = cluster.create("kubernetes:core/v1:ConfigMap", inputs);
    assert.equal(made.id, "app/c");
    const { uid, generation } = made.outputs.metadata as Record<string, unknown>;
    assert.match(String(uid), /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    assert.equal(generation, 1);
    const updated = cluster.update("kubernetes:core/v1:ConfigMap", made.id, {
      ...inputs,
      data: { a: "b" },
    });
    const after = updated.outputs.metadata as Record<string, unknown>;
    assert.deepEqual([after.uid, after.generation], [uid, 2]);
  });

  it("leave random values in the state alone", () => {
    const random = simulateCalls(TOY_RANDOM);
    const made = random.create("random:index/randomPassword:RandomPassword", { length: 28 });
    assert.equal(made.outputs.result, "correct-horse-battery-staple");
    assert.equal(
      random.create("random:index/randomPassword:RandomPassword", { length: 28 }).id,
      made.id,
    );
    assert.deepEqual(random.all(), []);
  });
});
