/**
 * What tenants cost: the nodes by namespace from OpenCost, shared pools by each tenant's part of the
 * requests. No series names a standard tenant: their parts are in the usage tables (runtime/sql).
 */
import { COST_PER_TENANT_USD } from "../../../facts/seed";
import { OTHER_METRICS } from "../../../plan/observability/metrics";
import { NODES_MONTHLY_USD } from "../../../plan/observability/rules/cost";
import { type Dashboard, type Panel, prometheus } from "./panel";

/** Hours that a month is billed for. Source: AWS Pricing Calculator, "730 hours a month". */
const HOURS_PER_MONTH = 730;

/** Source: OpenCost documentation, "Metrics": allocations of containers, prices of nodes. */
function byNamespace(allocation: string, price: string): string {
  return (
    `sum by (namespace) (${allocation} * on (node) group_left ()` +
    ` avg by (node) (${price})) * ${HOURS_PER_MONTH}`
  );
}

const CPU = byNamespace("container_cpu_allocation", "node_cpu_hourly_cost");

const MEMORY = byNamespace(
  "container_memory_allocation_bytes / 1024 / 1024 / 1024",
  "node_ram_hourly_cost",
);

const panelsOf = (tenants: number): readonly Panel[] => [
  {
    title: "Nodes, dollars a month at this rate",
    kind: "stat",
    unit: "currencyUSD",
    queries: [prometheus(NODES_MONTHLY_USD, "nodes")],
  },
  {
    title: `Nodes, dollars a month and tenant, of ${tenants} tenants`,
    kind: "stat",
    unit: "currencyUSD",
    limit: COST_PER_TENANT_USD.year1,
    queries: [prometheus(`${NODES_MONTHLY_USD} / ${tenants}`, "a tenant")],
  },
  {
    title: "Processors by namespace: an enterprise tenant has its own",
    kind: "timeseries",
    unit: "currencyUSD",
    queries: [prometheus(CPU, "{{namespace}}")],
  },
  {
    title: "Memory by namespace",
    kind: "timeseries",
    unit: "currencyUSD",
    queries: [prometheus(MEMORY, "{{namespace}}")],
  },
  {
    title: "Price of a node an hour",
    kind: "timeseries",
    unit: "currencyUSD",
    queries: [prometheus(OTHER_METRICS.nodeCost, "{{node}}")],
  },
  {
    title: "Volumes, dollars a month",
    kind: "timeseries",
    unit: "currencyUSD",
    queries: [
      prometheus(
        `sum by (namespace) (pod_pvc_allocation / 1024 / 1024 / 1024 * on (persistentvolume)` +
          ` group_left () pv_hourly_cost) * ${HOURS_PER_MONTH}`,
        "{{namespace}}",
      ),
    ],
  },
];

/**
 * What tenants cost.
 *
 * @param tenants Tenants that the cell is planned for.
 */
export function tenantCost(tenants: number): Dashboard {
  return { uid: "tenant-cost", title: "Tenant cost", panels: panelsOf(tenants) };
}
