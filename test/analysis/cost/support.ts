/** Resources for cost specs. */
import assert from "node:assert/strict";
import { type EstimateOptions, type UsageFile, estimateCost } from "../../../analysis/cost";
import type { ResourceView } from "../../../analysis/resource";
import type { Values } from "../../../facts/values";

/** A resource of a test. */
export function view(type: string, inputs: Values, more: Partial<ResourceView> = {}): ResourceView {
  const name = more.name ?? "it";
  const urn = `urn:pulumi:test::test::${type}::${name}`;
  return { urn, type, name, inputs, outputs: {}, provider: {}, dependencies: {}, ...more };
}

/** One published price: inputs, and what it costs a month. */
export interface PriceCase {
  readonly title: string;
  readonly type: string;
  readonly inputs: Values;
  readonly usage?: UsageFile[string];
  readonly region?: string;
  readonly options?: EstimateOptions;
  /** The arithmetic, with the published unit prices. */
  readonly usd: number;
  /** The largest size, where it differs. */
  readonly maximumUsd?: number;
}

/** Declares a test for each case: 100 % priced, within 1 %. */
export function specifyPrices(cases: readonly PriceCase[]): void {
  for (const { title, type, inputs, usage, region, options, usd, maximumUsd } of cases) {
    it(`${title} costs ${usd.toFixed(2)}`, () => {
      const estimate = estimateCost([view(type, inputs)], {
        defaultRegion: region ?? "us-east-1",
        ...(usage === undefined ? {} : { usage: { [type]: usage } }),
        ...options,
      });
      assert.deepEqual(estimate.unpriced, []);
      assert.ok(
        Math.abs(estimate.monthlyUsd - usd) <= 0.01 * usd + 1e-9,
        `${estimate.monthlyUsd} for ${usd}`,
      );
      const maximum = maximumUsd ?? usd;
      assert.ok(
        Math.abs(estimate.maximumMonthlyUsd - maximum) <= 0.01 * maximum + 1e-9,
        `maximum ${estimate.maximumMonthlyUsd} for ${maximum}`,
      );
    });
  }
}
