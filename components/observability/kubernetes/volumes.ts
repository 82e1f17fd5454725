/** Volumes of what keeps something: encrypted, and gone with their claim. */
import { PersistentVolumeClaim } from "@pulumi/kubernetes/core/v1";
import type { Input } from "@pulumi/pulumi";
import { MONITORING } from "../../../plan/observability/size";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import type { Where } from "../../contract";

/** What is claimed. */
export interface ClaimArgs {
  readonly name: string;
  readonly namespace: Input<string>;
  readonly gib: number;
}

/**
 * Claims a volume. Price: facts/prices, `ebs` (a GB and month).
 *
 * @param where The component that owns it.
 * @param args What is claimed.
 */
export function claim(where: Where, args: ClaimArgs): PersistentVolumeClaim {
  return new PersistentVolumeClaim(
    objectName(where, args.name),
    {
      metadata: {
        name: args.name,
        namespace: args.namespace,
        // It is bound by its first pod, which comes after it.
        annotations: { "pulumi.com/skipAwait": "true" },
      },
      spec: {
        storageClassName: MONITORING.storageClass,
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: `${args.gib}Gi` } },
      },
    },
    objectOptions(where),
  );
}
