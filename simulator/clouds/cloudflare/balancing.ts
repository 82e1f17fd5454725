/** What Cloudflare refuses of load balancers, pools and monitors. */
import type { Call, Rule } from "../../contract";
import { everyText, list, mentions, num, on, rules, text, texts, when } from "../read";
import { others } from "./others";
import { factsOf, zoneId } from "./zones";

const BALANCER = "cloudflare:index/loadBalancer:LoadBalancer";
const POOL = "cloudflare:index/loadBalancerPool:LoadBalancerPool";
const MONITOR = "cloudflare:index/loadBalancerMonitor:LoadBalancerMonitor";
const API = "Cloudflare documentation, API reference";

/** A monitor belongs to an account; the zone that it emulates says what may be asked of it. */
function intervalFault(call: Call): string | undefined {
  const zone = zoneId(text(call.inputs, "accountId") ?? "", text(call.inputs, "probeZone") ?? "");
  const shortest = factsOf(call.cloud, zone).shortestMonitorIntervalSeconds;
  const interval = num(call.inputs, "interval");
  return when(
    interval !== undefined && interval < shortest,
    `400 Bad Request: interval: must be at least ${shortest} seconds on this plan (1002)`,
  );
}

/** A check must be over before the next one begins. */
function timeFault({ inputs }: Call): string | undefined {
  const [interval, timeout, retries] = ["interval", "timeout", "retries"].map((key) =>
    num(inputs, key),
  );
  const longest = (timeout ?? 5) * ((retries ?? 2) + 1);
  return when(
    interval !== undefined && interval < longest,
    `400 Bad Request: interval ${interval} must be greater than (retries + 1) x timeout = ${longest} (1002)`,
  );
}

function missingPool(call: Call): string | undefined {
  const named = [...texts(call.inputs, "defaultPools"), text(call.inputs, "fallbackPool")];
  const missing = named.find((id) => id !== undefined && call.cloud.find(POOL, id) === undefined);
  return when(
    missing !== undefined,
    `400 Bad Request: could not find pool ${missing}: resource not found (1002)`,
  );
}

function usedBy(call: Call): boolean {
  const user = call.type === POOL ? BALANCER : POOL;
  return others(call, user).some(({ inputs }) => mentions(inputs, call.id ?? ""));
}

/** Refusals of load balancing. */
export const BALANCING_RULES: readonly Rule[] = [
  ...rules(
    "Cloudflare documentation, Load Balancing, Monitors and Create monitors",
    on("create update", [MONITOR]),
    { "cloudflare-monitor-interval": intervalFault, "cloudflare-monitor-time": timeFault },
  ),
  ...rules(`${API}, Create Load Balancer`, on("create update", [BALANCER]), {
    "cloudflare-pool-missing": missingPool,
  }),
  ...rules(`${API}, Create Pool`, on("create update", [POOL]), {
    "cloudflare-pool-origins": (call) =>
      when(
        list(call.inputs, "origins").length === 0 ||
          !/^[\w-]+$/.test(text(call.inputs, "name") ?? "-"),
        "400 Bad Request: a pool needs an origin, and a name of letters, digits, hyphens and underscores (1002)",
      ),
    "cloudflare-monitor-missing": (call) => {
      const id = text(call.inputs, "monitor");
      return when(
        id !== undefined && call.cloud.find(MONITOR, id) === undefined,
        `400 Bad Request: monitor ${id}: resource not found (1002)`,
      );
    },
  }),
  ...rules(`${API}, Delete Pool and Delete Monitor`, on("delete", [POOL, MONITOR]), {
    "cloudflare-balancing-in-use": (call) =>
      when(
        usedBy(call),
        `412 Precondition Failed: ${call.type.split(":").at(-1)} ${call.id} is in use and cannot be deleted: ${[...everyText(call.inputs.name)].join()} (1005)`,
      ),
  }),
];
