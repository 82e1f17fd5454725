/** Cloudflare: plans are bought by the zone, load balancing by the account. */
import { at, known, listAt, textAt } from "../read";
import { UNKNOWN } from "../../../facts/values";
import type { Pricer, PricerTable } from "../quote";

/** Endpoints in the base price. Source: Cloudflare Load Balancing, "Pricing". */
const BASE_ENDPOINTS = 2;

const subscription: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const plan = textAt(inputs, "ratePlan.id") ?? "free";
  if (plan === UNKNOWN) return void quote.missing("its plan is not known");
  const yearly = known(textAt(inputs, "frequency"), "monthly") === "yearly";
  const title = plan.charAt(0).toUpperCase() + plan.slice(1);
  const sku = plan === "free" ? title : `${title} (billed ${yearly ? "yearly" : "monthly"})`;
  const sold = { service: "plan", sku, purchase: "subscription", region: "global" } as const;
  quote.monthly({ ...sold, name: `plan ${title}`, quantity: 1 });
};

const loadBalancer: Pricer = (subject, quote) => {
  const { stack } = subject;
  const pools = stack.byType.get("cloudflare:index/loadBalancerPool:LoadBalancerPool") ?? [];
  const balancers = stack.byType.get(subject.view.type)?.length ?? 1;
  const endpoints = pools.reduce((sum, pool) => {
    const origins = listAt(pool.inputs, "origins");
    return sum + (origins === UNKNOWN ? 1 : origins.length);
  }, 0);
  const sold = { service: "add-on", purchase: "subscription", region: "global" } as const;
  // One subscription serves every load balancer of the account: each bears an equal share.
  const base = "Load Balancing base (2 endpoints, 500k queries)";
  quote.monthly({ ...sold, name: "load balancing", sku: base, quantity: 1 / balancers });
  const more = Math.max(0, endpoints - BASE_ENDPOINTS) / balancers;
  if (more > 0) {
    const sku = "Load Balancing extra endpoint";
    quote.monthly({ ...sold, name: "further endpoints", sku, quantity: more });
  }
};

const argo: Pricer = (subject, quote) => {
  if (at(subject.view.inputs, "value") === "off") {
    quote.free("Argo Smart Routing is billed while it is on");
    return;
  }
  const sold = { service: "add-on", purchase: "subscription", region: "global" } as const;
  quote.monthly({ ...sold, name: "Argo", sku: "Argo Smart Routing base", quantity: 1 });
  quote.usage({
    service: "add-on",
    purchase: "usage",
    region: "global",
    name: "Argo traffic",
    sku: "Argo Smart Routing traffic",
    key: "monthlyDataProcessedGb",
    assume: 100,
    origin: "traffic of 1,000 tenants",
  });
};

/** Pricers of Cloudflare. */
export const CLOUDFLARE: PricerTable = {
  "cloudflare:index/zoneSubscription:ZoneSubscription": subscription,
  "cloudflare:index/loadBalancer:LoadBalancer": loadBalancer,
  "cloudflare:index/argoSmartRouting:ArgoSmartRouting": argo,
};
