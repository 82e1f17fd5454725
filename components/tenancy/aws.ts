/** Tenancy of one site on AWS: the schema of its database, and what tenants may ask of it. */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Resource,
  interpolate,
} from "@pulumi/pulumi";
import { generationPart, logicalName } from "../../plan/names";
import type {
  ClusterOutputs,
  DataOutputs,
  KeyOutputs,
  Placement,
  SecretOutputs,
} from "../contract";
import type { Statements } from "../policy-document";
import { type Owner, generatePassword, storeSecret } from "../stored-secret";
import { type Exports, exportsBucket } from "./aws-exports";
import { TenancyAdministration } from "./kubernetes/administration";
import { OUTBOX_ROLE, TENANCY_ROLE } from "./kubernetes/settings";

/** What tenancy is made from. */
export interface AwsTenancyArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly data: DataOutputs;
  readonly cluster: ClusterOutputs;
}

/** Price: facts/prices, `secrets` (a month and a secret) and `s3` (a GB and month). */
export class AwsTenancy extends ComponentResource {
  /** The schema is applied: whatever reads the database comes after it. */
  readonly applied: Resource;
  /** For on-boarding and for requests about data: `username`, `password`. */
  readonly tenancySecret: SecretOutputs;
  /** For what ships events to the standby region, where there is one. */
  readonly outboxSecret: SecretOutputs | undefined;

  /**
   * @param name Logical name.
   * @param args What tenancy is made from.
   * @param opts Providers, the cluster's too, and transformations.
   */
  constructor(name: string, args: AwsTenancyArgs, opts: ComponentResourceOptions) {
    super("platform:tenancy:AwsTenancy", name, {}, opts);
    const owner: Owner = { ...args, parent: this, name };
    const exports = exportsBucket(owner, args.keys);
    this.tenancySecret = this.role(owner, "database-tenancy", TENANCY_ROLE);
    this.outboxSecret = args.site.tenancy.shipsOutbox
      ? this.role(owner, "database-outbox", OUTBOX_ROLE)
      : undefined;
    const administration = new TenancyAdministration(
      logicalName(name, "administration"),
      {
        ...args,
        tenancySecret: this.tenancySecret,
        outboxSecret: this.outboxSecret,
        exports: { ...exports, rights: writeExports(exports, args.keys) },
      },
      { parent: this },
    );
    this.applied = administration.applied;
    this.registerOutputs({ exports: exports.bucketName });
  }

  /** A role of the database with a password that the pack's Job sets. */
  private role(owner: Owner, role: string, username: string): SecretOutputs {
    const password = generatePassword(owner, role);
    const version = generationPart(owner.site.data.generation);
    return storeSecret(owner, { role, version, values: { username, password } });
  }
}

/**
 * Writing in parts needs the key both ways.
 * Source: Amazon S3 User Guide, "Uploading and copying objects using multipart upload", KMS.
 */
function writeExports({ bucketArn }: Exports, keys: KeyOutputs): Statements {
  return [
    {
      Sid: "WriteExports",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: interpolate`${bucketArn}/*`,
    },
    {
      Sid: "Encrypt",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: keys.data,
    },
  ];
}
