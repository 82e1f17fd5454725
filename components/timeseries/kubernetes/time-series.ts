/** The time series inside a cluster: the same on every cloud. */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import type {
  BucketOutputs,
  CertificatesOutputs,
  ClusterOutputs,
  Placement,
  SecretOutputs,
  TimeSeriesOutputs,
} from "../../contract";
import { certificate } from "../../certificates/certificate";
import { namespaceOf } from "../../compute/kubernetes/foundation";
import { poolNamed } from "../../compute/kubernetes/pod";
import { MirroredSecrets } from "../../compute/kubernetes/secrets";
import { isProtected } from "../../lifetime";
import { sqlPackJob } from "../../sql/job";
import { readSqlPack } from "../../sql/pack";
import { archiver } from "./archive";
import { objectStore, scheduledBackup } from "./backups";
import { postgresCluster } from "./cluster";
import { type LoginRole, SUPERUSER, mirrorLogins } from "./credentials";
import type { TimeSeriesGround } from "./ground";
import { RELOAD_LABELS, SERVER_CERTIFICATE, SERVER_TRUST, serverNames, serviceHost } from "./names";
import { timeSeriesPolicies } from "./policies";

/** What the time series are made from. */
export interface TimeSeriesArgs extends Placement {
  readonly cluster: ClusterOutputs;
  readonly certificates: CertificatesOutputs;
  readonly secrets: Readonly<Record<LoginRole, SecretOutputs>>;
  readonly buckets: TimeSeriesOutputs["buckets"];
  readonly objectStoreRanges: Output<string[]>;
  /** Gives the pods of instances and of the archiver their roles in the cloud. */
  readonly identities: (namespace: Input<string>) => readonly Resource[];
}

/** Namespace, cluster, backups, tables and archive, in the order in which a first `up` succeeds. */
export class TimeSeries extends ComponentResource {
  /** What a pod that uses the database comes after. */
  readonly ready: readonly Resource[];

  /**
   * @param name Logical name.
   * @param args What the time series are made from.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: TimeSeriesArgs, opts: ComponentResourceOptions) {
    super("platform:timeseries:TimeSeries", name, {}, opts);
    const { cluster, objectStoreRanges, buckets } = args;
    const where = { cell: args.cell, site: args.site, parent: this, name };
    const namespace = namespaceOf(where, args.site.timeSeries.namespace).metadata.name;
    const isKept = isProtected(args.cell);
    const ground: TimeSeriesGround = { ...where, cluster, namespace, isKept };
    const policies = timeSeriesPolicies(ground, { objectStoreRanges, namespace });
    const before = [...cluster.nodes, ...cluster.foundation.ready, ...policies];
    const identities = args.identities(namespace);
    const needs = [...before, ...identities, ...this.needs(ground, args)];
    const postgres = postgresCluster(ground, needs);
    scheduledBackup(ground, postgres);
    this.ready = [this.tables(ground, [postgres, ...before])];
    this.archive(ground, buckets.archive, [...this.ready, ...before, ...identities]);
    this.registerOutputs({ host: serviceHost(args, "rw") });
  }

  /** Passwords, the server's certificate, and where WAL goes. */
  private needs(ground: TimeSeriesGround, args: TimeSeriesArgs): readonly Resource[] {
    const { cluster, namespace } = ground;
    const secrets = Object.values(args.secrets);
    const mirrored = new MirroredSecrets(ground, { cluster, namespace, secrets });
    const server = certificate(ground, {
      name: SERVER_CERTIFICATE,
      namespace,
      dnsNames: serverNames(ground),
      issuer: args.certificates.issuer,
      labels: RELOAD_LABELS,
    });
    const store = objectStore(ground, args.buckets.backups);
    return [...mirrorLogins(mirrored, args.secrets), server, store];
  }

  private tables(ground: TimeSeriesGround, after: readonly Resource[]): Resource {
    const { cell, site, namespace } = ground;
    return sqlPackJob(ground, {
      pack: readSqlPack("timeseries"),
      namespace,
      host: serviceHost(ground, "rw"),
      database: site.timeSeries.databaseName,
      secretName: SUPERUSER.secretName,
      trust: SERVER_TRUST,
      image: site.timeSeries.image,
      pool: poolNamed(site.compute.nodePools, "system"),
      settings: { "platform.residency": cell.residency },
      after,
    });
  }

  private archive(
    ground: TimeSeriesGround,
    bucket: BucketOutputs,
    after: readonly Resource[],
  ): void {
    archiver(ground, { bucket, after });
  }
}
