/** What is idle for a day ends, where its owner allows it. */
import { IDLE_CLEANUP_HOURS } from "../../facts/seed";
import { TAG } from "../../facts/tags";
import type { Tags } from "../cell";

/** The clean-up of what nobody uses. */
export interface IdlePlan {
  readonly idleHours: number;
  /** Once a day, so that nothing is idle for two. In UTC, clear of the backups at 02:00. */
  readonly schedule: string;
  /** Tags, one of which all that belongs to the cell carries. */
  readonly ours: readonly { readonly key: string; readonly value: string }[];
  /** Tag by which an owner allows the end; without it everything idle is reported and kept. */
  readonly allowTag: { readonly key: string; readonly value: string };
  /** False marks and reports, and ends nothing. */
  readonly ends: boolean;
}

/** What the clean-up depends on. */
export interface IdleArgs {
  readonly tags: Tags;
  readonly clusterName: string;
}

/**
 * Plans the clean-up. Volumes of the cluster carry our tags by their storage class; load balancers
 * that a controller makes carry the cluster's name.
 * Source: AWS Load Balancer Controller, "Resource tags".
 *
 * @param args Tags of the cell, and its cluster.
 */
export function planIdle({ tags, clusterName }: IdleArgs): IdlePlan {
  const costCenter = tags[TAG.costCenter];
  return {
    idleHours: IDLE_CLEANUP_HOURS,
    schedule: "cron(30 4 * * ? *)",
    ours: [
      ...(costCenter === undefined ? [] : [{ key: TAG.costCenter, value: costCenter }]),
      { key: "elbv2.k8s.aws/cluster", value: clusterName },
    ],
    allowTag: { key: "idle-cleanup", value: "allow" },
    ends: true,
  };
}
