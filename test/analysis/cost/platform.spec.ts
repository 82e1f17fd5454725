import assert from "node:assert/strict";
import { type CostEstimate, estimateCost } from "../../../analysis/cost";
import type { ResourceView } from "../../../analysis/resource";
import type { Values } from "../../../facts/values";
import { planOf, resourcesOf } from "../../support/recorded";

/** The resources that a stack declares, as the engine would show them. */
async function viewsOf(stack: string): Promise<readonly ResourceView[]> {
  const recorded = await resourcesOf(stack);
  const inputsOf = new Map(recorded.map((one) => [one.urn, one.inputs as Values]));
  return recorded.map(({ urn, type, name, parent, provider, inputs }) => ({
    urn,
    type,
    name,
    inputs: inputs as Values,
    outputs: { id: `${name}-id`, arn: `arn:aws:mock:::${name}` },
    // The engine names a provider as its URN and its id.
    provider: inputsOf.get(provider.slice(0, provider.lastIndexOf("::"))) ?? {},
    parent,
    dependencies: {},
  }));
}

/** The bill of a stack, as the policies estimate it. */
async function bill(stack: string, tenants: number): Promise<CostEstimate> {
  const primaryRegion = planOf(stack).primary.region;
  return estimateCost(await viewsOf(stack), { primaryRegion, tenants, day: "2026-11-20" });
}

/** The shared platform's monthly ceilings. Source: design, "Stacks". */
const CEILINGS = [
  { stack: "dev", tenants: 10, monthlyUsd: 300 },
  { stack: "staging", tenants: 10, monthlyUsd: 500 },
  { stack: "prod", tenants: 1000, monthlyUsd: 1400 },
  { stack: "prod-eu", tenants: 1000, monthlyUsd: 1550 },
] as const;

describe("the bill of the platform's stacks", function () {
  // Builds four stacks.
  this.timeout(120_000);

  it("has a price for everything that a stack declares", async () => {
    for (const { stack, tenants } of CEILINGS) {
      assert.deepEqual((await bill(stack, tenants)).unpriced, [], stack);
    }
  });

  it("keeps each stack below its ceiling, and below twice that with all limits reached", async () => {
    for (const { stack, tenants, monthlyUsd } of CEILINGS) {
      const { monthlyUsd: total, maximumMonthlyUsd, lines } = await bill(stack, tenants);
      // A tenant with things of its own has a ceiling of its own; this one is the shared platform's.
      const shared = total - lines.Enterprise;
      assert.ok(shared < monthlyUsd, `${stack} ${shared}`);
      assert.ok(maximumMonthlyUsd < 2 * monthlyUsd, `${stack} ${maximumMonthlyUsd}`);
    }
  });

  it("keeps prod's compute, database and cache within the seed's lines", async () => {
    // Source: seed, "Cost Estimates", Year 1. The network has no line there: it was forgotten.
    const { lines } = await bill("prod", 1000);
    assert.ok(lines.Compute > 250 && lines.Compute < 500, `Compute ${lines.Compute}`);
    assert.ok(lines.Database > 150 && lines.Database < 300, `Database ${lines.Database}`);
    assert.ok(lines.Redis > 30 && lines.Redis < 100, `Redis ${lines.Redis}`);
    assert.ok(lines.Network > 100, "three NAT gateways");
  });
});
