import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import type { Values } from "../../../facts/values";
import { exposureKubernetesNamespaceRequireDefaultDeny as policy } from "../../../policies/exposure/kubernetes-namespace-require-default-deny";
import { resource, stackMessages } from "../../support/policy";

const namespace = resource("kubernetes:core/v1:Namespace", "app", { metadata: { name: "app" } });
const api = resource("kubernetes:apps/v1:Deployment", "api", { metadata: { namespace: "app" } });
const deny = (spec: Values) =>
  resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "deny", {
    metadata: { namespace: "app" },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], ...spec },
  });
const MISSING =
  "api: metadata.namespace app has no NetworkPolicy that denies by default; add one with an empty podSelector and policyTypes Ingress and Egress.";

describe("exposure-kubernetes-namespace-require-default-deny", () => {
  it("is silent where a policy selects every pod", () => {
    assert.deepEqual(stackMessages(policy, [namespace, api, deny({})]), []);
  });

  it("names a namespace without any policy, once", () => {
    const worker = resource("kubernetes:apps/v1:Deployment", "worker", api.inputs);
    assert.deepEqual(stackMessages(policy, [namespace, api, worker]), [MISSING]);
  });

  it("does not count a policy for some pods", () => {
    const some = deny({ podSelector: { matchLabels: { app: "api" } } });
    assert.deepEqual(stackMessages(policy, [api, some]), [MISSING]);
  });

  it("demands both directions, over one policy or two", () => {
    const ingress = deny({ policyTypes: ["Ingress"] });
    const egress = { ...deny({ policyTypes: ["Egress"] }), urn: "urn:egress", name: "egress" };
    assert.deepEqual(stackMessages(policy, [api, ingress]), [MISSING]);
    assert.deepEqual(stackMessages(policy, [api, ingress, egress]), []);
  });

  it("knows that policyTypes left out do not concern egress", () => {
    const spec = { podSelector: {} };
    const bare = { ...deny({}), inputs: { metadata: { namespace: "app" }, spec } };
    assert.deepEqual(stackMessages(policy, [api, bare]), [MISSING]);
  });

  it("does not count a policy that admits everyone", () => {
    assert.deepEqual(stackMessages(policy, [api, deny({ ingress: [{}] })]), [MISSING]);
  });

  it("follows a namespace whose name is not known yet", () => {
    const later = resource(
      "kubernetes:apps/v1:Deployment",
      "api",
      { metadata: { namespace: UNKNOWN } },
      { dependencies: { metadata: [namespace.urn] } },
    );
    assert.deepEqual(stackMessages(policy, [namespace, later, deny({})]), []);
    assert.deepEqual(stackMessages(policy, [namespace, later]), [MISSING]);
  });
});
