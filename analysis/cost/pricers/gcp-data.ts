/** Databases and caches on Google Cloud. */
import { UNKNOWN } from "../../../facts/values";
import { known, numberAt, switchAt, textAt } from "../read";
import type { Pricer, PricerTable, Quote } from "../quote";

/** vCPU and GiB of a Cloud SQL tier. Source: Cloud SQL, "Machine series overview". */
function sqlShape(tier: string): { readonly vcpu: number; readonly gib: number } | undefined {
  const [, customCpu, customMib] = /^db-custom-(\d+)-(\d+)$/.exec(tier) ?? [];
  if (customCpu !== undefined) return { vcpu: Number(customCpu), gib: Number(customMib) / 1024 };
  const [, plusCpu] = /^db-perf-optimized-N-(\d+)$/.exec(tier) ?? [];
  return plusCpu === undefined ? undefined : { vcpu: Number(plusCpu), gib: Number(plusCpu) * 8 };
}

/** Adds vCPU and memory of a Cloud SQL instance. */
function addSqlMachine(quote: Quote, tier: string, regional: boolean): void {
  const shape = sqlShape(tier);
  const place = regional ? "regional HA" : "zonal";
  if (shape === undefined) {
    const sku = `${tier} ${place}`;
    quote.hourly({ name: `instance ${sku}`, service: "cloudsql", sku, quantity: 1 });
    return;
  }
  const plus = tier.startsWith("db-perf");
  const edition = plus ? "Enterprise Plus" : "Enterprise";
  const zonal = plus ? "zonal (db-perf-optimized-N)" : "zonal";
  const cpu = regional ? place : plus ? zonal : "zonal (db-custom)";
  const memory = regional ? place : zonal;
  const sql = { service: "cloudsql" } as const;
  quote.hourly({ ...sql, name: "vCPU", sku: `${edition} vCPU ${cpu}`, quantity: shape.vcpu });
  quote.hourly({ ...sql, name: "memory", sku: `${edition} memory ${memory}`, quantity: shape.gib });
}

const sql: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const tier = textAt(inputs, "settings.tier");
  const type = textAt(inputs, "settings.availabilityType") ?? "ZONAL";
  const regional = type !== "ZONAL";
  if (typeof tier !== "string") quote.missing("its tier is not known");
  else addSqlMachine(quote, tier, regional);
  const gib = numberAt(inputs, "settings.diskSize") ?? 10;
  const disk = textAt(inputs, "settings.diskType") ?? "PD_SSD";
  if (typeof gib !== "number") return void quote.missing("storage: its size is not known");
  if (disk !== "PD_SSD") return void quote.missing("storage: no price of a disk that is no SSD");
  const limit = numberAt(inputs, "settings.diskAutoresizeLimit");
  const maximum = Math.max(gib, known(limit, 0));
  const sku = `SSD storage ${regional ? "regional HA" : "zonal"}`;
  quote.monthly({ name: "SSD storage", service: "cloudsql", sku, quantity: gib, maximum });
  const grows = switchAt(inputs, "settings.diskAutoresize", { absent: true, dearer: true });
  if (grows && known(limit, 0) === 0) {
    quote.assume("largest storage GiB", gib, "autoresize has no limit: the maximum is open");
  }
  if (switchAt(inputs, "settings.backupConfiguration.enabled", { absent: false, dearer: true })) {
    quote.usage({
      name: "backups",
      service: "cloudsql",
      sku: "backup storage",
      key: "backupStorageGb",
      assume: gib,
      fixed: true,
      origin: "as much as the storage (incremental copies are small)",
    });
  }
};

/** Capacity tiers of Memorystore in GB. Source: Memorystore for Redis pricing. */
const REDIS_TIERS = [
  { upTo: 4, name: "M1", range: "1-4 GB" },
  { upTo: 10, name: "M2", range: "5-10 GB" },
  { upTo: 35, name: "M3", range: "11-35 GB" },
  { upTo: 100, name: "M4", range: "36-100 GB" },
] as const;

const redis: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const size = numberAt(inputs, "memorySizeGb");
  const tier = textAt(inputs, "tier") ?? "BASIC";
  if (typeof size !== "number") return void quote.missing("its memory is not known");
  if (known(numberAt(inputs, "replicaCount"), 0) > 1) {
    return void quote.missing("no price of read replicas of Memorystore");
  }
  const range = REDIS_TIERS.find((t) => size <= t.upTo) ?? { name: "M5", range: "over 100 GB" };
  const kind = tier === "BASIC" ? "basic" : "standard HA";
  const sku = `${range.name} ${kind} (${range.range})`;
  quote.monthly({ name: `memory, ${sku}`, service: "memorystore-redis", sku, quantity: size });
};

const redisCluster: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const shards = numberAt(inputs, "shardCount");
  const replicas = numberAt(inputs, "replicaCount") ?? 0;
  const type = textAt(inputs, "nodeType") ?? "REDIS_HIGHMEM_MEDIUM";
  if (typeof shards !== "number" || typeof replicas !== "number" || type === UNKNOWN) {
    return void quote.missing("its node type or number of nodes is not known");
  }
  const node = type.replace(/^REDIS_/, "").toLowerCase();
  const sku = `node ${node.replace("shared_core_nano", "shared-core-nano").replace("_", "-")}`;
  const service = "memorystore-redis-cluster";
  quote.hourly({ name: `nodes, ${node}`, service, sku, quantity: shards * (1 + replicas) });
};

/** Pricers of databases and caches. */
export const GCP_DATA: PricerTable = {
  "gcp:sql/databaseInstance:DatabaseInstance": sql,
  "gcp:redis/instance:Instance": redis,
  "gcp:redis/cluster:Cluster": redisCluster,
};
