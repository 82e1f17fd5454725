/** Images, by digest, from the registry of the cell's own account and region. */
import { regionFacts, type Partition, type Region } from "../facts/regions";
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
} as const satisfies Record<keyof CellConfig["images"], string>;

/** Full references by key of the configuration. */
export type Images = Readonly<Record<keyof typeof REPOSITORIES, string>>;

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
  const registry = `${accountId}.dkr.ecr.${region}.${domain}/podcast-platform`;
  const reference = (key: keyof Images): string =>
    `${registry}/${REPOSITORIES[key]}@${digests[key]}`;
  return {
    apiService: reference("apiService"),
    celery: reference("celery"),
    pgbouncer: reference("pgbouncer"),
  };
}
