/** No role is granted to everyone. */
import { resourcePolicy } from "../frame/policy";
import { every, undecided, violation } from "../frame/verdict";

/**
 * `allUsers` is the internet and `allAuthenticatedUsers` every Google account. Source: IAM
 * documentation, "Principal identifiers".
 */
export const exposureGcpIamForbidEveryone = resourcePolicy({
  name: "exposure-gcp-iam-forbid-everyone",
  description: "No role is granted to everyone.",
  types: [
    "gcp:storage/bucketIAMMember:BucketIAMMember",
    "gcp:storage/bucketIAMBinding:BucketIAMBinding",
    "gcp:pubsub/topicIAMMember:TopicIAMMember",
    "gcp:pubsub/topicIAMBinding:TopicIAMBinding",
    "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember",
    "gcp:pubsub/subscriptionIAMBinding:SubscriptionIAMBinding",
    "gcp:projects/iAMMember:IAMMember",
    "gcp:projects/iAMBinding:IAMBinding",
    "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
    "gcp:kms/cryptoKeyIAMBinding:CryptoKeyIAMBinding",
    "gcp:kms/keyRingIAMMember:KeyRingIAMMember",
    "gcp:kms/keyRingIAMBinding:KeyRingIAMBinding",
    "gcp:secretmanager/secretIamMember:SecretIamMember",
    "gcp:secretmanager/secretIamBinding:SecretIamBinding",
    "gcp:bigquery/datasetIamMember:DatasetIamMember",
    "gcp:bigquery/datasetIamBinding:DatasetIamBinding",
    "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember",
    "gcp:artifactregistry/repositoryIamBinding:RepositoryIamBinding",
    "gcp:spanner/databaseIAMMember:DatabaseIAMMember",
    "gcp:spanner/databaseIAMBinding:DatabaseIAMBinding",
    "gcp:spanner/instanceIAMMember:InstanceIAMMember",
    "gcp:spanner/instanceIAMBinding:InstanceIAMBinding",
    "gcp:cloudrun/iamMember:IamMember",
    "gcp:cloudrun/iamBinding:IamBinding",
    "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
    "gcp:cloudrunv2/serviceIamBinding:ServiceIamBinding",
    "gcp:cloudfunctionsv2/functionIamMember:FunctionIamMember",
    "gcp:cloudfunctionsv2/functionIamBinding:FunctionIamBinding",
  ],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: 'member: "serviceAccount:…"', bad: 'member: "allUsers"' },
  judge: (grant) => {
    const members = grant.list("members");
    const all = [grant.at("member"), ...members.entries];
    return every(
      ...(members.isUnknown ? [undecided(members.path)] : []),
      ...all.map((member) =>
        member.value === "allUsers" || member.value === "allAuthenticatedUsers"
          ? violation(member.path, `${member.path} is ${member.value}; name the principals.`)
          : [],
      ),
    );
  },
});
