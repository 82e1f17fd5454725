import assert from "node:assert/strict";
import { estimateCost } from "../../../analysis/cost";
import type { Values } from "../../../facts/values";
import { view } from "./support";

const CLUSTER = view("aws:eks/cluster:Cluster", { region: "us-east-1", version: "1.34" });

/** What a release adds to the bill: a GB of gp3 is $0.08 a month in us-east-1. */
function volumesUsd(values: Values): number {
  const release = view(
    "kubernetes:helm.sh/v3:Release",
    { chart: "c", values },
    { name: "release" },
  );
  const priced = estimateCost([CLUSTER, release]).resources.find(({ urn }) => urn === release.urn);
  return Number((priced?.monthlyUsd ?? 0).toFixed(2));
}

const template = (storage: string): Values => ({
  volumeClaimTemplate: { spec: { resources: { requests: { storage } } } },
});

describe("the price of a release", () => {
  it("is that of the volumes which its values claim, for each copy", () => {
    const prometheusSpec = { replicas: 2, storageSpec: template("50Gi") };
    assert.equal(volumesUsd({ prometheus: { prometheusSpec } }), 8);
  });

  it("counts a chart's own volume, and none that it is lent", () => {
    const own = { persistence: { enabled: true, size: "10Gi" } };
    assert.equal(volumesUsd(own), 0.8);
    const lent = { persistence: { enabled: true, size: "10Gi", existingClaim: "there" } };
    assert.equal(volumesUsd(lent), 0);
  });

  it("is nothing where values claim nothing", () => {
    assert.equal(volumesUsd({ replicas: 3, persistence: { enabled: false, size: "10Gi" } }), 0);
  });
});
