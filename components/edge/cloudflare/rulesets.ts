/** Rulesets of the zone: one entry point a phase, which holds all rules of that phase. */
import { Ruleset } from "@pulumi/cloudflare/ruleset";
import type { types } from "@pulumi/cloudflare";
import type { ComponentResource, Input, Output, Resource } from "@pulumi/pulumi";
import { MANAGED_RULESETS } from "../../../facts/cloudflare";
import type {
  CacheRulePlan,
  EdgeLimitPlan,
  ManagedRulesetPlan,
  ZonePlan,
} from "../../../plan/edge";
import { logicalName } from "../../../plan/names";

type Rule = types.input.RulesetRule;

/** Where the rulesets belong. */
export interface RulesetsArgs {
  readonly parent: ComponentResource;
  /** Logical name of the parent. */
  readonly name: string;
  readonly plan: ZonePlan;
  readonly zoneId: Output<string>;
  readonly after: readonly Resource[];
}

/** A rule keeps its identity by its `ref`: else each change of one renews all. */
function named(name: string, rule: Omit<Rule, "ref" | "description">): Rule {
  return { ...rule, ref: name.replaceAll("-", "_"), description: name, enabled: true };
}

function managed({ name, overrides }: ManagedRulesetPlan): Rule {
  const changed =
    overrides === undefined
      ? {}
      : { overrides: { categories: [...overrides.categories], rules: [...overrides.rules] } };
  return named(name, {
    action: "execute",
    expression: "true",
    actionParameters: { id: MANAGED_RULESETS[name], ...changed },
  });
}

/** Each data centre counts for itself: the vendor asks for its number beside the address. */
function limited(limit: EdgeLimitPlan): Rule {
  return named(limit.name, {
    action: "block",
    expression: limit.expression,
    ratelimit: {
      characteristics: ["cf.colo.id", "ip.src"],
      period: limit.periodSeconds,
      requestsPerPeriod: limit.requestsPerPeriod,
      mitigationTimeout: limit.timeoutSeconds,
    },
  });
}

/** `bypass_by_default`: what the origin says of an answer counts, and silence means no. */
function cached({ name, expression, keep }: CacheRulePlan): Rule {
  const actionParameters: Input<types.input.RulesetRuleActionParameters> =
    keep === "never"
      ? { cache: false }
      : {
          cache: true,
          edgeTtl: { mode: "bypass_by_default" },
          browserTtl: { mode: "respect_origin" },
          respectStrongEtags: true,
        };
  return named(name, { action: "set_cache_settings", expression, actionParameters });
}

/**
 * All rulesets of a zone. A phase without rules has none.
 *
 * @param args Where they belong, and the plan.
 */
export function zoneRulesets(args: RulesetsArgs): void {
  const { plan } = args;
  const phases = {
    "managed-rules": ["http_request_firewall_managed", plan.managedRulesets.map(managed)],
    "rate-limits": ["http_ratelimit", plan.limits.map(limited)],
    cache: ["http_request_cache_settings", plan.cacheRules.map(cached)],
  } as const satisfies Record<string, readonly [phase: string, rules: readonly Rule[]]>;
  for (const [role, [phase, rules]] of Object.entries(phases)) {
    if (rules.length === 0) continue;
    new Ruleset(
      logicalName(args.name, role),
      { zoneId: args.zoneId, name: role, kind: "zone", phase, rules: [...rules] },
      { parent: args.parent, dependsOn: [...args.after] },
    );
  }
}
