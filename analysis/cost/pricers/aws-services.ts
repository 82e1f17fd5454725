/** Keys, secrets, logs, alarms, storage and audit on AWS. */
import { UNKNOWN } from "../../../facts/values";
import { at, fieldsOf, known, listAt, numberAt, textAt } from "../read";
import type { Pricer, PricerTable } from "../quote";
import { statedUsage } from "../subject";

/** Stored share of ingested logs. Source: Amazon CloudWatch pricing, example 3: "0.15 compression". */
const LOG_COMPRESSION = 0.15;
/** Days that are priced where logs never expire. */
const LOG_FOREVER_DAYS = 365;
const LOG_GB = 15;
/** GB a month that a function of ours writes: a line or two a call. */
const FUNCTION_LOG_GB = 0.05;

const key: Pricer = (_subject, quote) => {
  quote.monthly({ name: "key", service: "kms", sku: "customer key", quantity: 1 });
  quote.usage({
    name: "requests",
    service: "kms",
    sku: "requests (symmetric)",
    key: "monthlyRequests",
    assume: 20_000,
    factor: 1e-4,
    origin: "data keys are cached by the services; 1,000 tenants",
  });
};

const secret: Pricer = (subject, quote) => {
  const replicas = listAt(subject.view.inputs, "replicas");
  if (replicas === UNKNOWN) quote.missing("its replicas are not known");
  const copies = replicas === UNKNOWN ? 0 : replicas.length;
  quote.monthly({ name: "secret", service: "secretsmanager", sku: "secret", quantity: 1 });
  if (copies > 0) {
    // A replica is billed as a secret of its own. Source: AWS Secrets Manager pricing.
    const sku = "secret";
    quote.monthly({ name: "replicas", service: "secretsmanager", sku, quantity: copies });
  }
  quote.usage({
    name: "requests",
    service: "secretsmanager",
    sku: "API requests",
    key: "monthlyRequests",
    assume: 5000,
    factor: 1e-4,
    fixed: true,
    origin: "read once an hour by the operator in the cluster and its restarts",
  });
};

/**
 * Groups that are written when something runs, which is seldom, by the names that vendors fix:
 * functions, workflows, builds, and major upgrades of a database.
 */
const SELDOM_WRITTEN =
  /^\/aws\/(lambda|codebuild|vendedlogs\/states|rds\/instance\/[^/]+\/upgrade)/;

const logGroup: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const grade = textAt(inputs, "logGroupClass") ?? "STANDARD";
  if (grade !== "STANDARD" && grade !== UNKNOWN) {
    return void quote.missing(`no price of logs of class ${grade}`);
  }
  const origin = "130 GB a month of all logs for 1,000 tenants";
  const days = numberAt(inputs, "retentionInDays");
  const kept = days === undefined || days === 0 || days === UNKNOWN ? LOG_FOREVER_DAYS : days;
  const ingested = statedUsage(subject, "monthlyDataIngestedGb");
  const isSeldom = SELDOM_WRITTEN.test(known(textAt(inputs, "name"), ""));
  const assumed = isSeldom ? FUNCTION_LOG_GB : LOG_GB;
  const logs = { service: "cloudwatch", origin, fixed: isSeldom } as const;
  quote.usage({
    ...logs,
    name: "logs ingested",
    sku: "logs ingested (standard class)",
    key: "monthlyDataIngestedGb",
    assume: assumed,
  });
  quote.usage({
    ...logs,
    name: "logs stored",
    sku: "logs stored",
    key: "storageGb",
    assume: ((ingested ?? assumed) * LOG_COMPRESSION * kept) / 30,
    fixed: isSeldom || ingested !== undefined,
    origin: `${kept} days of what is ingested, compressed (Amazon CloudWatch pricing)`,
  });
};

const alarm: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const queries = listAt(inputs, "metricQueries");
  const metrics =
    queries === UNKNOWN ? 10 : queries.filter((q) => fieldsOf(q).metric !== undefined).length;
  const period = numberAt(inputs, "period");
  const fast = period === UNKNOWN || (period !== undefined && period < 60);
  const sku = `alarm ${fast ? "high" : "standard"} resolution`;
  const quantity = Math.max(1, metrics);
  quote.monthly({ name: "alarm metrics", service: "cloudwatch", sku, quantity });
};

const dashboard: Pricer = (_subject, quote) => {
  quote.monthly({ name: "dashboard", service: "cloudwatch", sku: "dashboard", quantity: 1 });
};

const bucket: Pricer = (_subject, quote) => {
  const base = { service: "s3", origin: "500 GB in some five buckets for 1,000 tenants" } as const;
  quote.usage({
    ...base,
    name: "storage",
    sku: "Standard storage",
    key: "standard.storageGb",
    assume: 100,
  });
  quote.usage({
    ...base,
    name: "writes",
    sku: "PUT/COPY/POST/LIST Standard",
    key: "standard.monthlyTier1Requests",
    assume: 60_000,
    factor: 1e-3,
  });
  quote.usage({
    ...base,
    name: "reads",
    sku: "GET Standard",
    key: "standard.monthlyTier2Requests",
    assume: 300_000,
    factor: 1e-3,
  });
  const colder = [
    ["standardInfrequentAccess.storageGb", "Standard-IA storage"],
    ["glacierFlexibleRetrieval.storageGb", "Glacier Flexible Retrieval storage"],
    ["glacierDeepArchive.storageGb", "Glacier Deep Archive storage"],
  ] as const;
  for (const [usage, sku] of colder) {
    const quantity = statedUsage(_subject, usage);
    if (quantity !== undefined) quote.monthly({ name: sku, service: "s3", sku, quantity });
  }
};

