/** Databases on AWS. */
import { UNKNOWN, type Value, type Values } from "../../../facts/values";
import { known, numberAt, switchAt, textAt } from "../read";
import type { Pricer, PricerTable, Quote } from "../quote";
import { type Subject, referred } from "../subject";

const RDS_INSTANCE = "aws:rds/instance:Instance";

/** Names that the price list gives to engines. Source: Amazon RDS pricing. */
const ENGINES: Readonly<Record<string, string>> = {
  postgres: "PostgreSQL",
  mysql: "MySQL",
  mariadb: "MariaDB",
};

/**
 * gp3 baseline of RDS by allocated storage.
 * Source: Amazon RDS User Guide, "General Purpose SSD (gp3) storage".
 */
const RDS_GP3_STEP_GIB = 400;
const RDS_GP3_IOPS = { small: 3000, large: 12_000 } as const;
const RDS_GP3_MBPS = { small: 125, large: 500 } as const;

/** Share of the storage that changes in a day, for the size of incremental backups. */
const DAILY_CHANGE = 0.02;

/** The instance that a replica copies, where the stack has it. */
function sourceOf(subject: Subject): Values | undefined {
  const name = subject.view.inputs.replicateSourceDb;
  return referred(subject, "replicateSourceDb", RDS_INSTANCE, [name])?.inputs;
}

/** Storage of an instance: its own, else that of the instance it replicates. */
interface Storage {
  readonly gib: number;
  readonly maximumGib: number;
  readonly type: string;
  readonly deployment: "Single-AZ" | "Multi-AZ";
}

/** What RDS takes where no storage type is stated. Source: pulumi-aws, `storageType`. */
function storageType(values: Values): Value {
  return textAt(values, "storageType") ?? (values.iops === undefined ? "gp2" : "io1");
}

/** Reads the storage, or says why it cannot be priced. */
function readStorage(subject: Subject, deployment: Storage["deployment"]): Storage | string {
  const { inputs } = subject.view;
  const source = sourceOf(subject) ?? {};
  const gib = numberAt(inputs, "allocatedStorage") ?? numberAt(source, "allocatedStorage");
  if (typeof gib !== "number") return "storage: allocatedStorage is not known";
  const own = inputs.storageType === undefined && inputs.iops === undefined ? source : inputs;
  const type = storageType(own);
  if (typeof type !== "string") return "storage: storageType is not known";
  const limit = numberAt(inputs, "maxAllocatedStorage");
  if (limit === UNKNOWN) return "storage: maxAllocatedStorage is not known";
  return { gib, maximumGib: Math.max(gib, limit ?? 0), type, deployment };
}

/** IOPS above what the storage type includes. */
function addIops(values: Values, quote: Quote, storage: Storage): void {
  const { type, gib, deployment } = storage;
  const iops = numberAt(values, "iops");
  if (iops === UNKNOWN) return void quote.missing("storage: its IOPS are not known");
  const tier = gib >= RDS_GP3_STEP_GIB ? "large" : "small";
  if (type === "gp3") {
    const extra = known(iops, 0) - RDS_GP3_IOPS[tier];
    const sku = `gp3 extra IOPS ${deployment}`;
    if (extra > 0) quote.monthly({ name: "extra IOPS", service: "rds", sku, quantity: extra });
    const mbps = numberAt(values, "storageThroughput");
    if (mbps === UNKNOWN || known(mbps, 0) > RDS_GP3_MBPS[tier]) {
      quote.missing("storage: no price of RDS gp3 throughput above the baseline");
    }
  } else if (type.startsWith("io")) {
    const sku = `${type} provisioned IOPS ${deployment}`;
    if (iops === undefined) return void quote.missing(`storage: ${type} without stated IOPS`);
    quote.monthly({ name: "provisioned IOPS", service: "rds", sku, quantity: iops });
  }
}

/** Backups beyond the free part, which is as large as the storage. */
function addBackups(values: Values, quote: Quote, gib: number): void {
  const days = numberAt(values, "backupRetentionPeriod");
  if (days === 0 || (days === undefined && values.replicateSourceDb !== undefined)) return;
  // One day is one full copy, and that one is free.
  if (days === 1) return;
  quote.usage({
    name: "backups beyond the free part",
    service: "rds",
    sku: "backup storage above the free allowance",
    key: "additionalBackupStorageGb",
    // One day is what RDS keeps where nothing is stated; 35 is the most that it keeps.
    assume: gib * DAILY_CHANGE * known(days, days === UNKNOWN ? 35 : 1),
    origin: "a full copy is free, 2 % of the storage changes each day (Amazon RDS pricing, Backup)",
    fixed: true,
  });
}

