/** What the objects of a cluster are made on, and how they are named. */
import type { CustomResourceOptions, Input, Resource } from "@pulumi/pulumi";
import type { Tags } from "../../../plan/cell";
import { logicalName } from "../../../plan/names";
import type {
  CacheOutputs,
  CertificatesOutputs,
  ClusterOutputs,
  DataOutputs,
  TimeSeriesOutputs,
  Where,
} from "../../contract";

/** Driver and parameters of encrypted volumes: they differ from cloud to cloud. */
export interface VolumeDriver {
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, Input<string>>>;
  /**
   * The parameters by which it gives volumes their tags: they cost money too.
   *
   * @param tags The tags.
   */
  tagged(tags: Tags): Readonly<Record<string, string>>;
}

/** Namespace that the vendor makes and owns. */
export const SYSTEM_NAMESPACE = "kube-system";

export type { Where } from "../../contract";

/** The component that owns the workloads, and what they are wired to. */
export interface Ground extends Where {
  readonly data: DataOutputs;
  readonly cache: CacheOutputs;
  readonly cluster: ClusterOutputs;
  readonly certificates: CertificatesOutputs;
  readonly timeSeries: TimeSeriesOutputs;
}

/**
 * Options of an object.
 *
 * @param where The component that owns it.
 * @param after What must exist before it, beside what its inputs name.
 */
export function objectOptions(
  where: Where,
  after: readonly Resource[] = [],
): CustomResourceOptions {
  return { parent: where.parent, dependsOn: [...after] };
}

/**
 * Logical name of an object.
 *
 * @param where The component that owns it.
 * @param parts What it is.
 */
export function objectName(where: Where, ...parts: readonly string[]): string {
  return logicalName(where.name, ...parts);
}
