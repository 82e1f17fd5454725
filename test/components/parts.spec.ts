import assert from "node:assert/strict";
import { buildCell } from "../../components/build";
import { amiTypeOf } from "../../components/compute/ami";
import { generationName, siteName } from "../../components/naming";
import { planOf, record } from "../support/recorded";

describe("machine images", () => {
  it("follow the processor of the pool", () => {
    assert.equal(amiTypeOf(["m7g.large", "r7g.large"]), "AL2023_ARM_64_STANDARD");
  });

  it("are refused for a type that is in no table", () => {
    assert.throws(() => amiTypeOf(["m7g.large", "x9.large"]), /m7g\.large, x9\.large; allowed/);
  });

  it("are refused for an empty pool", () => {
    assert.throws(() => amiTypeOf([]), /allowed are types/);
  });
});

describe("physical names", () => {
  const cell = planOf("prod");
  const place = { cell, site: cell.primary };

  it("say whose they are", () => {
    assert.equal(siteName("iamRole", place, "flow-logs"), "podcast-prod-primary-flow-logs");
  });

  it("end with the generation where data is held", () => {
    const later = { ...cell.primary, data: { ...cell.primary.data, generation: 3 } };
    const name = generationName("rdsInstance", { cell, site: later }, "database");
    assert.equal(name, "podcast-prod-primary-database-g3");
  });

  it("differ between the two sites of a cell", () => {
    const standby = { cell, site: { ...cell.primary, role: "standby" } } as const;
    assert.notEqual(siteName("iamRole", place, "nodes"), siteName("iamRole", standby, "nodes"));
  });
});

describe("a plan that cannot be built", () => {
  it("is refused for a cloud without components, before any resource", () => {
    const gcp = { ...planOf("dev"), cloud: "gcp" } as const;
    assert.throws(() => buildCell(gcp), /cloud is gcp; components exist for aws/);
  });

  it("is refused when a NAT gateway has no public subnet", async () => {
    const dev = planOf("dev");
    const network = { ...dev.primary.network, natZones: ["us-east-1z"] };
    const broken = { ...dev, primary: { ...dev.primary, network } };
    await assert.rejects(
      record("dev", () => buildCell(broken)),
      /natZones has us-east-1z, which has no public subnet/,
    );
  });

  it("is refused when the workloads' operators are missing", async () => {
    const dev = planOf("dev");
    const compute = { ...dev.primary.compute, operators: [] };
    const broken = { ...dev, primary: { ...dev.primary, compute } };
    await assert.rejects(
      record("dev", () => buildCell(broken)),
      /operators has no (cert-manager|external-secrets)/,
    );
  });
});