const rdsInstance: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const source = sourceOf(subject) ?? {};
  const instanceClass = textAt(inputs, "instanceClass") ?? textAt(source, "instanceClass");
  const engine = textAt(inputs, "engine") ?? textAt(source, "engine");
  const replica = inputs.replicateSourceDb !== undefined;
  const multiAz = switchAt(inputs, "multiAz", { absent: false, dearer: true });
  const deployment = multiAz ? "Multi-AZ" : "Single-AZ";
  if (typeof instanceClass !== "string") quote.missing("its instance class is not known");
  else if (typeof engine !== "string") quote.missing("its engine is not known");
  else {
    const sku = `${instanceClass} ${ENGINES[engine] ?? engine} ${deployment}`;
    quote.hourly({
      name: `${replica ? "replica" : "instance"} ${sku}`,
      service: "rds",
      sku,
      quantity: 1,
    });
  }
  const storage = readStorage(subject, deployment);
  if (typeof storage === "string") return void quote.missing(storage);
  const { gib: quantity, maximumGib: maximum, type } = storage;
  const sku = `${type} storage ${deployment}`;
  quote.monthly({ name: `${type} storage ${deployment}`, service: "rds", sku, quantity, maximum });
  addIops(inputs, quote, storage);
  addBackups(inputs, quote, storage.gib);
  // Source: Amazon RDS User Guide, Performance Insights: 7 days are free.
  const insights = numberAt(inputs, "performanceInsightsRetentionPeriod");
  if (insights === UNKNOWN || known(insights, 7) > 7) {
    quote.missing("no price of Performance Insights beyond 7 days");
  }
};

const auroraInstance: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const instanceClass = textAt(inputs, "instanceClass");
  const engine = textAt(inputs, "engine");
  if (typeof instanceClass !== "string") return void quote.missing("its class is not known");
  if (instanceClass === "db.serverless") {
    const cluster = referred(subject, "clusterIdentifier", "aws:rds/cluster:Cluster", [
      inputs.clusterIdentifier,
    ]);
    const limits = cluster?.inputs ?? {};
    const least = numberAt(limits, "serverlessv2ScalingConfiguration.minCapacity");
    const most = numberAt(limits, "serverlessv2ScalingConfiguration.maxCapacity");
    const quantity = typeof least === "number" ? least : most;
    if (typeof quantity !== "number") return void quote.missing("its capacity is not known");
    const name = "Aurora capacity units";
    const maximum = Math.max(quantity, known(most, quantity));
    quote.hourly({
      name,
      service: "rds",
      sku: "Aurora Serverless v2",
      quantity,
      maximum,
    });
    return;
  }
  const family = engine === "aurora-postgresql" ? "Aurora PostgreSQL" : String(engine ?? "Aurora");
  const sku = `${family} ${instanceClass}`;
  quote.hourly({ name: `instance ${sku}`, service: "rds", sku, quantity: 1 });
};

const auroraCluster: Pricer = (_subject, quote) => {
  const origin = "a database of 100 GB for 1,000 tenants (seed, Growth Projections)";
  const aurora = { service: "rds", origin };
  quote.usage({ ...aurora, name: "storage", sku: "Aurora storage", key: "storageGb", assume: 100 });
  quote.usage({
    ...aurora,
    name: "I/O",
    sku: "Aurora I/O",
    key: "monthlyIoRequests",
    assume: 10_000_000,
    factor: 1e-6,
    origin: "10,000 requests a day with some thirty reads and writes each",
  });
  quote.usage({
    ...aurora,
    name: "backups beyond the free part",
    sku: "Aurora backup storage",
    key: "backupSnapshotSizeGb",
    assume: 20,
  });
};

/** Source: Amazon RDS pricing, Backup storage: a copy in another region is paid from its first GB. */
const backupCopy: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const source = referred(subject, "sourceDbInstanceArn", RDS_INSTANCE, [
    inputs.sourceDbInstanceArn,
  ])?.inputs;
  const gib = numberAt(source ?? {}, "allocatedStorage");
  if (typeof gib !== "number") return void quote.missing("the storage of its source is not known");
  const days = known(numberAt(inputs, "retentionPeriod"), 7);
  quote.usage({
    name: "copied backups",
    service: "rds",
    sku: "backup storage above the free allowance",
    key: "additionalBackupStorageGb",
    assume: gib * (1 + DAILY_CHANGE * days),
    origin: "a full copy, and the 2 % of the storage that change each day",
    fixed: true,
  });
};

/** Pricers of databases. */
export const AWS_DATA: PricerTable = {
  [RDS_INSTANCE]: rdsInstance,
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": backupCopy,
  "aws:rds/cluster:Cluster": auroraCluster,
  "aws:rds/clusterInstance:ClusterInstance": auroraInstance,
};
