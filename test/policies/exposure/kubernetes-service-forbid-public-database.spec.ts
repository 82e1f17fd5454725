import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import type { Values } from "../../../facts/values";
import { exposureKubernetesServiceForbidPublicDatabase as policy } from "../../../policies/exposure/kubernetes-service-forbid-public-database";
import { messages, resource, stackMessages, undecidedMessage } from "../../support/policy";

const service = (spec: Values, annotations: Values = {}) =>
  resource("kubernetes:core/v1:Service", "db", {
    metadata: { name: "db", annotations },
    spec: { selector: { app: "db" }, ports: [{ port: 5432 }], ...spec },
  });
const pods = resource("kubernetes:apps/v1:StatefulSet", "pg", {
  spec: {
    template: {
      metadata: { labels: { app: "db", tier: "data" } },
      spec: { containers: [{ name: "pg", image: "docker.io/library/postgres:17" }] },
    },
  },
});
const BY_PORT =
  "spec.ports[0] leads to PostgreSQL through a public load balancer; use type ClusterIP, or annotate the load balancer as internal.";

describe("exposure-kubernetes-service-forbid-public-database", () => {
  it("is silent on a Service inside of the cluster", () => {
    assert.deepEqual(stackMessages(policy, [service({ type: "ClusterIP" }), pods]), []);
  });

  it("names a load balancer on a database port", () => {
    assert.deepEqual(messages(policy, service({ type: "LoadBalancer" })), [BY_PORT]);
  });

  it("names a port on every node", () => {
    assert.equal(stackMessages(policy, [service({ type: "NodePort" })]).length, 1);
  });

  it("accepts an internal load balancer", () => {
    const key = "service.beta.kubernetes.io/aws-load-balancer-scheme";
    assert.deepEqual(
      stackMessages(policy, [service({ type: "LoadBalancer" }, { [key]: "internal" }), pods]),
      [],
    );
  });

  it("accepts named ranges and adds halves up", () => {
    const limited = (...ranges: readonly string[]) =>
      stackMessages(policy, [service({ type: "LoadBalancer", loadBalancerSourceRanges: ranges })])
        .length;
    assert.equal(limited("198.51.100.0/24"), 0);
    assert.equal(limited("0.0.0.0/1", "128.0.0.0/1"), 1);
  });

  it("follows the selector to a database image behind another port", () => {
    const views = [service({ type: "LoadBalancer", ports: [{ port: 443 }] }), pods];
    assert.deepEqual(stackMessages(policy, views), [
      "db: internet -> a public load balancer -> db -> pg, which holds data; use type ClusterIP, or annotate the load balancer as internal.",
    ]);
  });

  it("is undecided when the type is unknown", () => {
    assert.deepEqual(stackMessages(policy, [service({ type: UNKNOWN })]), [
      `db: ${undecidedMessage("spec.type")}`,
    ]);
  });
});
