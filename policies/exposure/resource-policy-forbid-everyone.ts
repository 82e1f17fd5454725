/** No policy of a resource admits everyone. */
import { resourcePolicy } from "../frame/policy";
import type { Reader } from "../frame/reader";
import { every, undecided, violation } from "../frame/verdict";

const DOCUMENT_KEYS: Readonly<Record<string, string>> = {
  "aws:opensearch/domain:Domain": "accessPolicies",
  "aws:opensearch/domainPolicy:DomainPolicy": "accessPolicies",
  "aws:glacier/vault:Vault": "accessPolicy",
};

/**
 * Condition keys that name the caller or its network.
 * Source: AWS IAM User Guide, "AWS global condition context keys".
 */
const CALLER_KEYS =
  /^(aws:(Principal(OrgID|OrgPaths|Account|Arn)|Source(Account|Arn|Vpc|Vpce|OrgID|OrgPaths|Owner)|VpceAccount|VpceOrgID|VpcSourceIp|userid)|kms:(CallerAccount|ViaService)|elasticfilesystem:AccessedViaMountTarget)$/i;

function admitsEveryone(statement: Reader): boolean {
  if (statement.at("Effect").value !== "Allow") return false;
  const principals = [statement.at("Principal"), statement.at("Principal.AWS")].flatMap(
    (at) => at.list().entries,
  );
  if (!principals.some(({ value }) => value === "*")) return false;
  const conditions = statement.at("Condition");
  const keys = conditions.keys.flatMap((operator) => conditions.child(operator).keys);
  return !keys.some((key) => CALLER_KEYS.test(key));
}

/**
 * A statement that allows the principal `*` without a condition on the caller admits the world; on
 * a file system it admits whoever reaches its mount target. A document that is not known at
 * preview must come from resources of the stack, and is judged before it is applied. Source: AWS
 * IAM User Guide, "AWS JSON policy elements: Principal".
 */
export const exposureResourcePolicyForbidEveryone = resourcePolicy({
  name: "exposure-resource-policy-forbid-everyone",
  description: "No policy of a resource admits everyone.",
  types: [
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:sqs/queue:Queue",
    "aws:sqs/queuePolicy:QueuePolicy",
    "aws:sns/topic:Topic",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:secretsmanager/secret:Secret",
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    "aws:kms/key:Key",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    "aws:backup/vaultPolicy:VaultPolicy",
    "aws:opensearch/domain:Domain",
    "aws:opensearch/domainPolicy:DomainPolicy",
    "aws:efs/fileSystemPolicy:FileSystemPolicy",
    "aws:glacier/vault:Vault",
  ],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: {
    good: 'Principal: { AWS: "arn:aws:iam::111122223333:root" }',
    bad: 'Effect: Allow, Principal: "*"',
  },
  unknowns: "need provenance",
  judge: (inputs, { view }) => {
    const key = DOCUMENT_KEYS[view.type] ?? "policy";
    const document = inputs.json(key);
    if (document.isAbsent) return [];
    if (document.isUnknown) return undecided(document.path);
    return every(
      ...document
        .list("Statement")
        .entries.map((statement) =>
          admitsEveryone(statement)
            ? violation(
                statement.path,
                `${statement.path} allows everyone; name the principals, or add a condition on the caller's account, organisation or network.`,
              )
            : [],
        ),
    );
  },
});
