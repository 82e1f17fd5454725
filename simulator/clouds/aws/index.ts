/** The simulated AWS. */
import type { Value, Values } from "../../../facts/values";
import type { CloudDefinition } from "../../contract";
import { text, texts } from "../read";
import { ACCOUNT_MODELS, ACCOUNT_RULES } from "./account";
import { ACM_MODELS, ACM_RULES } from "./acm";
import { BALANCING_MODELS, BALANCING_RULES } from "./balancing";
import { BILLING_MODELS, BILLING_RULES } from "./billing";
import { CACHE_MODELS } from "./cache-models";
import { CACHE_RULES } from "./cache-rules";
import { EKS_JOINING_RULES } from "./eks-joining";
import { EDGE_MODELS, EDGE_RULES } from "./edge-rules";
import { EKS_MEMBER_RULES } from "./eks-member-rules";
import { KEY_USE_RULES } from "./key-use";
import { PEERING_RULES } from "./peering-rules";
import { RDS_GROUP_RULES } from "./rds-groups";
import { RDS_REPLICA_RULES } from "./rds-replicas";
import { RECOVERY_MODELS, RECOVERY_RULES } from "./recovery";
import { COPY_MODELS, COPY_RULES } from "./recovery-copies";
import { SECURITY_RULES } from "./security-rules";
import { EKS_MODELS } from "./eks-models";
import { EKS_RULES } from "./eks-rules";
import { FUNCTION_MODELS, FUNCTION_RULES } from "./functions";
import { IAM_MODELS, IAM_RULES } from "./iam";
import { IN_USE_RULES } from "./in-use";
import { AWS_INVOCATIONS } from "./invocations";
import { KMS_MODELS, KMS_RULES } from "./kms";
import { NETWORK_MODELS } from "./network-models";
import { NETWORK_RULES } from "./network-rules";
import { RDS_MODELS } from "./rds-models";
import { RDS_INSTANCE_RULES } from "./rds-rules";
import { S3_MODELS, S3_RULES } from "./s3";
import { SECRET_MODELS, SECRET_RULES } from "./secrets";
import { WATCHING_MODELS, WATCHING_RULES } from "./watching";

/** Names the account that the credentials belong to, where it is not the one that is allowed. */
export const ACCOUNT_VARIABLE = "PODCAST_SIM_AWS_ACCOUNT";

/** The account of credentials that nothing names. Source: AWS documentation, account ids in examples. */
const EXAMPLE_ACCOUNT = "123456789012";

/** Reads a list that may have come as JSON, as providers get nested configuration. */
function listOf(provider: Values, key: string): readonly string[] {
  const value: Value | undefined = provider[key];
  if (typeof value !== "string") return texts(provider, key);
  return value.startsWith("[") ? texts({ list: JSON.parse(value) as Value }, "list") : [value];
}

/** The simulated AWS: models, refusals and functions. */
export const AWS: CloudDefinition = {
  package: "aws",
  connect: (provider) => {
    const allowed = listOf(provider, "allowedAccountIds");
    const account = process.env[ACCOUNT_VARIABLE] ?? allowed[0] ?? EXAMPLE_ACCOUNT;
    const region = text(provider, "region") ?? process.env.AWS_REGION;
    const isRefused =
      (allowed.length > 0 && !allowed.includes(account)) ||
      listOf(provider, "forbiddenAccountIds").includes(account);
    if (isRefused) return { refusal: `AWS account ID not allowed: ${account}` };
    if (region === undefined)
      return { refusal: 'invalid AWS Region: "". Set `region` on the provider or AWS_REGION' };
    return { account, region };
  },
  models: [
    ...NETWORK_MODELS,
    ...KMS_MODELS,
    ...RDS_MODELS,
    ...RECOVERY_MODELS,
    ...COPY_MODELS,
    ...SECRET_MODELS,
    ...CACHE_MODELS,
    ...EKS_MODELS,
    ...IAM_MODELS,
    ...S3_MODELS,
    ...ACCOUNT_MODELS,
    ...FUNCTION_MODELS,
    ...BILLING_MODELS,
    ...BALANCING_MODELS,
    ...WATCHING_MODELS,
    ...ACM_MODELS,
    ...EDGE_MODELS,
  ],
  rules: [
    ...NETWORK_RULES,
    ...SECURITY_RULES,
    ...PEERING_RULES,
    ...IN_USE_RULES,
    ...KMS_RULES,
    ...KEY_USE_RULES,
    ...RDS_INSTANCE_RULES,
    ...RDS_REPLICA_RULES,
    ...RDS_GROUP_RULES,
    ...RECOVERY_RULES,
    ...COPY_RULES,
    ...SECRET_RULES,
    ...CACHE_RULES,
    ...EKS_RULES,
    ...EKS_JOINING_RULES,
    ...EKS_MEMBER_RULES,
    ...IAM_RULES,
    ...S3_RULES,
    ...ACCOUNT_RULES,
    ...FUNCTION_RULES,
    ...BILLING_RULES,
    ...BALANCING_RULES,
    ...WATCHING_RULES,
    ...ACM_RULES,
    ...EDGE_RULES,
  ],
  invocations: AWS_INVOCATIONS,
};
