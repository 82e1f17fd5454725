import assert from "node:assert/strict";
import { at, listAt, ofType } from "../support/find";
import { planOf, type Recorded, resourcesOf } from "../support/recorded";

const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

describe("network policies", () => {
  let policies: readonly Recorded[] = [];
  let namespaces: readonly string[] = [];
  before(async () => {
    const prod = await resourcesOf("prod");
    policies = ofType(prod, POLICY);
    namespaces = ofType(prod, "kubernetes:core/v1:Namespace").map(({ inputs }) =>
      String(at(inputs, "metadata", "name")),
    );
  });

  function named(namespace: string, name: string): unknown {
    const found = policies.find(
      ({ inputs }) =>
        at(inputs, "metadata", "namespace") === namespace &&
        at(inputs, "metadata", "name") === name,
    );
    assert.ok(found !== undefined, `${namespace}/${name}`);
    return found.inputs.spec;
  }

  it("close every namespace of ours in both directions", () => {
    for (const one of [
      "podcast-platform",
      "external-secrets",
      "keda",
      "timeseries",
      "tenant-acme",
    ]) {
      assert.ok(namespaces.includes(one), one);
    }
    for (const namespace of namespaces) {
      const spec = named(namespace, "default-deny");
      assert.deepEqual(at(spec, "podSelector"), {});
      assert.deepEqual(at(spec, "policyTypes"), ["Ingress", "Egress"]);
      // A direction that is named and has no rules admits nothing.
      assert.deepEqual([listAt(spec, "ingress"), listAt(spec, "egress")], [[], []]);
    }
  });

  it("let every pod ask the cluster's name servers, and no other", () => {
    const spec = named("podcast-platform", "allow-dns");
    assert.deepEqual(listAt(spec, "egress", 0, "to"), [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
        podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
      },
    ]);
  });

  it("let users reach the API by way of the gateway alone", () => {
    const spec = named("podcast-platform", "api-service-users");
    assert.deepEqual(listAt(spec, "ingress"), [
      {
        from: [
          { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "gateway" } } },
        ],
        ports: [{ protocol: "TCP", port: 8000 }],
      },
    ]);
  });

  it("let the pooler alone reach the database, in its subnets", () => {
    const isolated = planOf("prod")
      .primary.network.subnets.filter(({ tier }) => tier === "isolated")
      .map(({ cidr }) => ({ ipBlock: { cidr } }));
    // Pods that administrate it have policies of their own, in other namespaces.
    const ways = policies.filter(
      ({ inputs }) =>
        at(inputs, "metadata", "namespace") === "podcast-platform" &&
        listAt(inputs, "spec", "egress").some(
          (way) =>
            JSON.stringify(way).includes(JSON.stringify(isolated[0])) &&
            JSON.stringify(way).includes('"port":5432'),
        ),
    );
    assert.deepEqual(
      ways.map(({ name }) => name),
      ["primary-compute-foundation-podcast-platform-pgbouncer"],
    );
    const spec = named("podcast-platform", "pgbouncer");
    assert.deepEqual(listAt(spec, "egress", 0, "to"), isolated);
  });

  it("admit to the pooler those workloads that read the database", () => {
    const spec = named("podcast-platform", "pgbouncer");
    const clients = listAt(spec, "ingress", 0, "from").map((peer) =>
      at(peer, "podSelector", "matchLabels", "app.kubernetes.io/name"),
    );
    assert.deepEqual(clients, ["api-service", "celery-worker"]);
  });

  it("let application pods and the scaler reach the cache, in its subnets", () => {
    const ways = policies
      .filter(({ inputs }) => at(inputs, "metadata", "namespace") !== "tenant-acme")
      .filter(({ inputs }) => JSON.stringify(inputs).includes('"port":6379'))
      .map(({ inputs }) => at(inputs, "metadata", "name"));
    assert.deepEqual(ways.toSorted(), [
      "api-service-stores",
      "celery-scheduler-stores",
      "celery-worker-stores",
      "proxies-and-counters",
      "queues",
    ]);
  });

  it("keep pods that reach the internet out of every private range", () => {
    const spec = named("podcast-platform", "celery-worker-internet");
    const [to] = listAt(spec, "egress", 0, "to");
    assert.equal(at(to, "ipBlock", "cidr"), "0.0.0.0/0");
    for (const range of ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"]) {
      assert.ok(listAt(to, "ipBlock", "except").includes(range), range);
    }
  });
});
