import assert from "node:assert/strict";
import {
  PRICE_FACTS,
  PRICE_TWINS,
  STALE_AFTER_DAYS,
  ageDays,
  earliestDay,
  findPrice,
  indexPrices,
  stalePrices,
  standing,
  unitPrice,
} from "../../facts/prices";
import { keyText } from "../../facts/prices/book";

const ec2 = { cloud: "aws", service: "ec2", region: "us-east-1" } as const;
const rds = { cloud: "aws", service: "rds", region: "us-east-1" } as const;
const row = {
  ...ec2,
  sku: "m9z.large",
  unit: "hour",
  usd: 0.1,
  purchase: "on-demand",
  source: "a page",
  asOf: "2026-01-01",
};

describe("price book", () => {
  it("has 565 rows, 136 of them unverified", () => {
    assert.equal(PRICE_FACTS.length, 565);
    assert.equal(PRICE_FACTS.filter((fact) => standing(fact) === "unverified").length, 136);
  });

  it("gives every row a source, a date and a unit", () => {
    for (const fact of PRICE_FACTS) {
      assert.ok(fact.source !== "" && fact.asOf !== "" && fact.unit !== "", keyText(fact));
    }
  });

  it("finds each row by its own key and no other", () => {
    for (const fact of PRICE_FACTS) assert.equal(findPrice(fact), fact);
    assert.equal(new Set(PRICE_FACTS.map(keyText)).size, PRICE_FACTS.length);
  });

  it("refuses a malformed row and a key that stands twice, in one message", () => {
    assert.throws(
      () => indexPrices([row, row, { ...row, usd: -1, sku: "other" }, { cloud: "azure" }, 7]),
      (error: Error) => {
        assert.match(error.message, /has 4 problem\(s\)/);
        assert.match(
          error.message,
          /row 1: aws\|ec2\|m9z.large\|us-east-1\|on-demand stands twice/,
        );
        assert.match(error.message, /row 2: usd is no price/);
        assert.match(
          error.message,
          /row 3: has no service, .*cloud is none of aws, gcp, cloudflare/,
        );
        assert.match(error.message, /row 4: is not an object/);
        return true;
      },
    );
  });

  it("never answers with a neighbour", () => {
    assert.equal(findPrice({ ...ec2, sku: "m7g.large", region: "eu-north-1" }), null);
    assert.equal(findPrice({ ...ec2, sku: "m7g.12xlarge" }), null);
    assert.equal(findPrice({ ...ec2, sku: "m7g.large", purchase: "reserved" }), null);
    assert.equal(findPrice({ ...ec2, sku: "m7g.large" })?.usd, 0.0816);
  });

  it("prices every machine of the planner's EU and US regions on demand", () => {
    const regions = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1"];
    const skus = ["t4g.small", "t4g.large", "m7g.large", "m7g.xlarge", "r7g.large", "c8g.xlarge"];
    const gaps = regions.flatMap((region) =>
      skus.filter((sku) => findPrice({ ...ec2, sku, region }) === null).map((sku) => sku + region),
    );
    assert.deepEqual(gaps, []);
  });
});

