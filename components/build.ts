/** Wires the components of a cell: what each hands on goes into the next. */
import type { Output } from "@pulumi/pulumi";
import type { CellPlan } from "../plan/cell";
import { logicalName } from "../plan/names";
import { AwsCache } from "./cache/aws";
import { AwsCompute } from "./compute/aws";
import type { Placement } from "./contract";
import { AwsData } from "./data/aws";
import { AwsKeys } from "./keys/aws";
import { AwsNetwork } from "./network/aws";
import { awsProvider, randomProvider } from "./providers";
import { type Belonging, standardTags } from "./tagging";

/** What a stack tells about itself: names and endpoints, nothing secret. */
export interface CellOutputs {
  readonly cloud: string;
  readonly environment: string;
  readonly residency: string;
  readonly region: string;
  readonly networkId: Output<string>;
  readonly databaseHost: Output<string>;
  readonly databaseSecretName: string;
  readonly cacheHost: Output<string>;
  readonly brokerHost: Output<string>;
  readonly clusterName: string;
  readonly clusterEndpoint: Output<string>;
}

/**
 * Builds a cell on AWS.
 *
 * @param cell The plan.
 */
function buildAwsCell(cell: CellPlan): CellOutputs {
  const site: Placement = { cell, site: cell.primary };
  const providers = [awsProvider(cell, cell.primary.region), randomProvider()];
  const named = (part: string): string => logicalName(cell.primary.role, part);
  const options = (belonging: Belonging) => ({
    providers,
    transformations: [standardTags(cell, belonging)],
  });
  const internal = { dataClass: "internal" } as const;
  const personal = { dataClass: "personal" } as const;

  const { arns: keys } = new AwsKeys(
    named("keys"),
    site,
    options({ component: "identity", dataClass: "secret" }),
  );
  const network = new AwsNetwork(
    named("network"),
    { ...site, keys },
    options({ component: "network", ...internal }),
  );
  const stores = { ...site, keys, network };
  const data = new AwsData(named("data"), stores, options({ component: "data", ...personal }));
  const cache = new AwsCache(named("cache"), stores, options({ component: "cache", ...personal }));
  const compute = new AwsCompute(
    named("compute"),
    { ...stores, data, cache },
    options({ component: "compute", ...internal }),
  );
  return {
    cloud: cell.cloud,
    environment: cell.environment,
    residency: cell.residency,
    region: cell.primary.region,
    networkId: network.networkId,
    databaseHost: data.host,
    databaseSecretName: data.masterSecret.name,
    cacheHost: cache.clusterHost,
    brokerHost: cache.brokerHost,
    clusterName: compute.clusterName,
    clusterEndpoint: compute.clusterEndpoint,
  };
}

/** How a cell is built, by cloud. */
const BUILDERS: Readonly<Partial<Record<CellPlan["cloud"], (cell: CellPlan) => CellOutputs>>> = {
  aws: buildAwsCell,
};

/**
 * Builds a cell.
 *
 * @param cell The plan.
 * @returns What the stack exports.
 * @throws Error if there are no components for the plan's cloud.
 */
export function buildCell(cell: CellPlan): CellOutputs {
  const build = BUILDERS[cell.cloud];
  if (build === undefined) {
    throw new Error(
      `cloud is ${cell.cloud}; components exist for ${Object.keys(BUILDERS).join(", ")}`,
    );
  }
  return build(cell);
}
