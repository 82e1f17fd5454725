import assert from "node:assert/strict";
import type { OperatorPlan } from "../../../plan/cell";
import { SHAPES } from "../../../plan/environments";
import { clusterServices } from "../../../plan/load";
import { inOrder, type OperatorContext } from "../../../plan/operators";
import { certManager } from "../../../plan/operators/cert-manager";
import { clusterAutoscaler } from "../../../plan/operators/cluster-autoscaler";
import { externalSecrets } from "../../../plan/operators/external-secrets";
import { keda } from "../../../plan/operators/keda";
import { planCell } from "../../../plan/plan";
import { configOf } from "../../support/config";

const one: OperatorContext = {
  clusterName: "podcast-dev",
  region: "us-east-1",
  replicas: 1,
  networkName: "dev-primary-network",
  gateway: SHAPES.dev.gateway,
};
const two: OperatorContext = { ...one, replicas: 2 };

function waiting(name: string, ...needs: readonly string[]): OperatorPlan {
  return { ...keda(), name, needs };
}

function namesOf(operators: readonly OperatorPlan[]): readonly string[] {
  return operators.map(({ name }) => name);
}

describe("operators", () => {
  it("are pinned, by a version and not by a range", () => {
    for (const { name, version } of planCell("prod", configOf("prod")).primary.compute.operators) {
      assert.match(version, /^v?\d+\.\d+\.\d+$/, name);
    }
  });

  it("stand after those that they need, and otherwise where they were", () => {
    const operators = [
      waiting("backup", "certificates"),
      waiting("other"),
      waiting("certificates"),
    ];
    assert.deepEqual(namesOf(inOrder(operators)), ["other", "certificates", "backup"]);
  });

  it("are refused when one waits for another that never comes", () => {
    assert.throws(
      () => inOrder([waiting("a", "b"), waiting("b", "a"), waiting("c", "nobody")]),
      /operators wait for others that never come: a needs b; b needs a; c needs nobody/,
    );
  });

  it("elect a leader among copies only where there are copies", () => {
    assert.equal(externalSecrets(one).values.leaderElect, false);
    assert.equal(externalSecrets(two).values.leaderElect, true);
  });

  it("count every copy for the nodes", () => {
    const { load } = externalSecrets(two);
    assert.deepEqual(load, { cpuMillis: 100, memoryMib: 384, pods: 5 });
    const alone = clusterServices(2, []);
    assert.deepEqual(clusterServices(2, [{ load }]), {
      cpuMillis: alone.cpuMillis + 100,
      memoryMib: alone.memoryMib + 384,
      pods: alone.pods + 5,
    });
  });
});

describe("cert-manager", () => {
  const { values, calledPorts, namespace } = certManager(two);

  it("brings its kinds, keeps them, and answers before anything else is made", () => {
    assert.deepEqual(values.crds, { enabled: true, keep: true });
    assert.equal((values.startupapicheck as { enabled: boolean }).enabled, true);
  });

  it("listens where the API server may call it", () => {
    assert.deepEqual(calledPorts, [(values.webhook as { securePort: number }).securePort]);
  });

  it("holds its lease in its own namespace", () => {
    assert.deepEqual(values.global, { leaderElection: { namespace } });
  });
});

describe("the node autoscaler", () => {
  it("finds the pools of its own cluster by their tags, in its own region", () => {
    const { autoDiscovery, awsRegion } = clusterAutoscaler(one).values;
    assert.deepEqual([autoDiscovery, awsRegion], [{ clusterName: "podcast-dev" }, "us-east-1"]);
  });

  it("gives back a node on which only system pods are left", () => {
    const args = clusterAutoscaler(one).values.extraArgs as Record<string, unknown>;
    assert.deepEqual([args.expander, args["skip-nodes-with-system-pods"]], ["least-waste", false]);
  });
});