/** Source: Amazon S3 pricing, Replication: requests and transfer from the region of the source. */
const replication: Pricer = (subject, quote) => {
  const home = subject.stack.options.primaryRegion;
  const isReturn = home !== undefined && subject.region !== home;
  quote.usage({
    name: "transfer to the other region",
    service: "data-transfer",
    sku: "inter-region out (generic)",
    key: "monthlyReplicatedGb",
    assume: isReturn ? 0 : 60,
    origin: isReturn
      ? "nothing is written in the standby region"
      : "what 1,000 tenants write into one bucket in a month",
  });
};

const registry: Pricer = (_subject, quote) => {
  quote.usage({
    name: "image storage",
    service: "ecr",
    sku: "storage",
    key: "storageGb",
    assume: 5,
    fixed: true,
    origin: "some twenty images of 250 MB",
  });
};

const fileSystem: Pricer = (_subject, quote) => {
  quote.usage({
    name: "storage",
    service: "efs",
    sku: "standard storage",
    key: "storageGb",
    assume: 50,
    origin: "files of 1,000 tenants",
  });
};

// AWS Backup bills a copy of a service at that service's snapshot price. Source: AWS Backup pricing.
const vault: Pricer = (_subject, quote) => {
  quote.usage({
    name: "database backups",
    service: "rds",
    sku: "backup storage above the free allowance",
    key: "monthlyRdsSnapshotGb",
    assume: 300,
    origin: "weekly and monthly copies of a database of 100 GB for 1,000 tenants",
  });
  quote.usage({
    name: "volume backups",
    service: "ebs",
    sku: "snapshot",
    key: "monthlyEbsSnapshotGb",
    assume: 0,
    origin: "volumes are rebuilt, not backed up",
  });
};

const trail: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const extras = ["eventSelectors", "advancedEventSelectors", "insightSelectors"];
  const dear = extras.filter((name) => {
    const list = listAt(inputs, name);
    if (list === UNKNOWN) return true;
    return name === "eventSelectors"
      ? list.some((s) => {
          const resources = at(fieldsOf(s), "dataResources");
          return resources !== undefined && (!Array.isArray(resources) || resources.length > 0);
        })
      : list.length > 0;
  });
  if (dear.length > 0) quote.missing(`no price of CloudTrail events of ${dear.join(", ")}`);
  else quote.free("AWS CloudTrail pricing: the first copy of management events is free");
};

const parameter: Pricer = (subject, quote) => {
  const tier = textAt(subject.view.inputs, "tier") ?? "Standard";
  if (tier === "Standard") quote.free("AWS Systems Manager pricing: standard parameters are free");
  else quote.missing("no price of an advanced parameter");
};

const webAcl: Pricer = (subject, quote) => {
  const rules = listAt(subject.view.inputs, "rules");
  if (rules === UNKNOWN) quote.missing("its rules are not known");
  quote.monthly({ name: "web ACL", service: "wafv2", sku: "web ACL", quantity: 1 });
  const quantity = rules === UNKNOWN ? 0 : rules.length;
  if (quantity > 0) quote.monthly({ name: "rules", service: "wafv2", sku: "rule", quantity });
  quote.usage({
    name: "requests",
    service: "wafv2",
    sku: "requests",
    key: "monthlyRequests",
    assume: 300_000,
    factor: 1e-6,
    origin: "10,000 requests a day (seed, Growth Projections)",
  });
};

const budget: Pricer = (_subject, quote) => {
  quote.free("AWS Budgets pricing: budgets without actions are free");
};

const flowLog: Pricer = (subject, quote) => {
  const kind = known(textAt(subject.view.inputs, "logDestinationType"), "cloud-watch-logs");
  if (kind === "cloud-watch-logs") quote.free("its log group bears what it delivers");
  else quote.missing(`no price of flow logs delivered to ${kind}`);
};

/** Pricers of services beside machines, data and network. */
export const AWS_SERVICES: PricerTable = {
  "aws:kms/key:Key": key,
  "aws:kms/replicaKey:ReplicaKey": key,
  "aws:kms/externalKey:ExternalKey": key,
  "aws:secretsmanager/secret:Secret": secret,
  "aws:cloudwatch/logGroup:LogGroup": logGroup,
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:cloudwatch/dashboard:Dashboard": dashboard,
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketV2:BucketV2": bucket,
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": replication,
  "aws:ecr/repository:Repository": registry,
  "aws:efs/fileSystem:FileSystem": fileSystem,
  "aws:backup/vault:Vault": vault,
  "aws:cloudtrail/trail:Trail": trail,
  "aws:ssm/parameter:Parameter": parameter,
  "aws:wafv2/webAcl:WebAcl": webAcl,
  "aws:budgets/budget:Budget": budget,
  "aws:ec2/flowLog:FlowLog": flowLog,
};
