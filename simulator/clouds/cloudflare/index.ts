/** The simulated Cloudflare. */
import type { Call, CloudDefinition, Model } from "../../contract";
import { hex, text } from "../read";
import { BALANCING_RULES } from "./balancing";
import { RECORD_RULES } from "./records";
import { RULESET_RULES } from "./rulesets";
import { CLOUDFLARE_INVOCATIONS, SUBSCRIPTION } from "./zones";

const input = (call: Call, key: string): string => text(call.inputs, key) ?? "";

/** Things that a zone has once: their id is the zone's. */
const ONCE_A_ZONE = [
  SUBSCRIPTION,
  "cloudflare:index/tieredCache:TieredCache",
  "cloudflare:index/authenticatedOriginPullsSettings:AuthenticatedOriginPullsSettings",
].map((type): Model => ({ type, id: (call) => input(call, "zoneId"), replaceOn: ["zoneId"] }));

/** Inputs that a resource cannot change. Source: API reference, "Edit" and "Update" of each. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  "cloudflare:index/ruleset:Ruleset": ["zoneId", "accountId", "phase", "kind"],
  "cloudflare:index/dnsRecord:DnsRecord": ["zoneId"],
  "cloudflare:index/loadBalancer:LoadBalancer": ["zoneId"],
  "cloudflare:index/loadBalancerPool:LoadBalancerPool": ["accountId"],
  "cloudflare:index/loadBalancerMonitor:LoadBalancerMonitor": ["accountId"],
};

const MODELS: readonly Model[] = [
  ...ONCE_A_ZONE,
  ...Object.entries(FIXED).map(([type, replaceOn]) => ({ type, replaceOn })),
  {
    type: "cloudflare:index/zoneSetting:ZoneSetting",
    id: (call) => `${input(call, "zoneId")}/${input(call, "settingId")}`,
    replaceOn: ["zoneId", "settingId"],
  },
  {
    type: "cloudflare:index/regionalHostname:RegionalHostname",
    id: (call) => input(call, "hostname"),
    replaceOn: ["zoneId", "hostname"],
  },
  {
    type: "cloudflare:index/authenticatedOriginPullsCertificate:AuthenticatedOriginPullsCertificate",
    replaceOn: ["zoneId", "certificate", "privateKey"],
    outputs: () => ({ status: "active", issuer: "", signature: "ECDSAWithSHA256" }),
  },
  {
    type: "cloudflare:index/accountToken:AccountToken",
    // Shown once, when it is made.
    outputs: (call) => ({
      status: "active",
      value: call.before?.value ?? hex(`token/${call.urn}/${call.now}/${call.id}`, 40),
    }),
    replaceOn: ["accountId"],
  },
];

/** The simulated Cloudflare. A token belongs to one account, so it names it. */
export const CLOUDFLARE: CloudDefinition = {
  package: "cloudflare",
  connect: (provider) => {
    const token =
      text(provider, "apiToken") ?? text(provider, "apiKey") ?? process.env.CLOUDFLARE_API_TOKEN;
    if (token === undefined)
      return {
        refusal: 'must provide exactly one of "api_key", "api_token" or "api_user_service_key"',
      };
    return { account: hex(token, 32) };
  },
  models: MODELS,
  rules: [...RULESET_RULES, ...RECORD_RULES, ...BALANCING_RULES],
  invocations: CLOUDFLARE_INVOCATIONS,
};
