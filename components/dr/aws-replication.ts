/** Replication of buckets from one region to another; two of these make it go both ways. */
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { BucketReplicationConfig } from "@pulumi/aws/s3";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type Resource,
  interpolate,
} from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { BucketOutputs } from "../contract";
import { type Place, siteName } from "../naming";
import { type Statements, policyDocumentOf, serviceTrust } from "../policy-document";

/** A bucket and its twin in the other region. */
export interface BucketPair {
  /** What the buckets hold; part of names. */
  readonly role: string;
  readonly source: BucketOutputs;
  readonly target: BucketOutputs;
}

/** Which buckets, and the keys at both ends. */
export interface AwsReplicationArgs extends Place {
  readonly region: string;
  readonly targetRegion: string;
  readonly pairs: readonly BucketPair[];
  readonly sourceKeyArn: Output<string>;
  readonly targetKeyArn: Output<string>;
}

/**
 * Both ways from the first day: a failover turns nothing round. S3 keeps no loop, since it does
 * not replicate what it has replicated, but for changes of metadata, which `replicaModifications`
 * asks for. Source: Amazon S3 User Guide, "Replicating metadata changes with replica modification
 * sync". Price: the buckets bear storage and requests.
 */
export class AwsReplication extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args Which buckets, and the keys at both ends.
   * @param opts Provider of the source's region, and transformations.
   */
  constructor(name: string, args: AwsReplicationArgs, opts: ComponentResourceOptions) {
    super("platform:dr:AwsReplication", name, {}, opts);
    const { role, allowed } = this.role(name, args);
    for (const pair of args.pairs) this.replicate(name, args, { pair, role, allowed });
    this.registerOutputs({ buckets: args.pairs.map(({ source }) => source.name) });
  }

  private role(name: string, args: AwsReplicationArgs): { role: Role; allowed: Resource } {
    const mine = { StringEquals: { "aws:SourceAccount": args.cell.accountId } };
    const role = new Role(
      name,
      {
        name: siteName("iamRole", args, "replication"),
        assumeRolePolicy: serviceTrust("s3.amazonaws.com", mine),
      },
      { parent: this },
    );
    const allowed = new RolePolicy(
      name,
      { name: "replicate", role: role.id, policy: policyDocumentOf(rights(args)) },
      { parent: this },
    );
    return { role, allowed };
  }

  private replicate(
    name: string,
    { targetKeyArn }: AwsReplicationArgs,
    made: { readonly pair: BucketPair; readonly role: Role; readonly allowed: Resource },
  ): void {
    const { source, target, role: holds } = made.pair;
    new BucketReplicationConfig(
      logicalName(name, holds),
      {
        bucket: source.id,
        role: made.role.arn,
        rules: [
          {
            id: "everything",
            status: "Enabled",
            priority: 1,
            filter: { prefix: "" },
            deleteMarkerReplication: { status: "Enabled" },
            sourceSelectionCriteria: {
              sseKmsEncryptedObjects: { status: "Enabled" },
              replicaModifications: { status: "Enabled" },
            },
            destination: {
              bucket: target.arn,
              encryptionConfiguration: { replicaKmsKeyId: targetKeyArn },
            },
          },
        ],
      },
      // Versions on both sides, or S3 refuses.
      { parent: this, dependsOn: [...source.ready, ...target.ready, made.allowed] },
    );
  }
}

/** Source: Amazon S3 User Guide, "Setting up permissions for live replication", with KMS. */
function rights(args: AwsReplicationArgs): Statements {
  const { pairs, region, targetRegion, sourceKeyArn, targetKeyArn } = args;
  const through = (where: string) => ({
    StringEquals: { "kms:ViaService": `s3.${where}.amazonaws.com` },
  });
  return [
    {
      Sid: "ReadConfiguration",
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: pairs.map(({ source }) => source.arn),
    },
    {
      Sid: "ReadVersions",
      Effect: "Allow",
      Action: [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
      ],
      Resource: pairs.map(({ source }) => interpolate`${source.arn}/*`),
    },
    {
      Sid: "WriteReplicas",
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      Resource: pairs.map(({ target }) => interpolate`${target.arn}/*`),
    },
    {
      Sid: "OpenSource",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: sourceKeyArn,
      Condition: through(region),
    },
    {
      Sid: "SealReplicas",
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:GenerateDataKey"],
      Resource: targetKeyArn,
      Condition: through(targetRegion),
    },
  ];
}
