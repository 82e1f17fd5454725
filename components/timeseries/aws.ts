/** TimescaleDB of one site on AWS: its buckets, passwords and rights, and the database itself. */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Resource,
} from "@pulumi/pulumi";
import { generationPart } from "../../plan/names";
import {
  type BucketOutputs,
  type CertificatesOutputs,
  type ClusterOutputs,
  DATABASE_PORT,
  type KeyOutputs,
  type NetworkOutputs,
  type Placement,
  type SecretOutputs,
  type TimeSeriesOutputs,
} from "../contract";
import { privateBucket } from "../object-bucket";
import { type Owner, generatePassword, storeSecret } from "../stored-secret";
import { archiveRights, backupRights } from "./aws-rights";
import { LOGINS, LOGIN_ROLES, type LoginRole } from "./kubernetes/credentials";
import { ARCHIVER, serviceHost } from "./kubernetes/names";
import { TimeSeries } from "./kubernetes/time-series";

/** What the time series are made from. */
export interface AwsTimeSeriesArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
  readonly cluster: ClusterOutputs;
  readonly certificates: CertificatesOutputs;
}

/** Days for which a deleted or overwritten object can be brought back. */
const NONCURRENT_DAYS = { backups: 7, archive: 30 } as const;

/** The operator deletes what is too old; the bucket ends what it forgot, this much later. */
const FORGOTTEN_DAYS = 7;

/** Price: facts/prices, `s3`, `secrets`, `ebs`, and the nodes of its pool. */
export class AwsTimeSeries extends ComponentResource implements TimeSeriesOutputs {
  readonly host: string;
  readonly readHost: string;
  readonly port = DATABASE_PORT;
  readonly databaseName: string;
  readonly secrets: TimeSeriesOutputs["secrets"];
  readonly superuserSecret: SecretOutputs;
  readonly buckets: TimeSeriesOutputs["buckets"];
  readonly ready: readonly Resource[];

  /**
   * @param name Logical name.
   * @param args The cell, the site, its keys, its network and its cluster.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: AwsTimeSeriesArgs, opts: ComponentResourceOptions) {
    super("platform:timeseries:AwsTimeSeries", name, {}, opts);
    const owner: Owner = { ...args, parent: this, name };
    const secrets = this.logins(owner);
    this.host = serviceHost(args, "rw");
    // A single instance has no replica to read from.
    this.readHost = serviceHost(args, args.site.timeSeries.instances > 1 ? "ro" : "rw");
    this.databaseName = args.site.timeSeries.databaseName;
    this.secrets = { api: secrets.api, worker: secrets.worker };
    this.superuserSecret = secrets.superuser;
    this.buckets = { backups: this.backups(owner), archive: this.archive(owner) };
    const inside = new TimeSeries(
      `${name}-cluster`,
      {
        cell: args.cell,
        site: args.site,
        cluster: args.cluster,
        certificates: args.certificates,
        secrets,
        buckets: this.buckets,
        objectStoreRanges: args.network.objectStoreRanges,
        identities: (namespace) => this.identities(owner, args, namespace),
      },
      { parent: this },
    );
    this.ready = inside.ready;
    this.registerOutputs({ host: this.host, databaseName: this.databaseName });
  }

  private logins(owner: Owner): Readonly<Record<LoginRole, SecretOutputs>> {
    const version = generationPart(owner.site.timeSeries.generation);
    const store = (role: LoginRole): SecretOutputs => {
      const part = `timeseries-${role}`;
      const password = generatePassword(owner, part);
      const { username } = LOGINS[role];
      return storeSecret(owner, { role: part, version, values: { username, password } });
    };
    const made = LOGIN_ROLES.map((role) => [role, store(role)] as const);
    return Object.fromEntries(made) as Readonly<Record<LoginRole, SecretOutputs>>;
  }

  private backups(owner: Owner): BucketOutputs {
    const { backups, generation } = owner.site.timeSeries;
    return privateBucket(owner, {
      role: "timeseries-backups",
      generation,
      key: owner.keys.data,
      lifetime: {
        expireDays: backups.retentionDays + FORGOTTEN_DAYS,
        noncurrentDays: NONCURRENT_DAYS.backups,
      },
    });
  }

  private archive(owner: Owner): BucketOutputs {
    const { archive, generation } = owner.site.timeSeries;
    return privateBucket(owner, {
      role: "timeseries-archive",
      generation,
      key: owner.keys.data,
      lifetime: {
        expireDays: archive.keepDays,
        noncurrentDays: NONCURRENT_DAYS.archive,
        cold: { storageClass: "GLACIER_IR", afterDays: archive.coldAfterDays },
      },
    });
  }

  private identities(
    owner: Owner,
    { cluster }: AwsTimeSeriesArgs,
    namespace: Input<string>,
  ): readonly Resource[] {
    const { keys, site } = owner;
    const { backups, archive } = this.buckets;
    return [
      ...cluster.identity(owner, {
        of: "timeseries",
        namespace,
        serviceAccount: site.timeSeries.clusterName,
        statements: backupRights(backups, keys),
      }),
      ...cluster.identity(owner, {
        of: ARCHIVER,
        namespace,
        serviceAccount: ARCHIVER,
        statements: archiveRights(archive, keys),
      }),
    ];
  }
}
