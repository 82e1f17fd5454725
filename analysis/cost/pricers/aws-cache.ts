/** Caches and event streams on AWS. */
import { UNKNOWN, type Value, type Values } from "../../../facts/values";
import { known, numberAt, textAt } from "../read";
import type { Pricer, PricerTable, Quote } from "../quote";

/** Nodes of a replication group, in cluster mode or not. */
function cacheNodes(values: Values): number | typeof UNKNOWN {
  const shards = numberAt(values, "numNodeGroups");
  const replicas = numberAt(values, "replicasPerNodeGroup");
  if (shards === UNKNOWN || replicas === UNKNOWN) return UNKNOWN;
  if (shards !== undefined || replicas !== undefined) {
    return (shards ?? 1) * ((replicas ?? 0) + 1);
  }
  return numberAt(values, "numCacheClusters") ?? 1;
}

/** Adds nodes of one type. */
function addCacheNodes(
  quote: Quote,
  args: { readonly nodeType: Value | undefined; readonly engine: Value; readonly count: Value },
): void {
  const { nodeType, engine, count } = args;
  if (typeof count !== "number") return void quote.missing("its number of nodes is not known");
  if (typeof nodeType !== "string") return void quote.missing("its node type is not known");
  if (typeof engine !== "string") return void quote.missing("its engine is not known");
  const sku = `${nodeType} ${engine === "valkey" ? "Valkey" : engine === "redis" ? "Redis" : engine}`;
  quote.hourly({ name: `nodes ${sku}`, service: "elasticache", sku, quantity: count });
}

/** Snapshots beyond the first, which is free. Source: Amazon ElastiCache pricing, "Backup storage". */
function addCacheSnapshots(values: Values, quote: Quote): void {
  const kept = numberAt(values, "snapshotRetentionLimit");
  const paid = kept === UNKNOWN ? 35 : known(kept, 0) - 1;
  if (paid <= 0) return;
  quote.usage({
    name: "snapshots beyond the first",
    service: "elasticache",
    sku: "backup storage",
    key: "snapshotStorageSizeGb",
    assume: paid * known(numberAt(values, "numNodeGroups"), 1) * 0.5,
    origin: "half a GB a shard and snapshot, one snapshot a day, the first free",
    fixed: true,
  });
}

const replicationGroup: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const engine = textAt(inputs, "engine") ?? "redis";
  addCacheNodes(quote, { nodeType: textAt(inputs, "nodeType"), engine, count: cacheNodes(inputs) });
  addCacheSnapshots(inputs, quote);
};

const cacheCluster: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  if (inputs.replicationGroupId !== undefined) {
    quote.free("its nodes are billed with the replication group");
    return;
  }
  const engine = textAt(inputs, "engine") ?? UNKNOWN;
  const count = numberAt(inputs, "numCacheNodes") ?? 1;
  addCacheNodes(quote, { nodeType: textAt(inputs, "nodeType"), engine, count });
  addCacheSnapshots(inputs, quote);
};

const msk: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const count = numberAt(inputs, "numberOfBrokerNodes");
  const type = textAt(inputs, "brokerNodeGroupInfo.instanceType");
  const size = numberAt(inputs, "brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize");
  if (typeof count !== "number") return void quote.missing("its number of brokers is not known");
  if (typeof type !== "string") quote.missing("its broker type is not known");
  else
    quote.hourly({
      name: `brokers ${type}`,
      service: "msk",
      sku: `${type} broker`,
      quantity: count,
    });
  if (typeof size !== "number") return void quote.missing("its storage is not known");
  quote.monthly({ name: "storage", service: "msk", sku: "broker storage", quantity: count * size });
};

/** Pricers of caches and event streams. */
export const AWS_CACHE: PricerTable = {
  "aws:elasticache/replicationGroup:ReplicationGroup": replicationGroup,
  "aws:elasticache/cluster:Cluster": cacheCluster,
  "aws:msk/cluster:Cluster": msk,
};
