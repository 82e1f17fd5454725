/** What an AWS account must hold before an `up`, looked up through the provider itself. */
import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getEncryptionByDefault } from "@pulumi/aws/ebs";
import { getImage } from "@pulumi/aws/ecr";
import { getAlias } from "@pulumi/aws/kms";
import type { Provider } from "@pulumi/aws/provider";
import { getBucket } from "@pulumi/aws/s3";
import { getSecretVersions } from "@pulumi/aws/secretsmanager";
import { getServiceQuota } from "@pulumi/aws/servicequotas";
import type { Region } from "../../facts/regions";
import type { BootstrapPlan } from "../../plan/bootstrap";
import { QUOTAS } from "../../plan/quotas";
import { type Check, NotSo } from "./check";

/** What the checks look through. */
export interface AwsView {
  readonly plan: BootstrapPlan;
  /** Images of the cell, as `repository@digest` below its registry. */
  readonly images: readonly { readonly repository: string; readonly digest: string }[];
  readonly providerOf: (region: Region) => Provider;
  /** The command that makes what is missing. */
  readonly bootstrap: string;
}

/**
 * All checks of the account.
 *
 * @param view What they look through.
 */
export function awsChecks(view: AwsView): readonly Check[] {
  return [
    account(view),
    ...imageChecks(view),
    ...secretChecks(view),
    ...stateChecks(view),
    ...diskChecks(view),
    ...quotaChecks(view),
  ];
}

function account({ plan, providerOf }: AwsView): Check {
  return {
    what: `credentials of account ${plan.accountId}`,
    mend: `Take credentials of account ${plan.accountId}, the one that the stack file names.`,
    look: async () => {
      const caller = await getCallerIdentity({}, { provider: providerOf(plan.primary) });
      if (caller.accountId === plan.accountId) return caller.arn;
      throw new NotSo(`these are credentials of account ${caller.accountId}`);
    },
  };
}

function imageChecks({ plan, images, providerOf, bootstrap }: AwsView): readonly Check[] {
  return images.map(({ repository, digest }) => ({
    what: `image ${repository}@${digest.slice(0, "sha256:".length + 12)}`,
    mend: `Make the repository (${bootstrap}), then build and push the image from runtime/images.`,
    look: async () => {
      const args = { repositoryName: repository, imageDigest: digest };
      const image = await getImage(args, { provider: providerOf(plan.primary) });
      return `pushed, ${Math.round(image.imageSizeInBytes / 1_000_000)} MB`;
    },
  }));
}

function secretChecks({ plan, providerOf, bootstrap }: AwsView): readonly Check[] {
  return plan.externalSecrets.map(({ name, purpose }) => ({
    what: `secret ${name}`,
    mend: `${bootstrap}, then: aws secretsmanager put-secret-value --secret-id ${name} (${purpose})`,
    look: async () => {
      const args = { secretId: name };
      const found = await getSecretVersions(args, { provider: providerOf(plan.primary) });
      if (found.versions.length > 0) return "has a value";
      throw new NotSo("is there and has no value");
    },
  }));
}

function stateChecks({ plan, providerOf, bootstrap }: AwsView): readonly Check[] {
  const provider = providerOf(plan.stateRegion);
  return [
    {
      what: `state bucket ${plan.stateBucket} in ${plan.stateRegion}`,
      mend: `Run: ${bootstrap}`,
      look: async () => {
        const { bucketRegion } = await getBucket({ bucket: plan.stateBucket }, { provider });
        if (bucketRegion === plan.stateRegion) return "is there";
        throw new NotSo(`is in ${bucketRegion}`);
      },
    },
    {
      what: `key of the state, ${plan.stateKeyAlias}`,
      mend: `Run: ${bootstrap}`,
      look: async () => (await getAlias({ name: plan.stateKeyAlias }, { provider })).targetKeyArn,
    },
  ];
}

function diskChecks({ plan, providerOf, bootstrap }: AwsView): readonly Check[] {
  const regions = plan.standby === undefined ? [plan.primary] : [plan.primary, plan.standby];
  return regions.map((region) => ({
    what: `encryption of every disk in ${region}`,
    mend: `Run: ${bootstrap}`,
    look: async () => {
      const { enabled } = await getEncryptionByDefault({}, { provider: providerOf(region) });
      if (enabled) return "is the account's default";
      throw new NotSo("is not the account's default");
    },
  }));
}

function quotaChecks({ plan, providerOf }: AwsView): readonly Check[] {
  return plan.quotas.map(({ quota, region, needed }) => {
    const { service, code, name } = QUOTAS[quota];
    return {
      what: `quota ${name} in ${region}`,
      mend: `aws service-quotas request-service-quota-increase --region ${region} --service-code ${service} --quota-code ${code} --desired-value ${needed}`,
      look: async () => {
        const args = { serviceCode: service, quotaCode: code };
        const { value } = await getServiceQuota(args, { provider: providerOf(region) });
        if (value >= needed) return `${value}, and the cell takes up to ${needed}`;
        throw new NotSo(`${value}, and the cell takes up to ${needed}`);
      },
    };
  });
}