describe("derived prices", () => {
  it("are the row itself where the book has it", () => {
    const price = unitPrice({ ...ec2, sku: "m7g.large" });
    assert.equal(price?.usd, 0.0816);
    assert.equal(price.verified, true);
    assert.equal(price.derivation, undefined);
  });

  it("keep an unverified row unverified", () => {
    assert.equal(unitPrice({ ...rds, sku: "db.m7g.large PostgreSQL Single-AZ" })?.verified, false);
  });

  it("double a Single-AZ price, say so, and are unverified", () => {
    const price = unitPrice({ ...rds, sku: "db.r7g.large PostgreSQL Multi-AZ" });
    assert.equal(price?.usd, 2 * 0.239);
    assert.equal(price.verified, false);
    assert.match(price.derivation ?? "", /two Single-AZ/);
  });

  it("scale within a family by the vendor's factors", () => {
    const price = unitPrice({ ...ec2, sku: "m7g.4xlarge" });
    assert.ok(Math.abs((price?.usd ?? 0) - 0.6528) < 1e-9);
    assert.match(price?.derivation ?? "", /from 2xlarge/);
  });

  it("agree with the rows of the book within 3 % where a size is listed", () => {
    // The rule from the next smaller size against the listed price of the larger one.
    const pairs = [
      ["m7g.large", "m7g.xlarge"],
      ["r7g.large", "r7g.xlarge"],
      ["t4g.small", "t4g.medium"],
    ] as const;
    for (const [small, large] of pairs) {
      const derived = 2 * (findPrice({ ...ec2, sku: small })?.usd ?? 0);
      const listed = findPrice({ ...ec2, sku: large })?.usd ?? 0;
      assert.ok(Math.abs(derived / listed - 1) < 0.03, `${small} -> ${large}`);
    }
  });

  it("never scale a spot price, which follows demand", () => {
    assert.equal(unitPrice({ ...ec2, sku: "m7g.4xlarge", purchase: "spot" }), null);
  });

  it("give Valkey a fifth less than Redis", () => {
    const key = { cloud: "aws", service: "elasticache", region: "eu-west-1" } as const;
    const price = unitPrice({ ...key, sku: "cache.t4g.small Valkey" });
    assert.ok(Math.abs((price?.usd ?? 0) - 0.8 * 0.034) < 1e-12);
  });

  it("stay null where no rule holds", () => {
    assert.equal(unitPrice({ ...ec2, sku: "m7g.large", region: "ap-south-1" }), null);
    assert.equal(unitPrice({ ...rds, sku: "db.x9.large Oracle Single-AZ" }), null);
  });

  it("take a twin region's price only where every sourced price of both agrees", () => {
    for (const [region, twin] of Object.entries(PRICE_TWINS)) {
      const both = PRICE_FACTS.filter((fact) => fact.region === region)
        .filter((fact) => fact.purchase !== "spot" && standing(fact) === "verified")
        .map((fact) => [fact, findPrice({ ...fact, region: twin })] as const)
        .filter(([, other]) => other !== null && standing(other) === "verified");
      assert.ok(both.length > 10, `${region} is compared with ${twin} in ${both.length} rows`);
      for (const [fact, other] of both) assert.equal(fact.usd, other?.usd, keyText(fact));
    }
  });
});

describe("age of prices", () => {
  const now = new Date("2026-11-20T00:00:00Z");

  it("reads a date as precisely as the source says", () => {
    assert.equal(earliestDay("2026-01-19")?.toISOString().slice(0, 10), "2026-01-19");
    assert.equal(earliestDay("2026-03")?.toISOString().slice(0, 10), "2026-03-01");
    assert.equal(earliestDay("2025-H2 or later")?.toISOString().slice(0, 10), "2025-07-01");
    assert.equal(earliestDay("2026?")?.toISOString().slice(0, 10), "2026-01-01");
    assert.equal(earliestDay("undated"), null);
  });

  it("counts days and calls a row stale after half a year", () => {
    const fresh = { ...row, asOf: "2026-11-01" };
    const old = { ...row, asOf: "2026-01-01" };
    assert.equal(ageDays(fresh, now), 19);
    assert.equal(STALE_AFTER_DAYS, 180);
    assert.deepEqual(
      stalePrices([fresh, old, { ...row, asOf: "n/a" }], now).map((f) => f.asOf),
      ["2026-01-01", "n/a"],
    );
  });

  it("has no row from the future and none older than two and a half years, but one of 2021", () => {
    const ages = PRICE_FACTS.map((fact) => [keyText(fact), ageDays(fact, now)] as const);
    const wrong = ages.filter(([, age]) => age !== null && (age < 0 || age > 913));
    assert.ok(
      wrong.every(([key]) => key.includes("gateway endpoint")),
      JSON.stringify(wrong),
    );
  });
});
