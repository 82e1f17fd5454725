/** What runs in the namespace of one enterprise tenant: its database's schema, pooler, workloads. */
import type { Job } from "@pulumi/kubernetes/batch/v1";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Resource,
} from "@pulumi/pulumi";
import type { SubnetPlan, WorkloadPlan } from "../../../plan/cell";
import type { EnterpriseTenantPlan } from "../../../plan/tenancy";
import { tenantKeyPrefix } from "../../cache/access-strings";
import { applicationContract } from "../../compute/kubernetes/application-contract";
import type { Ground } from "../../compute/kubernetes/ground";
import { POOLER, POOLER_LABELS, POOLER_SECRET, pooler } from "../../compute/kubernetes/pooler";
import { disruptionBudget } from "../../compute/kubernetes/scaling";
import { MirroredSecrets } from "../../compute/kubernetes/secrets";
import { workload, workloadLabels } from "../../compute/kubernetes/workload";
import type { SecretOutputs } from "../../contract";
import { RDS_TRUST } from "../../sql/connection";
import { sqlPackJob } from "../../sql/job";
import { readSqlPack } from "../../sql/pack";
import { APPLICATION_ROLE, packSettings } from "./settings";
import { tenantNamespace } from "./tenant-namespace";

/** What a tenant's workloads are made from: the ground is the tenant's own site. */
export interface TenantWorkloadsArgs extends Omit<Ground, "parent" | "name"> {
  readonly tenant: EnterpriseTenantPlan;
  /** The tenant's user of the shared caches. */
  readonly cacheSecret: SecretOutputs;
  /** Where the shared caches are. */
  readonly cacheSubnets: readonly SubnetPlan[];
  /** The tenant's nodes. */
  readonly nodes: readonly Resource[];
}

/** Names of the Secrets in the namespace. */
const SECRETS = {
  master: "database-master",
  application: "database-application",
  variables: "application-secrets",
  cache: "cache",
} as const;

/**
 * Names the tenant in its own database. The values come as variables, which psql quotes.
 * Source: PostgreSQL documentation, "psql", SQL interpolation.
 */
const TENANT_FILE = `-- The one tenant of this database.
\\getenv tenant_id TENANT_ID
\\getenv tenant_slug TENANT_SLUG
SELECT platform.create_tenant(
  :'tenant_slug', :'tenant_slug', 'enterprise', current_setting('platform.residency'), :'tenant_id'::uuid
);
`;

/** What each step hands to the next. */
interface Wiring {
  readonly ground: Ground;
  readonly args: TenantWorkloadsArgs;
  readonly namespace: Input<string>;
  readonly secrets: MirroredSecrets;
  readonly before: readonly Resource[];
}

