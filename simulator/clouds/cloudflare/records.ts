/** What Cloudflare refuses of DNS records, hosts bound to a region, and settings. */
import type { Call, Rule } from "../../contract";
import { isOn, num, on, rules, text, when } from "../read";
import { others } from "./others";
import { planFacts } from "./zones";

const RECORD = "cloudflare:index/dnsRecord:DnsRecord";
const REGIONAL = "cloudflare:index/regionalHostname:RegionalHostname";
const SETTING = "cloudflare:index/zoneSetting:ZoneSetting";
const TOKEN = "cloudflare:index/accountToken:AccountToken";
const DOCS = "Cloudflare documentation";

/** Types that the edge can stand before. Source: Cloudflare documentation, DNS, "Proxy status". */
const PROXIABLE = new Set(["A", "AAAA", "CNAME"]);

/** Seconds that a record may live. Source: Cloudflare documentation, DNS, "Time to Live (TTL)". */
const LONGEST_TTL = 86_400;

const AUTOMATIC = 1;

function recordFault(call: Call): string | undefined {
  const [name, type] = [text(call.inputs, "name"), text(call.inputs, "type")];
  const same = others(call).filter(
    ({ inputs }) => inputs.zoneId === call.inputs.zoneId && text(inputs, "name") === name,
  );
  const isTwin = same.some(
    ({ inputs }) =>
      text(inputs, "type") === type && text(inputs, "content") === text(call.inputs, "content"),
  );
  const isRival = same.some(({ inputs }) => {
    const types = [text(inputs, "type") ?? "", type ?? ""];
    return types.includes("CNAME") && types.every((each) => PROXIABLE.has(each));
  });
  if (isTwin) return "400 Bad Request: An identical record already exists. (81058)";
  return when(
    isRival,
    "400 Bad Request: An A, AAAA, or CNAME record with that host already exists. (81053)",
  );
}

function ttlFault(call: Call): string | undefined {
  const ttl = num(call.inputs, "ttl");
  const shortest = planFacts(call).shortestTtlSeconds;
  const isWrong = ttl !== undefined && ttl !== AUTOMATIC && (ttl < shortest || ttl > LONGEST_TTL);
  return when(
    isWrong || (isOn(call.inputs, "proxied") && ttl !== AUTOMATIC),
    `400 Bad Request: Invalid TTL. Must be between ${shortest} and ${LONGEST_TTL} seconds, or 1 for Automatic. (9021)`,
  );
}

/** Values of settings that are a closed list. Source: Pulumi Cloudflare SDK, `ZoneSetting`. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  ssl: ["off", "flexible", "full", "strict"],
  min_tls_version: ["1.0", "1.1", "1.2", "1.3"],
  tls_1_3: ["on", "off", "zrt"],
  always_use_https: ["on", "off"],
  automatic_https_rewrites: ["on", "off"],
  "0rtt": ["on", "off"],
};

function settingFault({ inputs }: Call): string | undefined {
  const id = text(inputs, "settingId") ?? "";
  const allowed = VALUES[id];
  const value = text(inputs, "value");
  return when(
    allowed !== undefined && value !== undefined && !allowed.includes(value),
    `400 Bad Request: Invalid value for zone setting ${id} (1007)`,
  );
}

/** Whether a text is the JSON of an object. */
function isJsonObject(source: string): boolean {
  try {
    const parsed: unknown = JSON.parse(source);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

/** Refusals of records, regional hosts, settings and tokens. */
export const RECORD_RULES: readonly Rule[] = [
  ...rules(`${DOCS}, DNS, Records with the same name`, on("create update", [RECORD]), {
    "cloudflare-record-conflict": recordFault,
  }),
  ...rules(`${DOCS}, DNS, Time to Live (TTL)`, on("create update", [RECORD]), {
    "cloudflare-record-ttl": ttlFault,
  }),
  ...rules(`${DOCS}, DNS, Proxy status`, on("create update", [RECORD]), {
    "cloudflare-record-proxied-type": (call) =>
      when(
        isOn(call.inputs, "proxied") && !PROXIABLE.has(text(call.inputs, "type") ?? ""),
        "400 Bad Request: This record type cannot be proxied. (9004)",
      ),
  }),
  ...rules(`${DOCS}, Data Localization Suite, Regional Services`, on("create", [REGIONAL]), {
    "cloudflare-regional-plan": (call) =>
      when(
        !planFacts(call).regionalServices,
        "403 Forbidden: Regional Services is not enabled for this zone. (1004)",
      ),
  }),
  ...rules(`${DOCS}, API reference, Edit zone setting`, on("create update", [SETTING]), {
    "cloudflare-setting-value": settingFault,
  }),
  ...rules(`${DOCS}, API reference, Create Account Token`, on("create update", [TOKEN]), {
    "cloudflare-token-resources": ({ inputs }) =>
      when(
        text(inputs, "policies.0.resources") !== undefined &&
          !isJsonObject(text(inputs, "policies.0.resources") ?? ""),
        "400 Bad Request: policy resources must be an object of resource names (1001)",
      ),
  }),
];
