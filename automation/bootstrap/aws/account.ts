/** Settings that exist once an account, or once an account and region: no cell may own them. */
import { EncryptionByDefault, SnapshotBlockPublicAccess } from "@pulumi/aws/ebs";
import { OpenIdConnectProvider } from "@pulumi/aws/iam";
import { AccountPublicAccessBlock } from "@pulumi/aws/s3";
import type { Region } from "../../../facts/regions";
import type { Ground } from "./bootstrap";

/**
 * No bucket of the account is ever public, whatever its own settings say.
 * Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".
 *
 * @param ground Where.
 */
export function accountSettings({ parent, plan, provider }: Ground): void {
  new AccountPublicAccessBlock(
    "public-access",
    {
      accountId: plan.accountId,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent, provider: provider(plan.primary) },
  );
}

/**
 * The issuer of the pipeline's tokens: one an account, so no cell may own it. Roles of the cell say
 * which runs they trust.
 * Source: AWS IAM User Guide, "Create an OpenID Connect (OIDC) identity provider in IAM".
 *
 * @param ground Where.
 */
export function pipelineIssuer({ parent, plan, provider }: Ground): void {
  if (plan.pipeline === undefined) return;
  const { issuer, audience } = plan.pipeline;
  new OpenIdConnectProvider(
    "pipeline",
    { url: `https://${issuer}`, clientIdLists: [audience] },
    { parent, provider: provider(plan.primary) },
  );
}

/**
 * No disk without encryption, no snapshot for everyone.
 * Source: Amazon EBS User Guide, "Enable Amazon EBS encryption by default" and "Block public
 * access for Amazon EBS snapshots": both are settings of an account in one Region.
 *
 * @param ground Where.
 * @param region The region.
 */
export function regionSettings({ parent, provider }: Ground, region: Region): void {
  const options = { parent, provider: provider(region) };
  new EncryptionByDefault(`disks-${region}`, { enabled: true }, options);
  new SnapshotBlockPublicAccess(`snapshots-${region}`, { state: "block-all-sharing" }, options);
}
