import assert from "node:assert/strict";
import { COST_LINES } from "../../facts/lines";
import {
  API_SCALING,
  GROWTH,
  WORKER_SCALING,
  YEAR1_MONTHLY_USD,
  YEAR1_TOTAL_MONTHLY_USD,
} from "../../facts/seed";
import { EC2_SIZES, maxConnections, RDS_SIZES } from "../../facts/sizes";
import { EKS_ADDON_VERSIONS, EKS_ADDONS, EKS_VERSION, EKS_VERSIONS } from "../../facts/versions";

describe("versions", () => {
  it("runs the Kubernetes version whose standard support lasts longest", () => {
    const last = Object.entries(EKS_VERSIONS).toSorted((a, b) =>
      b[1].standardSupportEnds.localeCompare(a[1].standardSupportEnds),
    )[0]?.[0];
    assert.equal(EKS_VERSION, last);
  });

  it("ends standard support before extended support, fourteen months after the release", () => {
    for (const [version, dates] of Object.entries(EKS_VERSIONS)) {
      const months =
        (Date.parse(dates.standardSupportEnds) - Date.parse(dates.released)) / (30.4 * 86_400_000);
      assert.equal(Math.round(months), 14, version);
      assert.ok(dates.extendedSupportEnds > dates.standardSupportEnds, version);
    }
  });

  it("pins every add-on, with a kube-proxy of the cluster's own minor version", () => {
    const versions = EKS_ADDON_VERSIONS[EKS_VERSION];
    for (const name of EKS_ADDONS) assert.match(versions[name], /^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    assert.ok(versions["kube-proxy"].startsWith(`v${EKS_VERSION}.`));
  });
});

describe("sizes", () => {
  it("accepts as many connections as the vendor's formula gives", () => {
    assert.equal(maxConnections(RDS_SIZES["db.t4g.micro"]), 112);
    assert.equal(maxConnections(RDS_SIZES["db.t4g.large"]), 901);
    assert.equal(maxConnections(RDS_SIZES["db.r7g.8xlarge"]), 5000);
  });

  it("offers Graviton only, so that one image architecture is enough", () => {
    const all = [...Object.values(EC2_SIZES), ...Object.values(RDS_SIZES)];
    assert.deepEqual([...new Set(all.map((size) => size.arch))], ["arm64"]);
  });

  it("lets no type be busy for ever with more CPUs than it has", () => {
    for (const [name, size] of Object.entries(EC2_SIZES)) {
      assert.ok(size.sustainedVcpu <= size.vcpu, name);
      assert.equal(size.sustainedVcpu < size.vcpu, name.startsWith("t"), name);
    }
  });
});

describe("the seed's numbers", () => {
  it("add up to the printed total, line by line", () => {
    const sum = Object.values(YEAR1_MONTHLY_USD).reduce<number>((a, b) => a + b, 0);
    assert.equal(sum, YEAR1_TOTAL_MONTHLY_USD);
    assert.deepEqual(Object.keys(YEAR1_MONTHLY_USD), COST_LINES.slice(0, 8));
  });

  it("scale the API fast up and slowly down", () => {
    assert.deepEqual(API_SCALING, {
      minReplicas: 3,
      maxReplicas: 50,
      cpuUtilizationPercent: 70,
      memoryUtilizationPercent: 80,
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: 300,
          policies: [{ type: "Percent", value: 50, periodSeconds: 60 }],
        },
        scaleUp: {
          stabilizationWindowSeconds: 0,
          policies: [
            { type: "Percent", value: 100, periodSeconds: 15 },
            { type: "Pods", value: 4, periodSeconds: 15 },
          ],
        },
      },
    });
  });

  it("scale workers slowly up and fast down", () => {
    const { scaleDown, scaleUp } = WORKER_SCALING.behavior;
    assert.deepEqual(
      [scaleDown.stabilizationWindowSeconds, scaleDown.policies],
      [60, [{ type: "Percent", value: 50, periodSeconds: 30 }]],
    );
    assert.deepEqual(
      [scaleUp.stabilizationWindowSeconds, scaleUp.policies],
      [300, [{ type: "Percent", value: 25, periodSeconds: 60 }]],
    );
  });

  it("grow tenfold, then fivefold", () => {
    assert.deepEqual(
      [GROWTH.year1.tenants, GROWTH.year2.tenants, GROWTH.year3.tenants],
      [1000, 10_000, 50_000],
    );
  });
});
