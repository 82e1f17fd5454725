/** The ceilings of enterprise tenants. */
import { type Context, type Finding, type Stack, stackPolicy } from "../frame/policy";
import { violation } from "../frame/verdict";
import { MAXIMUM_FACTOR, PRICED_TYPES, overCeiling } from "./budget";

/** Judges one tenant, at the desired sizes and with every autoscaling limit reached. */
function judgeTenant(stack: Stack, context: Context, name: string, ceilingUsd: number) {
  const key = `podcast-platform:enterpriseTenants, monthlyUsd of ${name}`;
  const share = { only: name };
  const ceilings = [
    {
      measure: { kind: "monthly", share },
      ceilingUsd,
      subject: `the tenant ${name} costs`,
      key,
    },
    {
      measure: { kind: "maximum", share },
      ceilingUsd: ceilingUsd * MAXIMUM_FACTOR,
      subject: `with every autoscaling limit reached the tenant ${name} costs`,
      key: `${MAXIMUM_FACTOR} x ${key}`,
    },
  ] as const;
  return ceilings.flatMap((ceiling): readonly Finding[] => {
    const message = overCeiling(stack.resources, ceiling, context);
    return message === undefined ? [] : [{ verdict: violation("enterpriseTenants", message) }];
  });
}

/**
 * What carries the tag of an enterprise tenant stays within the ceiling of its entry, and within
 * twice of it with every autoscaling limit reached. Source: seed, Infrastructure Isolation
 * (Enterprise Tier); each tenant pays for what it alone has.
 */
export const costTenantLimitMonthly = stackPolicy({
  name: "cost-tenant-limit-monthly",
  description: "Each enterprise tenant costs no more a month than its own ceiling allows.",
  types: PRICED_TYPES,
  frameworks: ["SOC 2 CC3.2"],
  example: { good: "the tenant's sum is below its monthlyUsd", bad: "a database four sizes up" },
  judge: (stack, context) =>
    Object.entries(context.settings.tenants ?? {}).flatMap(([name, ceilingUsd]) =>
      judgeTenant(stack, context, name, ceilingUsd),
    ),
});
