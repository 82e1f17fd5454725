import assert from "node:assert/strict";
import { clustersIn, plain, podOf, type ProgramObject } from "./objects";

const PROVIDER = "urn:pulumi:dev::p::pulumi:providers:kubernetes::cluster-a::id-1";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** A resource of a state; tests change one part. */
function resource(name: string, change: object = {}): object {
  return {
    urn: `urn:pulumi:dev::p::kubernetes:core/v1:ConfigMap::${name}`,
    type: "kubernetes:core/v1:ConfigMap",
    custom: true,
    provider: PROVIDER,
    inputs: { apiVersion: "v1", kind: "ConfigMap", metadata: { name } },
    ...change,
  };
}

const state = (...resources: readonly object[]): object => ({ deployment: { resources } });

const deployment = (template: object): ProgramObject => ({
  name: "web",
  isPatch: false,
  object: {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "app" },
    spec: { template: template as never },
  },
});

describe("the Kubernetes objects of a state", () => {
  it("keeps the program's order, by cluster", () => {
    const other = { provider: PROVIDER.replace("cluster-a", "cluster-b") };
    const clusters = clustersIn(state(resource("z"), resource("m", other), resource("a")));
    assert.deepEqual(
      clusters.map(({ cluster, objects }) => [cluster, objects.map(({ name }) => name)]),
      [
        ["cluster-a", ["z", "a"]],
        ["cluster-b", ["m"]],
      ],
    );
  });

  it("passes over other clouds, components, what is being deleted, and releases", () => {
    const [cluster, ...none] = clustersIn(
      state(
        resource("bucket", { type: "aws:s3/bucket:Bucket" }),
        resource("group", { custom: false }),
        resource("old", { delete: true }),
        resource("release", { type: "kubernetes:helm.sh/v3:Release" }),
        resource("kept"),
      ),
    );
    assert.deepEqual(none, []);
    assert.deepEqual(
      cluster?.objects.map(({ name }) => name),
      ["kept"],
    );
  });

  it("knows the namespaces that Helm makes, and no other", () => {
    const type = "kubernetes:helm.sh/v3:Release";
    const [cluster] = clustersIn(
      state(
        resource("one", { type, inputs: { namespace: "made", createNamespace: true } }),
        resource("two", { type, inputs: { namespace: "ours" } }),
      ),
    );
    assert.deepEqual(cluster?.helmNamespaces, ["made"]);
  });

  it("marks patches", () => {
    const [cluster] = clustersIn(
      state(resource("a"), resource("b", { type: "kubernetes:core/v1:ConfigMapPatch" })),
    );
    assert.deepEqual(
      cluster?.objects.map(({ isPatch }) => isPatch),
      [false, true],
    );
  });

  it("names the resource whose inputs are no object", () => {
    assert.throws(
      () => clustersIn(state(resource("a", { inputs: { apiVersion: "v1" } }))),
      /ConfigMap::a: .*kind/s,
    );
  });
});

describe("values of a state", () => {
  it("takes secrets out of their envelopes, at any depth", () => {
    const value = { data: [{ ...SECRET, plaintext: JSON.stringify({ password: "p" }) }] };
    assert.deepEqual(plain(value), { data: [{ password: "p" }] });
  });

  it("refuses a secret that is encrypted", () => {
    assert.throws(() => plain({ ...SECRET, ciphertext: "v1:x" }), /--show-secrets/);
  });

  it("refuses what is not known", () => {
    assert.throws(() => plain({ host: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }), /not known/);
  });
});

describe("the pod of a workload", () => {
  it("is its template in its namespace, under a name that the server completes", () => {
    const spec = { containers: [{ name: "web" }] };
    assert.deepEqual(podOf(deployment({ metadata: { labels: { app: "web" } }, spec }))?.pod, {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { labels: { app: "web" }, generateName: "web-", namespace: "app" },
      spec,
    });
  });

  it("is found below the job of a CronJob", () => {
    const spec = { restartPolicy: "Never" };
    const pod = podOf({
      name: "nightly",
      isPatch: false,
      object: {
        apiVersion: "batch/v1",
        kind: "CronJob",
        metadata: { name: "nightly", namespace: "app" },
        spec: { jobTemplate: { spec: { template: { spec } } } },
      },
    });
    assert.deepEqual(pod?.pod.spec, spec);
  });

  it("is none for what makes no pods", () => {
    const item = deployment({});
    assert.equal(podOf({ ...item, object: { ...item.object, kind: "Service" } }), undefined);
  });
});
