/**
 * Wires disaster recovery: on the ground of the second region, and when everything else is
 * declared, what copies and moves it.
 */
import type { Output, Resource } from "@pulumi/pulumi";
import type { SiteRole } from "../../plan/cell";
import { logicalName } from "../../plan/names";
import type {
  BucketOutputs,
  ClusterOutputs,
  DataOutputs,
  KeyOutputs,
  OriginOutputs,
  Placement,
  SecretOutputs,
  TimeSeriesOutputs,
  ZoneOutputs,
} from "../contract";
import { AwsObjects } from "../objects/aws";
import { AwsBackupCopies } from "./aws-backup-copies";
import { AwsBackups } from "./aws-backups";
import { AwsStandbyCluster } from "./aws-cluster";
import { AwsFailover } from "./aws-failover";
import { AwsReplica } from "./aws-replica";
import { AwsReplication } from "./aws-replication";
import { AwsTwinBuckets } from "./aws-twins";
import { AwsVault } from "./aws-vault";
import { OutboxShipper } from "./kubernetes/outbox";
import type { Options, SecondRegion } from "./second-region";

export { secondRegion } from "./second-region";

const DR = { component: "dr", dataClass: "internal" } as const;
const PERSONAL = { component: "dr", dataClass: "personal" } as const;

/**
 * Copies the backups of enterprise tenants' databases, where there is a standby site.
 *
 * @param second The second region; undefined where the cell has none.
 * @param databases ARNs of the databases by tenant.
 */
export function copyTenantBackups(
  second: SecondRegion | undefined,
  databases: ReadonlyMap<string, Output<string>>,
): void {
  if (second?.standby === undefined || databases.size === 0) return;
  new AwsBackupCopies(
    "standby-backups",
    { ...second.standby, databases },
    second.options(PERSONAL),
  );
}

/** What is backed up, copied and moved. */
export interface RecoveryArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly second: SecondRegion | undefined;
  readonly data: DataOutputs;
  readonly cluster: ClusterOutputs;
  readonly timeSeries: TimeSeriesOutputs;
  readonly objects: AwsObjects;
  readonly edge: {
    readonly zone: ZoneOutputs;
    readonly origin: OriginOutputs;
    readonly poolIds: ReadonlyMap<SiteRole, Output<string>>;
  };
  /** A role that may claim rows of the outbox; absent where nothing ships them. */
  readonly outboxSecret: SecretOutputs | undefined;
  /** The tables of the database are there. */
  readonly applied: Resource;
}

/**
 * Makes the application's objects; they are a part of every cell.
 *
 * @param args The site and its keys.
 * @param options Options of components in the site's region.
 */
export function objectsOf(
  args: Placement & { readonly keys: KeyOutputs },
  options: Options,
): AwsObjects {
  const name = logicalName(args.site.role, "objects");
  return new AwsObjects(name, args, options({ component: "data", dataClass: "personal" }));
}

/**
 * Declares backups, copies and the failover, as far as the cell has them.
 *
 * @param args What is backed up, copied and moved.
 * @param options Options of components in the first region, the cluster's provider among them.
 */
export function buildRecovery(args: RecoveryArgs, options: Options): void {
  const { second } = args;
  if (second === undefined) return;
  backUp(args, second, options);
  if (second.standby === undefined) return;
  copyObjects(args, second, options);
  stand(args, second);
  ship(args, options);
}

function backUp({ cell, site }: RecoveryArgs, second: SecondRegion, options: Options): void {
  const plan = cell.dr.backups;
  if (plan === undefined) return;
  const { region } = site;
  const vault = new AwsVault("primary-vault", { cell, site, region, plan }, options(PERSONAL));
  const copies = new AwsVault(
    "standby-vault",
    { cell, site: { role: "standby" }, region: second.region, plan },
    second.options(PERSONAL),
  );
  new AwsBackups("primary-backups", { cell, site, plan, vault, copies }, options(PERSONAL));
}

/** Both ways from the first day, so that a failover turns nothing round. */
function copyObjects(args: RecoveryArgs, second: SecondRegion, options: Options): void {
  const { standby } = second;
  if (standby === undefined) return;
  const { backups, archive } = args.timeSeries.buckets;
  const sources: readonly BucketOutputs[] = [args.objects.assets, backups, archive];
  const { twins } = new AwsTwinBuckets(
    "standby-objects",
    { ...standby, sources },
    second.options({ component: "dr", dataClass: "personal" }),
  );
  const there = sources.flatMap((source, index) => {
    const target = twins[index];
    return target === undefined ? [] : [{ role: source.made.role, source, target }];
  });
  const back = there.map(({ role, source, target }) => ({ role, source: target, target: source }));
  const [from, to] = [args.site.region, standby.site.region];
  new AwsReplication(
    "primary-replication",
    {
      ...{ cell: args.cell, site: args.site, region: from, targetRegion: to, pairs: there },
      sourceKeyArn: args.keys.data,
      targetKeyArn: standby.keys.data,
    },
    options(DR),
  );
  new AwsReplication(
    "standby-replication",
    {
      ...{ cell: args.cell, site: standby.site, region: to, targetRegion: from, pairs: back },
      sourceKeyArn: standby.keys.data,
      targetKeyArn: args.keys.data,
    },
    second.options(DR),
  );
}

function stand(args: RecoveryArgs, second: SecondRegion): void {
  const { standby } = second;
  const plan = args.cell.dr.standby;
  if (standby === undefined || plan === undefined) return;
  const replica = new AwsReplica(
    "standby-data",
    { ...standby, plan: plan.replica, sourceArn: args.data.arn },
    second.options(PERSONAL),
  );
  const cluster = new AwsStandbyCluster("standby-compute", standby, second.options(DR));
  const { poolIds } = args.edge;
  const { cell, site, keys } = standby;
  new AwsFailover(
    "standby-failover",
    {
      ...{ cell, site, keys, plan, replica, cluster, poolIds },
    },
    second.options(DR),
  );
}

function ship(args: RecoveryArgs, options: Options): void {
  const plan = args.cell.dr.standby?.outbox;
  const { outboxSecret: secret } = args;
  if (plan === undefined || secret === undefined) return;
  const { cell, site, cluster, data, keys } = args;
  new OutboxShipper(
    logicalName(site.role, "outbox"),
    {
      ...{ cell, site, cluster, data, keys, plan, secret },
      bucket: args.objects.assets,
      after: [args.applied],
    },
    options(DR),
  );
}
