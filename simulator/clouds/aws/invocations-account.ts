/**
 * Functions that look at an account before anything is built in it.
 * Source: Pulumi AWS SDK, functions getRepository, getImage, getSecretVersions, getBucket,
 * getEncryptionByDefault and getServiceQuota; messages as terraform-provider-aws words them.
 */
import type { Values } from "../../../facts/values";
import { Refusal } from "../../refusal";
import type { CloudView, Invocation, Scope, StoredResource } from "../../contract";
import { hex, known, text } from "../read";

type Answer = Invocation["answer"];

function found(
  cloud: CloudView,
  scope: Scope,
  args: { readonly type: string; readonly field: string; readonly value: string },
): StoredResource | undefined {
  return cloud
    .list(args.type)
    .find(
      (one) => one.scope.region === scope.region && text(known(one), args.field) === args.value,
    );
}

function repositoryNamed(cloud: CloudView, scope: Scope, name: string): StoredResource {
  const type = "aws:ecr/repository:Repository";
  const repository = found(cloud, scope, { type, field: "name", value: name });
  if (repository !== undefined) return repository;
  throw new Refusal(
    `reading ECR Repository (${name}): RepositoryNotFoundException: The repository with name '${name}' does not exist in the registry with id '${scope.account}'`,
  );
}

const getRepository: Answer = (args, scope, cloud) => {
  const name = text(args, "name") ?? "";
  const repository = repositoryNamed(cloud, scope, name);
  return { ...known(repository), id: name };
};

/** What is pushed is not simulated: a repository holds whatever is asked of it. */
const getImage: Answer = (args, scope, cloud) => {
  const name = text(args, "repositoryName") ?? "";
  repositoryNamed(cloud, scope, name);
  const imageDigest = text(args, "imageDigest") ?? `sha256:${hex(name, 64)}`;
  return {
    repositoryName: name,
    registryId: scope.account,
    imageDigest,
    imageTags: [],
    imageSizeInBytes: 100_000_000,
    imagePushedAt: 1_767_225_600,
    imageUri: `${scope.account}.dkr.ecr.${scope.region}.amazonaws.com/${name}@${imageDigest}`,
    id: imageDigest,
  };
};

const getSecretVersions: Answer = (args, scope, cloud) => {
  const wanted = text(args, "secretId") ?? "";
  const secret = cloud
    .list("aws:secretsmanager/secret:Secret")
    .find(
      (one) =>
        one.scope.region === scope.region &&
        [text(known(one), "name"), text(known(one), "arn"), one.id].includes(wanted),
    );
  if (secret === undefined)
    throw new Refusal(
      `reading Secrets Manager Secret Versions (${wanted}): couldn't find resource`,
    );
  const versions = cloud
    .list("aws:secretsmanager/secretVersion:SecretVersion")
    .filter((one) => text(one.inputs, "secretId") === secret.id)
    .map((one): Values => ({ versionId: one.id, versionStages: ["AWSCURRENT"] }));
  return { arn: text(known(secret), "arn") ?? "", name: wanted, id: secret.id, versions };
};

const getBucket: Answer = (args, _, cloud) => {
  const name = text(args, "bucket") ?? "";
  const bucket = cloud
    .list("aws:s3/bucket:Bucket")
    .find((one) => text(known(one), "bucket") === name);
  const region = bucket?.scope.region;
  if (region === undefined)
    throw new Refusal(`reading S3 Bucket (${name}): couldn't find resource`);
  return { bucket: name, arn: `arn:aws:s3:::${name}`, bucketRegion: region, region, id: name };
};

const getEncryptionByDefault: Answer = (_, scope, cloud) => {
  const setting = cloud
    .list("aws:ebs/encryptionByDefault:EncryptionByDefault")
    .find((one) => one.scope.region === scope.region);
  return {
    enabled: setting !== undefined && setting.inputs.enabled !== false,
    id: scope.region ?? "",
  };
};

/** Source: Service Quotas console, applied values of an account with some history. */
const QUOTA_VALUES: Readonly<Record<string, number>> = {
  "vpc|L-F678F1CE": 5,
  "ec2|L-0263D0A3": 5,
  "ec2|L-1216C47A": 64,
  "ec2|L-34B43A08": 64,
  "rds|L-7B6409FD": 40,
};

const getServiceQuota: Answer = (args) => {
  const key = `${text(args, "serviceCode")}|${text(args, "quotaCode")}`;
  const value = QUOTA_VALUES[key];
  if (value === undefined)
    throw new Refusal(
      `reading Service Quotas Service Quota (${key}): NoSuchResourceException: The request failed because the specified service quota does not exist`,
    );
  return { value, adjustable: true, defaultValue: value, globalQuota: false, id: key };
};

/** By token. */
export const ACCOUNT_ANSWERS: Readonly<Record<string, Answer>> = {
  "aws:ecr/getRepository:getRepository": getRepository,
  "aws:ecr/getImage:getImage": getImage,
  "aws:secretsmanager/getSecretVersions:getSecretVersions": getSecretVersions,
  "aws:s3/getBucket:getBucket": getBucket,
  "aws:ebs/getEncryptionByDefault:getEncryptionByDefault": getEncryptionByDefault,
  "aws:servicequotas/getServiceQuota:getServiceQuota": getServiceQuota,
};