/** Everything in it stands on the tenant's own nodes, in the tenant's own namespace. */
export class TenantWorkloads extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args What the workloads are made from.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: TenantWorkloadsArgs, opts: ComponentResourceOptions) {
    super("platform:tenancy:TenantWorkloads", name, {}, opts);
    const { cluster, data, cacheSecret, tenant } = args;
    const ground: Ground = { ...args, parent: this, name };
    const timeSeriesNamespace = args.site.timeSeries.namespace;
    const { namespace, ready } = tenantNamespace(ground, { ...args, timeSeriesNamespace });
    const wiring: Wiring = {
      ground,
      args,
      namespace: namespace.metadata.name,
      secrets: new MirroredSecrets(ground, {
        cluster,
        namespace: namespace.metadata.name,
        secrets: [
          data.masterSecret,
          data.applicationSecret,
          cacheSecret,
          ...Object.values(args.timeSeries.secrets),
        ],
      }),
      before: [...cluster.foundation.ready, ...args.timeSeries.ready, ...ready, ...args.nodes],
    };
    const applied = this.schema(wiring);
    const pool = this.pooler(wiring, applied);
    this.workloads(wiring, pool);
    this.registerOutputs({ namespace: tenant.namespace });
  }

  private schema({ ground, args, namespace, secrets, before }: Wiring): Job {
    const { data, tenant } = args;
    const pack = readSqlPack("tenancy");
    const keys = { username: "username", password: "password" };
    const master = secrets.mirror({ name: SECRETS.master, from: data.masterSecret, keys });
    const from = data.applicationSecret;
    const application = secrets.mirror({ name: SECRETS.application, from, keys });
    return sqlPackJob(ground, {
      pack: { ...pack, files: { ...pack.files, "900_tenant.sql": TENANT_FILE } },
      namespace,
      host: data.host,
      database: data.databaseName,
      secretName: SECRETS.master,
      trust: RDS_TRUST,
      image: ground.site.tenancy.sqlImage,
      pool: tenant.pool,
      settings: packSettings(ground),
      environment: [
        { name: "TENANT_ID", value: tenant.id },
        { name: "TENANT_SLUG", value: tenant.name },
      ],
      passwords: { [APPLICATION_ROLE]: SECRETS.application },
      after: [...before, master, application],
    });
  }

  private pooler({ ground, args, namespace, secrets, before }: Wiring, applied: Job): Resource {
    const users = secrets.mirror({
      name: POOLER_SECRET,
      from: args.data.applicationSecret,
      keys: { username: "username", password: "password" },
      template: { "userlist.txt": '"{{ .username }}" "{{ .password }}"\n' },
    });
    disruptionBudget(ground, { name: POOLER, labels: POOLER_LABELS, maxUnavailable: 1, namespace });
    const after = [...before, users, applied];
    return pooler(ground, { namespace, pool: args.tenant.pool.role, after });
  }

  private workloads(wiring: Wiring, pool: Resource): void {
    const { ground, args, namespace, secrets, before } = wiring;
    const prefix = tenantKeyPrefix(args.tenant.name);
    const contract = applicationContract(ground, namespace, {
      CACHE_KEY_PREFIX: prefix,
      // Celery puts it before every key and channel (transport option `global_keyprefix`).
      BROKER_KEY_PREFIX: prefix,
      TENANT_ID: args.tenant.id,
    });
    const variables = [
      secrets.mirror({
        name: SECRETS.variables,
        from: args.data.applicationSecret,
        keys: { DATABASE_USERNAME: "username", DATABASE_PASSWORD: "password" },
      }),
      secrets.mirror({
        name: SECRETS.cache,
        from: args.cacheSecret,
        keys: { CACHE_USERNAME: "username", CACHE_PASSWORD: "password" },
      }),
    ];
    for (const plan of args.tenant.workloads) {
      const series = timeSeriesLogin(wiring, plan);
      budget(ground, plan, namespace);
      workload(ground, {
        plan,
        namespace,
        contract,
        secretNames: [SECRETS.variables, SECRETS.cache, ...series.map(({ name }) => name)],
        after: [...before, ...variables, ...series.map(({ mirrored }) => mirrored), pool],
      });
    }
  }
}

/**
 * Time series stay in the shared database, behind views that compare the tenant: RDS has no
 * TimescaleDB. Source: Amazon RDS for PostgreSQL Release Notes, supported extensions.
 */
function timeSeriesLogin({ args, secrets }: Wiring, { role }: WorkloadPlan) {
  if (role === "scheduler") return [];
  const name = `timeseries-${role}`;
  const keys = { TIMESERIES_USERNAME: "username", TIMESERIES_PASSWORD: "password" };
  return [{ name, mirrored: secrets.mirror({ name, from: args.timeSeries.secrets[role], keys }) }];
}

/** A workload with one pod would block a drain for ever, were it not allowed to go. */
function budget(ground: Ground, plan: WorkloadPlan, namespace: Input<string>): void {
  disruptionBudget(ground, {
    name: plan.name,
    labels: workloadLabels(plan),
    maxUnavailable: plan.maxUnavailable,
    namespace,
  });
}
