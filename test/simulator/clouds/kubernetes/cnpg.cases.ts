/** Cases of CloudNativePG: clusters of databases and their backups. */
import type { Values } from "../../../../facts/values";
import { object, type RuleCase } from "../support";
import { BASE, release } from "./world";

const IMAGE = `111122223333.dkr.ecr.us-east-1.amazonaws.com/podcast/timescaledb:17.11-ts2.29.1@sha256:${"d".repeat(64)}`;
const secret = (name: string) =>
  object("core/v1:Secret", name, { metadata: { name, namespace: "app" } });
const STORE = object("barmancloud.cnpg.io/v1:ObjectStore", "backups", {
  metadata: { name: "backups", namespace: "app" },
  spec: { configuration: { destinationPath: "s3://backups/" } },
});
const PLUGIN = {
  name: "barman-cloud.cloudnative-pg.io",
  isWALArchiver: true,
  parameters: { barmanObjectName: "backups" },
};
const SPEC: Values = {
  instances: 2,
  imageName: IMAGE,
  storage: { size: "10Gi" },
  plugins: [PLUGIN],
  postgresql: {
    parameters: { shared_buffers: "128MB" },
    synchronous: { method: "any", number: 1 },
  },
  resources: { requests: { cpu: "250m", memory: "512Mi" } },
  superuserSecret: { name: "superuser" },
};

const WORLD = [
  ...BASE,
  release("cloudnative-pg"),
  release("plugin-barman-cloud"),
  secret("superuser"),
  STORE,
];

const cluster = {
  type: "kubernetes:postgresql.cnpg.io/v1:Cluster",
  inputs: { metadata: { name: "series", namespace: "app" }, spec: SPEC },
  world: WORLD,
};
const spec = (change: Values): { change: Values } => ({ change: { spec: { ...SPEC, ...change } } });

/** Cases of database clusters. */
export const CNPG_CASES: readonly RuleCase[] = [
  {
    rule: "cnpg-instances",
    ...cluster,
    ...spec({ instances: 0, postgresql: {} }),
    says: /spec\.instances: Invalid value: should be greater than or equal to 1/,
  },
  {
    rule: "cnpg-image-version",
    ...cluster,
    ...spec({ imageName: IMAGE.replace(":17.11-ts2.29.1", "") }),
    says: /Can't use just the image sha as we can't detect upgrades/,
  },
  {
    rule: "cnpg-image-version",
    ...cluster,
    ...spec({ imageName: IMAGE.replace("17.11-ts2.29.1", "stable") }),
    says: /invalid version tag/,
  },
  {
    rule: "cnpg-wal-archivers",
    ...cluster,
    ...spec({ backup: { barmanObjectStore: { destinationPath: "s3://backups/" } } }),
    says: /Cannot enable a WAL archiver plugin when barmanObjectStore is configured/,
  },
  {
    rule: "cnpg-parameters",
    ...cluster,
    ...spec({ postgresql: { parameters: { archive_command: "true" } } }),
    says: /parameters\.archive_command: .* Can't set fixed configuration parameter/,
  },
  {
    rule: "cnpg-parameters",
    ...cluster,
    ...spec({ postgresql: { parameters: { shared_buffers: "1GB" } } }),
    says: /Memory request is lower than PostgreSQL `shared_buffers` value/,
  },
  {
    rule: "cnpg-synchronous-replicas",
    ...cluster,
    ...spec({ instances: 1 }),
    says: /must be less than the total number of instances/,
  },
  {
    rule: "cnpg-storage-shrinks",
    ...cluster,
    verb: "update",
    olds: cluster.inputs,
    ...spec({ storage: { size: "9Gi" } }),
    says: /can't shrink existing storage from 10Gi to 9Gi/,
  },
  {
    rule: "cnpg-plugin-or-store-missing",
    ...cluster,
    drop: ["app/backups"],
    says: /objectstores\.barmancloud\.cnpg\.io "backups" not found/,
  },
  {
    rule: "cnpg-plugin-or-store-missing",
    ...cluster,
    drop: ["ops/plugin-barman-cloud"],
    says: /Unknown plugin: 'barman-cloud\.cloudnative-pg\.io'/,
  },
  {
    rule: "cnpg-secret-missing",
    ...cluster,
    drop: ["app/superuser"],
    says: /missing specified superuser secret superuser/,
  },
  {
    rule: "cnpg-instance-without-node",
    ...cluster,
    ...spec({ affinity: { nodeSelector: { pool: "timeseries" } } }),
    says: /\[Unschedulable\] 0\/1 nodes are available/,
  },
  {
    rule: "cnpg-schedule-form",
    type: "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup",
    inputs: {
      metadata: { name: "daily", namespace: "app" },
      spec: { schedule: "0 0 2 * * *", cluster: { name: "series" } },
    },
    world: WORLD,
    change: { spec: { schedule: "0 2 * *", cluster: { name: "series" } } },
    says: /Expected 5 to 6 fields, found 4/,
  },
];
