/** Images, by digest, from the registry of the cell's own account and region. */
import { regionFacts, type Partition, type Region } from "../facts/regions";
import { TIMESCALEDB } from "../facts/versions";
import type { CellConfig } from "./config/schema";

/**
 * Domain of the registries by partition. Source: AWS General Reference, Amazon ECR endpoints.
 */
const REGISTRY_DOMAIN: Partial<Record<Partition, string>> = {
  aws: "amazonaws.com",
  "aws-us-gov": "amazonaws.com",
  "aws-cn": "amazonaws.com.cn",
  "aws-eusc": "amazonaws.eu",
};

/** Repository names of our own images, by key of the configuration. */
const REPOSITORIES = {
  apiService: "api-service",
  celery: "celery",
  pgbouncer: "pgbouncer",
  sqlClient: "sql-client",
  // CloudNativePG refuses an image without a tag: it reads the version of PostgreSQL from it.
  timescaledb: `timescaledb:${TIMESCALEDB.imageTag}`,
  parquetExport: "parquet-export",
  keycloak: "keycloak",
  platform: "platform",
} as const satisfies Record<keyof CellConfig["images"], string>;

/** Full references by key of the configuration. */
export type Images = Readonly<Record<keyof typeof REPOSITORIES, string>>;

/** First part of the names of all our repositories. */
const PREFIX = "podcast-platform";

/**
 * Name of an image's repository, without the tag that some readers want.
 *
 * @param key The image's key in the configuration.
 */
export function imageRepositoryOf(key: keyof Images): string {
  return `${PREFIX}/${REPOSITORIES[key].split(":")[0] ?? key}`;
}

/** The images of the configuration. */
export const IMAGE_KEYS = Object.keys(REPOSITORIES) as readonly (keyof Images)[];

/** What the images depend on. */
export interface ImagesArgs {
  readonly accountId: string;
  readonly region: Region;
  readonly digests: CellConfig["images"];
}

/**
 * The images of a site.
 *
 * @param args Account, region and digests.
 * @throws Error if the region's partition has no registry that we know.
 */
export function planImages({ accountId, region, digests }: ImagesArgs): Images {
  const domain = REGISTRY_DOMAIN[regionFacts(region).partition];
  if (domain === undefined) throw new Error(`no image registry is known in ${region}`);
  const registry = `${accountId}.dkr.ecr.${region}.${domain}/${PREFIX}`;
  const reference = (key: keyof Images): string =>
    `${registry}/${REPOSITORIES[key]}@${digests[key]}`;
  return {
    apiService: reference("apiService"),
    celery: reference("celery"),
    pgbouncer: reference("pgbouncer"),
    sqlClient: reference("sqlClient"),
    timescaledb: reference("timescaledb"),
    parquetExport: reference("parquetExport"),
    keycloak: reference("keycloak"),
    platform: reference("platform"),
  };
}
