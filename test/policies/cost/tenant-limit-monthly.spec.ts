import assert from "node:assert/strict";
import { costAutoscalingLimitMaximum } from "../../../policies/cost/autoscaling-limit-maximum";
import { costStackLimitMonthly } from "../../../policies/cost/stack-limit-monthly";
import { costTenantLimitMonthly as policy } from "../../../policies/cost/tenant-limit-monthly";
import type { Settings } from "../../../policies/frame/settings";
import { stackMessages } from "../../support/policy";
import { ceiling, views } from "./stack";

const ACME = { tags: { tenant: "acme" } };

/** Database and nodes of one tenant beside a shared control plane. */
const stack = (nodes: Parameters<typeof views>[1] = {}) => views(ACME, { ...ACME, ...nodes });

const tenants = (monthlyUsd: number): Settings => ({
  ...ceiling(80),
  tenants: { acme: monthlyUsd },
});

describe("cost-tenant-limit-monthly", () => {
  it("is silent on a tenant within its own ceiling, and on a stack without tenants", () => {
    assert.deepEqual(stackMessages(policy, stack(), tenants(410)), []);
    assert.deepEqual(stackMessages(policy, stack(), ceiling(80)), []);
  });

  it("names the tenant, its sum, its ceiling and what mends it", () => {
    const [message, ...others] = stackMessages(policy, stack(), tenants(400));
    assert.deepEqual(others, []);
    assert.match(
      message ?? "",
      /the tenant acme costs \$405\.23 a month, \$5\.23 over the ceiling of \$400\.00 \(podcast-platform:enterpriseTenants, monthlyUsd of acme\)/,
    );
    assert.match(message ?? "", /Largest: database \$211\.53, nodes \$193\.70\./);
  });

  it("blocks autoscaling limits above twice the ceiling", () => {
    const tenfold = { scalingConfig: { desiredSize: 3, minSize: 3, maxSize: 60 } };
    const [message] = stackMessages(policy, stack(tenfold), tenants(410));
    assert.match(
      message ?? "",
      /with every autoscaling limit reached the tenant acme costs .* over the ceiling of \$820\.00/,
    );
  });

  it("takes what the tenant pays for out of the shared ceiling", () => {
    const shared = [costStackLimitMonthly, costAutoscalingLimitMaximum];
    assert.deepEqual(
      shared.flatMap((each) => stackMessages(each, stack(), tenants(410))),
      [],
    );
  });

  it("counts the tag of a tenant that the stack does not name as shared", () => {
    const [message] = stackMessages(costStackLimitMonthly, stack(), {
      ...ceiling(80),
      tenants: { zeta: 1000 },
    });
    assert.match(message ?? "", /the stack costs \$478\.23 a month/);
  });
});
