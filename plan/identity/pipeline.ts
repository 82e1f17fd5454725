/** Pipelines that take roles of the cell by their own tokens: no key is stored anywhere. */
import type { CellConfig } from "../config/schema";
import type { PipelinePlan } from "./types";

type PipelineConfig = NonNullable<CellConfig["identity"]["pipeline"]>;

/** How a vendor of pipelines signs and spells what runs. */
interface PipelineFacts {
  readonly issuer: string;
  readonly audience: string;
  readonly preview: (repository: string) => readonly string[];
  readonly deploy: (repository: string, stack: string) => readonly string[];
}

/**
 * Vendors by name. A subject names the repository and what of it may act: an environment with its
 * approvals where the vendor puts it into the subject, else the protected default branch.
 */
const PIPELINES = {
  // Source: GitHub documentation, "OpenID Connect reference", filtering for an environment.
  github: {
    issuer: "token.actions.githubusercontent.com",
    audience: "sts.amazonaws.com",
    preview: (repository) => [
      `repo:${repository}:pull_request`,
      `repo:${repository}:ref:refs/heads/main`,
    ],
    deploy: (repository, stack) => [`repo:${repository}:environment:${stack}`],
  },
  // Source: GitLab documentation, "Configure OpenID Connect in AWS to retrieve temporary
  // credentials"; the environment is a claim that AWS cannot see.
  gitlab: {
    issuer: "gitlab.com",
    audience: "https://gitlab.com",
    preview: (repository) => [`project_path:${repository}:ref_type:branch:ref:*`],
    deploy: (repository) => [`project_path:${repository}:ref_type:branch:ref:main`],
  },
} as const satisfies Record<PipelineConfig["provider"], PipelineFacts>;

/**
 * Plans the trust in a pipeline.
 *
 * @param stack Name of the stack; the environment of the pipeline has the same.
 * @param config Vendor and repository.
 */
export function planPipeline(stack: string, config: PipelineConfig): PipelinePlan {
  const facts: PipelineFacts = PIPELINES[config.provider];
  return {
    provider: config.provider,
    issuer: facts.issuer,
    audience: facts.audience,
    previewSubjects: facts.preview(config.repository),
    deploySubjects: facts.deploy(config.repository, stack),
  };
}
