/** What the objects of a cluster are made on, and how they are named. */
import type { ComponentResource, CustomResourceOptions, Input, Resource } from "@pulumi/pulumi";
import { logicalName } from "../../../plan/names";
import type { CacheOutputs, DataOutputs, Placement } from "../../contract";

/** Driver and parameters of encrypted volumes: they differ from cloud to cloud. */
export interface VolumeDriver {
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, Input<string>>>;
}

/** `provider` of a secret store, as External Secrets spells it for each cloud. */
export type SecretStoreProvider = Readonly<Record<string, unknown>>;

/** Namespace that the vendor makes and owns. */
export const SYSTEM_NAMESPACE = "kube-system";

/** The component that owns objects. */
export interface Where extends Placement {
  readonly parent: ComponentResource;
  /** Logical name of the parent. */
  readonly name: string;
}

/** The component that owns the workloads, and what they are wired to. */
export interface Ground extends Where {
  readonly data: DataOutputs;
  readonly cache: CacheOutputs;
  readonly secretStore: SecretStoreProvider;
  /** Nodes and add-ons without which no pod becomes ready. */
  readonly nodes: readonly Resource[];
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
