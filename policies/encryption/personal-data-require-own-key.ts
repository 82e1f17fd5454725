/** What is tagged as holding personal data or secrets encrypts with a key of the stack. */
import { resourcePolicy } from "../frame/policy";

/** Where a type says which key it uses. Source: the providers' documentation of each type. */
const KEY_PATHS: Readonly<Record<string, string>> = {
  "aws:cloudwatch/logGroup:LogGroup": "kmsKeyId",
  "aws:rds/instance:Instance": "kmsKeyId",
  "aws:rds/cluster:Cluster": "kmsKeyId",
  "aws:elasticache/replicationGroup:ReplicationGroup": "kmsKeyId",
  "aws:secretsmanager/secret:Secret": "kmsKeyId",
  "aws:efs/fileSystem:FileSystem": "kmsKeyId",
  "aws:dynamodb/table:Table": "serverSideEncryption.kmsKeyArn",
  "aws:sqs/queue:Queue": "kmsMasterKeyId",
  "aws:sns/topic:Topic": "kmsMasterKeyId",
  "gcp:sql/databaseInstance:DatabaseInstance": "encryptionKeyName",
  "gcp:compute/disk:Disk": "diskEncryptionKey.kmsKeySelfLink",
  "gcp:storage/bucket:Bucket": "encryption.defaultKmsKeyName",
  "gcp:pubsub/topic:Topic": "kmsKeyName",
  "gcp:alloydb/cluster:Cluster": "encryptionConfig.kmsKeyName",
};

const LABELS = ["tags", "labels", "settings.userLabels"];

/**
 * These services encrypt by default with keys of the vendor; a tenant's data can only be shredded
 * with a key of its own. Judged where the tag or label `data-class` says personal or secret.
 * Source: facts/tags for the classes; the vendors' documentation of customer-managed keys.
 */
export const encryptionPersonalDataRequireOwnKey = resourcePolicy({
  name: "encryption-personal-data-require-own-key",
  description:
    "What is tagged as holding personal data or secrets encrypts with a key of the stack.",
  types: [
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:secretsmanager/secret:Secret",
    "aws:efs/fileSystem:FileSystem",
    "aws:dynamodb/table:Table",
    "aws:sqs/queue:Queue",
    "aws:sns/topic:Topic",
    "gcp:sql/databaseInstance:DatabaseInstance",
    "gcp:compute/disk:Disk",
    "gcp:storage/bucket:Bucket",
    "gcp:pubsub/topic:Topic",
    "gcp:alloydb/cluster:Cluster",
  ],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: {
    good: "data-class: personal with kmsKeyId",
    bad: "data-class: personal without kmsKeyId",
  },
  judge: (inputs, { view }) => {
    const dataClass = LABELS.map((path) => inputs.at(path).child("data-class").value);
    if (!dataClass.some((value) => value === "personal" || value === "secret")) return [];
    const path = KEY_PATHS[view.type];
    // A replica in the same region takes the key of its source.
    if (!inputs.at("replicateSourceDb").isAbsent) return [];
    return path === undefined
      ? []
      : inputs.text(path, undefined).mustBeSet("name a key of the stack");
  },
});
