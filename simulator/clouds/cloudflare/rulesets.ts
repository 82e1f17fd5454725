/** What Cloudflare refuses of rulesets: by zone and phase, and by the zone's plan. */
import { MANAGED_RULESETS, RATE_LIMIT_SECONDS } from "../../../facts/cloudflare";
import type { Value } from "../../../facts/values";
import type { Call, Rule } from "../../contract";
import { at, firstOf, given, list, num, on, rules, text, texts, when } from "../read";
import { others } from "./others";
import { planFacts } from "./zones";

const RULESET = "cloudflare:index/ruleset:Ruleset";
const DOCS = "Cloudflare documentation";

/** An error as the API writes it. */
const bad = (message: string): string => `400 Bad Request: ${message}`;

const phaseOf = (call: Call): string | undefined => text(call.inputs, "phase");

/** Rules of the ruleset, if it is one of a phase. */
const rulesIn = (call: Call, phase: string): readonly Value[] =>
  phaseOf(call) === phase ? list(call.inputs, "rules") : [];

function periodFault(call: Call): string | undefined {
  const { longestPeriodSeconds, longestTimeoutSeconds } = planFacts(call).rateLimit;
  const fault = (what: string, seconds: number | undefined, longest: number) =>
    when(
      seconds !== undefined && (seconds > longest || !RATE_LIMIT_SECONDS.includes(seconds)),
      bad(
        `not entitled to use the ${what} ${seconds}, can only use a ${what} among [${RATE_LIMIT_SECONDS.filter((s) => s <= longest).join(", ")}]`,
      ),
    );
  return firstOf(
    rulesIn(call, "http_ratelimit").flatMap((rule) => [
      fault("period", num(rule, "ratelimit.period"), longestPeriodSeconds),
      fault("mitigation_timeout", num(rule, "ratelimit.mitigationTimeout"), longestTimeoutSeconds),
    ]),
  );
}

function characteristicFault(call: Call): string | undefined {
  const { byHeader } = planFacts(call).rateLimit;
  return firstOf(
    rulesIn(call, "http_ratelimit").map((rule) => {
      const counted = texts(rule, "ratelimit.characteristics");
      const dear = counted.find((one) => one !== "ip.src" && one !== "cf.colo.id");
      return firstOf([
        when(!counted.includes("cf.colo.id"), bad("'cf.colo.id' is a required characteristic")),
        when(
          dear !== undefined && !byHeader,
          bad(`not entitled to use the characteristic ${dear}`),
        ),
      ]);
    }),
  );
}

/** Names of fields in an expression: words with a dot, outside of quotes. */
function fieldsIn(expression: string): readonly string[] {
  const bare = expression.replace(/"[^"]*"/g, "");
  return bare.match(/\b(?:cf|http|ip|ssl)(?:\.[a-z0-9_]+)+/g) ?? [];
}

function fieldFault(call: Call): string | undefined {
  const { fields } = planFacts(call).rateLimit;
  const named = rulesIn(call, "http_ratelimit").flatMap((rule) =>
    fieldsIn(text(rule, "expression") ?? ""),
  );
  const dear = named.find((field) => fields !== undefined && !fields.includes(field));
  return when(dear !== undefined, bad(`not entitled: the use of field ${dear} is not allowed`));
}

/** Parts of a cache key beside what every plan can say. */
const KEY_PARTS = ["header", "cookie", "host", "user", "queryString"] as const;

function cacheFault(call: Call): string | undefined {
  const { customCacheKey, shortestEdgeTtlSeconds } = planFacts(call);
  return firstOf(
    rulesIn(call, "http_request_cache_settings").map((rule) => {
      const key = at(rule, "actionParameters.cacheKey.customKey");
      const part = KEY_PARTS.find((name) => given(key, name));
      const ttl = num(rule, "actionParameters.edgeTtl.default");
      return firstOf([
        when(
          part !== undefined && !customCacheKey,
          bad(`not entitled to use custom cache key: ${part}`),
        ),
        when(
          ttl !== undefined && ttl < shortestEdgeTtlSeconds,
          bad(
            `edge_ttl ${ttl} is below the minimum of ${shortestEdgeTtlSeconds} for the zone's plan`,
          ),
        ),
      ]);
    }),
  );
}

function managedFault(call: Call): string | undefined {
  const dear: readonly string[] = Object.values(MANAGED_RULESETS);
  const named = rulesIn(call, "http_request_firewall_managed").map((rule) =>
    text(rule, "actionParameters.id"),
  );
  const ruleset = named.find((id) => id !== undefined && dear.includes(id));
  return when(
    ruleset !== undefined && !planFacts(call).managedRules,
    bad(`not entitled to use the managed ruleset ${ruleset}`),
  );
}

function countFault(call: Call): string | undefined {
  const { rateLimit, cacheRules } = planFacts(call);
  const most = { http_ratelimit: rateLimit.rules, http_request_cache_settings: cacheRules };
  const limit = Object.entries(most).find(([phase]) => phase === phaseOf(call))?.[1];
  const count = list(call.inputs, "rules").length;
  return when(
    limit !== undefined && count > limit,
    bad(`exceeded maximum number of rules in the phase ${phaseOf(call)}: ${count} out of ${limit}`),
  );
}

/** Refusals of rulesets. */
export const RULESET_RULES: readonly Rule[] = [
  ...rules("cloudflare/terraform-provider-cloudflare#2634", on("create", [RULESET]), {
    "cloudflare-phase-second-ruleset": (call) =>
      when(
        text(call.inputs, "kind") === "zone" &&
          others(call).some(
            ({ inputs }) =>
              inputs.zoneId === call.inputs.zoneId && text(inputs, "phase") === phaseOf(call),
          ),
        bad(
          `'zone' is not a valid value for kind because exceeded maximum number of zone rulesets for phase ${phaseOf(call)}`,
        ),
      ),
  }),
  ...rules(`${DOCS}, WAF, Rate limiting rules, Availability`, on("create update", [RULESET]), {
    "cloudflare-rate-limit-period": periodFault,
    "cloudflare-rate-limit-characteristics": characteristicFault,
    "cloudflare-rate-limit-fields": fieldFault,
    "cloudflare-rule-count": countFault,
  }),
  ...rules(`${DOCS}, WAF, Managed rules, Availability`, on("create update", [RULESET]), {
    "cloudflare-managed-ruleset-plan": managedFault,
  }),
  ...rules(
    `${DOCS}, Cache, Cache keys and Edge Cache TTL, Availability`,
    on("create update", [RULESET]),
    {
      "cloudflare-cache-plan": cacheFault,
    },
  ),
];
