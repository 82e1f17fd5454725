/** The registry: images are there before the first pod, and in both regions. */
import {
  LifecyclePolicy,
  ReplicationConfiguration,
  Repository,
  RepositoryCreationTemplate,
} from "@pulumi/aws/ecr";
import { logicalName } from "../../../plan/names";
import type { Ground } from "./bootstrap";

/** First part of every repository's name. */
const PREFIX = "podcast-platform/";

/** Untagged images stay this long: a rollback by digest reaches back so far. */
const UNTAGGED_DAYS = 30;

/** Source: Amazon ECR User Guide, "Lifecycle policy parameters". */
const LIFECYCLE = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: `Untagged images after ${UNTAGGED_DAYS} days`,
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: UNTAGGED_DAYS,
      },
      action: { type: "expire" },
    },
  ],
});

/**
 * Repositories with immutable tags, scanned at each push, under a key of the service.
 *
 * @param ground Where.
 */
export function imageRegistry(ground: Ground): void {
  const { parent, plan, provider } = ground;
  const options = { parent, provider: provider(plan.primary) };
  for (const name of plan.repositories) {
    const logical = logicalName("images", name.replace(PREFIX, ""));
    const repository = new Repository(
      logical,
      {
        name,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS" }],
      },
      { ...options, protect: true },
    );
    new LifecyclePolicy(logical, { repository: repository.name, policy: LIFECYCLE }, options);
  }
  replicate(ground);
}

/** One configuration a registry. Source: Amazon ECR User Guide, "Private image replication". */
function replicate({ parent, plan, provider }: Ground): void {
  const { standby } = plan;
  if (standby === undefined) return;
  // Without a template a replicated repository takes the registry's defaults: mutable tags.
  const template = new RepositoryCreationTemplate(
    "replicated-images",
    {
      prefix: PREFIX.slice(0, -1),
      appliedFors: ["REPLICATION"],
      imageTagMutability: "IMMUTABLE",
      encryptionConfigurations: [{ encryptionType: "AES256" }],
      lifecyclePolicy: LIFECYCLE,
    },
    { parent, provider: provider(standby) },
  );
  new ReplicationConfiguration(
    "images",
    {
      replicationConfiguration: {
        rules: [
          {
            destinations: [{ region: standby, registryId: plan.accountId }],
            repositoryFilters: [{ filter: PREFIX, filterType: "PREFIX_MATCH" }],
          },
        ],
      },
    },
    { parent, provider: provider(plan.primary), dependsOn: [template] },
  );
}
