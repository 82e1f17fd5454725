/** Empty buckets in the standby region, each the twin of one in the first, filled by replication. */
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { BucketOutputs, KeyOutputs, Placement } from "../contract";
import { privateBucket } from "../object-bucket";

/** Whose twins, and under which key. */
export interface AwsTwinBucketsArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly sources: readonly BucketOutputs[];
}

/** Price: facts/prices, `s3` (storage and requests). */
export class AwsTwinBuckets extends ComponentResource {
  /** In the order of the sources. */
  readonly twins: readonly BucketOutputs[];

  /**
   * @param name Logical name.
   * @param args Whose twins, and under which key.
   * @param opts Provider of the standby region, and transformations.
   */
  constructor(name: string, args: AwsTwinBucketsArgs, opts: ComponentResourceOptions) {
    super("platform:dr:AwsTwinBuckets", name, {}, opts);
    const where = { cell: args.cell, site: args.site, parent: this, name };
    this.twins = args.sources.map(({ made }) =>
      privateBucket(where, { ...made, key: args.keys.data }),
    );
    this.registerOutputs({ twins: this.twins.map((twin) => twin.name) });
  }
}
