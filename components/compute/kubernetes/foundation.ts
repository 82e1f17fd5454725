/** What a cluster needs before it holds anything: namespaces, priorities, encrypted volumes. */
import { Namespace, ServiceAccount } from "@pulumi/kubernetes/core/v1";
import { PriorityClass } from "@pulumi/kubernetes/scheduling/v1";
import { StorageClass } from "@pulumi/kubernetes/storage/v1";
import type { Input } from "@pulumi/pulumi";
import { type DataClass, TAG } from "../../../facts/tags";
import type { Tags } from "../../../plan/cell";
import { MONITORING } from "../../../plan/observability/size";
import { isDataKept } from "../../lifetime";
import { type VolumeDriver, type Where, objectName, objectOptions } from "./ground";

/** Source: Kubernetes, "Pod Security Admission", the labels of a namespace. */
const RESTRICTED = {
  "pod-security.kubernetes.io/enforce": "restricted",
  "pod-security.kubernetes.io/audit": "restricted",
  "pod-security.kubernetes.io/warn": "restricted",
} as const;

/**
 * A namespace that takes hardened pods only.
 *
 * @param where Where.
 * @param namespace Its name.
 */
export function namespaceOf(where: Where, namespace: string): Namespace {
  return new Namespace(
    objectName(where, namespace),
    { metadata: { name: namespace, labels: RESTRICTED } },
    objectOptions(where),
  );
}

/** Who goes first when nodes are short: what answers users before what may wait. */
const PRIORITIES = {
  serving: { value: 100_000, description: "Answers users" },
  background: { value: 1_000, description: "May wait" },
} as const;

/** A priority of ours. */
export type Priority = keyof typeof PRIORITIES;

/**
 * Cluster-wide name of a priority.
 *
 * @param priority Which.
 */
export function priorityName(priority: Priority): string {
  return `podcast-${priority}`;
}

/**
 * One priority class.
 *
 * @param where Where.
 * @param priority Which.
 */
export function priorityClass(where: Where, priority: Priority): PriorityClass {
  return new PriorityClass(
    objectName(where, "priority", priority),
    {
      metadata: { name: priorityName(priority) },
      globalDefault: false,
      ...PRIORITIES[priority],
    },
    objectOptions(where),
  );
}

/** What a class of volumes promises. */
interface VolumeClass {
  readonly name: string;
  readonly isDefault: boolean;
  readonly reclaimPolicy: "Retain" | "Delete";
  /** What its volumes may hold. */
  readonly dataClass: DataClass;
}

/** Volumes that hold no data may be ended by the clean-up of what is idle. */
function volumeTags({ cell }: Where, { dataClass }: VolumeClass): Tags {
  const { key, value } = cell.costControl.idle.allowTag;
  const idle = dataClass === "internal" ? { [key]: value } : {};
  return { ...cell.tags, [TAG.component]: "compute", [TAG.dataClass]: dataClass, ...idle };
}

function volumeClass(where: Where, driver: VolumeDriver, of: VolumeClass): StorageClass {
  return new StorageClass(
    objectName(where, of.name),
    {
      metadata: {
        name: of.name,
        ...(of.isDefault
          ? { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } }
          : {}),
      },
      provisioner: driver.provisioner,
      parameters: { ...driver.parameters, ...driver.tagged(volumeTags(where, of)) },
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
      reclaimPolicy: of.reclaimPolicy,
    },
    objectOptions(where),
  );
}

/**
 * The class of every volume that says nothing else: encrypted under our own key, and kept where
 * data must not be lost.
 *
 * @param where Where.
 * @param driver What makes the volumes.
 */
export function storageClass(where: Where, driver: VolumeDriver): StorageClass {
  const reclaimPolicy = isDataKept(where.cell) ? "Retain" : "Delete";
  return volumeClass(where, driver, {
    name: "encrypted",
    isDefault: true,
    reclaimPolicy,
    dataClass: "personal",
  });
}

/**
 * The class of volumes whose loss costs history and no data: as encrypted, and gone with its claim.
 *
 * @param where Where.
 * @param driver What makes the volumes.
 */
export function expendableStorageClass(where: Where, driver: VolumeDriver): StorageClass {
  const name = MONITORING.storageClass;
  return volumeClass(where, driver, {
    name,
    isDefault: false,
    reclaimPolicy: "Delete",
    dataClass: "internal",
  });
}

/**
 * A service account whose pods get no token of the cluster.
 *
 * @param where Where.
 * @param name Its name.
 * @param namespace Its namespace.
 */
export function serviceAccount(
  where: Where,
  name: string,
  namespace: Input<string>,
): ServiceAccount {
  return new ServiceAccount(
    objectName(where, name),
    {
      metadata: { name, namespace },
      automountServiceAccountToken: false,
    },
    objectOptions(where),
  );
}
