import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import type { Values } from "../../../facts/values";
import { workloadScaledDeploymentForbidReplicas as policy } from "../../../policies/workload/scaled-deployment-forbid-replicas";
import { resource, stackMessages } from "../../support/policy";

const deployment = (spec: Values) =>
  resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api", namespace: "app" },
    spec,
  });
const scaler = (name: Values["x"], from: readonly string[] = []) =>
  resource(
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    "api",
    {
      metadata: { namespace: "app" },
      spec: { scaleTargetRef: { kind: "Deployment", name: name ?? UNKNOWN } },
    },
    { dependencies: { spec: from } },
  );
const SET = "api: spec.replicas is set although an autoscaler decides it; remove it.";

describe("workload-scaled-deployment-forbid-replicas", () => {
  it("is silent where no number is stated", () => {
    assert.deepEqual(stackMessages(policy, [deployment({}), scaler("api")]), []);
  });

  it("names the number, zero included", () => {
    assert.deepEqual(stackMessages(policy, [deployment({ replicas: 0 }), scaler("api")]), [SET]);
  });

  it("leaves workloads without an autoscaler alone", () => {
    assert.deepEqual(stackMessages(policy, [deployment({ replicas: 2 }), scaler("other")]), []);
  });

  it("leaves a workload of the same name in another namespace alone", () => {
    const other = { metadata: { name: "api", namespace: "tenant" }, spec: { replicas: 2 } };
    const view = resource("kubernetes:apps/v1:Deployment", "api", other);
    assert.deepEqual(stackMessages(policy, [view, scaler("api")]), []);
  });

  it("tells namespaces that are not known yet apart by what they come from", () => {
    const inNamespace = (type: string, inputs: Values, from: string) =>
      resource(
        type,
        "api",
        { ...inputs, metadata: { name: "api", namespace: UNKNOWN } },
        { dependencies: { metadata: [from] } },
      );
    const hpa = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
    const one = inNamespace(
      hpa,
      { spec: { scaleTargetRef: { kind: "Deployment", name: "api" } } },
      "urn:one",
    );
    const deploymentIn = (from: string) =>
      inNamespace("kubernetes:apps/v1:Deployment", { spec: { replicas: 2 } }, from);
    assert.deepEqual(stackMessages(policy, [deploymentIn("urn:other"), one]), []);
    assert.deepEqual(stackMessages(policy, [deploymentIn("urn:one"), one]), [SET]);
  });

  it("follows a target whose name is not known yet", () => {
    const api = deployment({ replicas: 2 });
    assert.deepEqual(stackMessages(policy, [api, scaler(UNKNOWN, [api.urn])]), [SET]);
  });
});
