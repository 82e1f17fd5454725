/** The application's own objects of one site: what users upload and the application makes. */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type Resource,
  interpolate,
} from "@pulumi/pulumi";
import type { BucketOutputs, ClusterOutputs, KeyOutputs, Placement, Where } from "../contract";
import { privateBucket } from "../object-bucket";
import type { Statements } from "../policy-document";

/** What the bucket of the application's objects holds: part of its names. */
export const ASSETS = "assets";

/** Where the objects rest, and under which key. */
export interface AwsObjectsArgs extends Placement {
  readonly keys: KeyOutputs;
}

/** Price: facts/prices, `s3` (storage and requests). */
export class AwsObjects extends ComponentResource {
  /** Objects of the application, by tenant: `{tenant}/…`. */
  readonly assets: BucketOutputs;
  private readonly where: Where;

  /**
   * @param name Logical name.
   * @param args Where the objects rest, and under which key.
   * @param opts Provider of the site's region, and transformations.
   */
  constructor(name: string, args: AwsObjectsArgs, opts: ComponentResourceOptions) {
    super("platform:objects:AwsObjects", name, {}, opts);
    const { generation, coldAfterDays, noncurrentDays } = args.cell.dr.objects;
    this.assets = privateBucket(
      { ...args, parent: this, name },
      {
        role: ASSETS,
        generation,
        key: args.keys.data,
        lifetime: {
          noncurrentDays,
          cold: { storageClass: "GLACIER_IR", afterDays: coldAfterDays },
        },
      },
    );
    this.where = { ...args, parent: this, name };
    this.registerOutputs({ assets: this.assets.name });
  }

  /**
   * Lets the application's pods read and write objects; the scheduler has no use for them.
   *
   * @param cluster The cluster of the pods.
   * @param key ARN of the key that encrypts the objects.
   * @returns What the pods come after.
   */
  admit(cluster: ClusterOutputs, key: Output<string>): readonly Resource[] {
    const { where, assets } = this;
    const { namespace, workloads } = where.site.compute;
    return workloads
      .filter(({ role }) => role !== "scheduler")
      .flatMap(({ name }) =>
        cluster.identity(where, {
          of: name,
          namespace,
          serviceAccount: name,
          statements: rights(assets, key),
        }),
      );
  }
}

/** Source: Amazon S3 User Guide, "Required permissions for Amazon S3 API operations", with KMS. */
function rights(bucket: BucketOutputs, key: Output<string>): Statements {
  return [
    { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: bucket.arn },
    {
      Sid: "Objects",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      Resource: interpolate`${bucket.arn}/*`,
    },
    {
      Sid: "Key",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: key,
    },
  ];
}
