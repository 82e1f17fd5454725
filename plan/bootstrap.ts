/**
 * What an account must hold before the first `up` of its cell: image repositories, the bucket and
 * the key of the state, settings that exist once an account, and secrets that only people know.
 */
import type { Region } from "../facts/regions";
import type { CellPlan, Tags } from "./cell";
import type { CellConfig } from "./config/schema";
import type { PipelinePlan } from "./identity";
import { IMAGE_KEYS, imageRepositoryOf } from "./images";
import { physicalName } from "./names";
import { needsOf, type QuotaNeed } from "./quotas";

/** A secret whose value a person puts in, once. */
export interface ExternalSecretPlan {
  readonly name: string;
  /** What breaks without it. */
  readonly purpose: string;
}

/** Everything that comes before the first `up`. */
export interface BootstrapPlan {
  readonly stack: string;
  readonly accountId: string;
  readonly tags: Tags;
  readonly primary: Region;
  /** Absent where the cell has one region. */
  readonly standby?: Region;
  /**
   * Region of the state bucket and its key: that of the standby site, so that both can be used
   * when the primary region is away.
   */
  readonly stateRegion: Region;
  readonly stateBucket: string;
  /** The copy in the other region; absent where the cell has one region. */
  readonly stateCopyBucket?: string;
  readonly stateKeyAlias: string;
  readonly repositories: readonly string[];
  readonly externalSecrets: readonly ExternalSecretPlan[];
  readonly quotas: readonly QuotaNeed[];
  readonly zone: string;
  /** Whose tokens roles of the cell may trust; absent where no pipeline is configured. */
  readonly pipeline?: Pick<PipelinePlan, "issuer" | "audience">;
}

/** Secrets that the configuration names. */
function externalSecretsOf({ alerts }: CellConfig): readonly ExternalSecretPlan[] {
  const named: readonly (readonly [string | undefined, string])[] = [
    [alerts.pagerDutySecretName, "critical alerts reach nobody's pager without it"],
    [alerts.slackSecretName, "warnings reach no channel without it"],
  ];
  return named.flatMap(([name, purpose]) => (name === undefined ? [] : [{ name, purpose }]));
}

/** Bucket names are one name space for all accounts, so the account is part of them. */
function bucketName(stack: string, accountId: string, role: string): string {
  return physicalName("s3Bucket", ["podcast", stack, role, accountId]);
}

/**
 * Plans what comes before the first `up`.
 *
 * @param cell The plan of the cell.
 * @param config Its configuration.
 */
export function planBootstrap(cell: CellPlan, config: CellConfig): BootstrapPlan {
  const { stack, accountId, tags } = cell;
  const { primary, standby } = config.regions;
  const { pipeline } = cell.primary.identity;
  return {
    stack,
    accountId,
    tags,
    primary,
    ...(standby === undefined
      ? {}
      : { standby, stateCopyBucket: bucketName(stack, accountId, "state-copy") }),
    stateRegion: standby ?? primary,
    stateBucket: bucketName(stack, accountId, "state"),
    stateKeyAlias: `alias/${physicalName("kmsAlias", ["podcast", stack, "state"])}`,
    repositories: IMAGE_KEYS.map(imageRepositoryOf),
    externalSecrets: externalSecretsOf(config),
    quotas: needsOf(cell),
    zone: config.account.cloudflare.zone,
    ...(pipeline === undefined
      ? {}
      : { pipeline: { issuer: pipeline.issuer, audience: pipeline.audience } }),
  };
}
