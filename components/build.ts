/** Wires the components of a cell: what each hands on goes into the next. */
import type { Output } from "@pulumi/pulumi";
import type { CellPlan } from "../plan/cell";
import { logicalName } from "../plan/names";
import { AwsCache } from "./cache/aws";
import { CellAuthority } from "./certificates/kubernetes";
import { AwsCompute } from "./compute/aws";
import { Workloads } from "./compute/kubernetes/workloads";
import type { Placement } from "./contract";
import { buildCostControl } from "./costcontrol/build";
import { AwsData } from "./data/aws";
import { buildRecovery, copyTenantBackups, objectsOf, secondRegion } from "./dr/aws";
import { AwsIdentity } from "./identity/aws";
import { ClusterAccess } from "./identity/kubernetes/access";
import { Identity } from "./identity/kubernetes/identity";
import { buildEdge, leadToIssuer } from "./edge/edge";
import { AwsKeys } from "./keys/aws";
import { AwsNetwork } from "./network/aws";
import { AwsAlertRelay } from "./functions/alert-relay";
import { AwsRotation } from "./functions/rotation";
import { buildObservability } from "./observability/build";
import { awsProvider, cloudflareProvider, randomProvider } from "./providers";
import { type Belonging, standardTags } from "./tagging";
import { AwsTenancy } from "./tenancy/aws";
import { AwsEnterpriseTenant } from "./tenancy/aws-tenant";
import { AwsTimeSeries } from "./timeseries/aws";

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
  /** `iss` of the tokens that the API takes. */
  readonly issuer: string;
  readonly clusterName: string;
  readonly clusterEndpoint: Output<string>;
  readonly api: string;
  /** Why requests are decrypted outside of the cell's residency; absent where they are not. */
  readonly edgeException?: string;
}

/**
 * Builds a cell on AWS.
 *
 * @param cell The plan.
 */
function buildAwsCell(cell: CellPlan): CellOutputs {
  const site: Placement = { cell, site: cell.primary };
  const providers = [
    awsProvider(cell, cell.primary.region),
    randomProvider(),
    cloudflareProvider(),
  ];
  const named = (part: string): string => logicalName(cell.primary.role, part);
  const options = (belonging: Belonging) => ({
    providers,
    transformations: [standardTags(cell, belonging)],
  });
  // Every secret of the cell is copied to its second region, so that one's keys come first.
  const second = secondRegion(cell, providers.slice(1));
  const internal = { dataClass: "internal" } as const;
  const personal = { dataClass: "personal" } as const;

  const { arns } = new AwsKeys(
    named("keys"),
    site,
    options({ component: "identity", dataClass: "secret" }),
  );
  const keys = { ...arns, secretReplicas: second?.secretReplicas ?? [] };
  const network = new AwsNetwork(
    named("network"),
    { ...site, keys },
    options({ component: "network", ...internal }),
  );
  const stores = { ...site, keys, network };
  const data = new AwsData(named("data"), stores, options({ component: "data", ...personal }));
  const cache = new AwsCache(named("cache"), stores, options({ component: "cache", ...personal }));
  const compute = options({ component: "compute", ...internal });
  const cluster = new AwsCompute(named("compute"), stores, compute);
  const inCluster = (of: typeof compute) => ({
    ...of,
    providers: [...providers, cluster.kubernetes],
  });
  const certificates = new CellAuthority(
    named("certificates"),
    { ...site, cluster },
    inCluster(options({ component: "identity", dataClass: "secret" })),
  );
  const edge = buildEdge(
    {
      ...{ ...site, keys, network, cluster, certificates, cache },
      ...(second?.standby === undefined ? {} : { other: (made) => second.origin(made) }),
    },
    inCluster(options({ component: "edge", ...internal })),
  );
  const watch = buildObservability(
    { ...site, keys, network, cluster },
    inCluster(options({ component: "observability", ...internal })),
  );
  const { topics, receivers } = watch;
  if (receivers !== undefined) {
    new AwsAlertRelay(
      named("alerts"),
      { ...site, keys, topics, receivers },
      options({ component: "observability", ...internal }),
    );
  }
  new AwsRotation(
    named("secrets"),
    { ...site, keys, cache, alertTopicArn: topics.warning },
    options({ component: "identity", ...internal }),
  );
  buildCostControl(
    { ...site, keys, topics, cluster },
    inCluster(options({ component: "costcontrol", ...internal })),
  );
  const objects = objectsOf({ ...site, keys }, options);
  const timeSeries = new AwsTimeSeries(
    named("timeseries"),
    { ...site, keys, network, cluster, certificates },
    inCluster(options({ component: "timeseries", ...personal })),
  );
  const access = { component: "identity", ...internal } as const;
  new AwsIdentity(named("access"), { ...site, keys, network, cluster }, options(access));
  new ClusterAccess(named("cluster-access"), { ...site, cluster }, inCluster(options(access)));
  const identity = new Identity(
    named("identity"),
    { ...site, keys, data, cluster, certificates },
    inCluster(options({ component: "identity", ...personal })),
  );
  leadToIssuer({ ...site, identity, edge }, inCluster(options({ component: "edge", ...internal })));
  const tenancy = new AwsTenancy(
    named("tenancy"),
    { ...site, keys, data, cluster },
    inCluster(options({ component: "tenancy", ...personal })),
  );
  new Workloads(
    named("workloads"),
    {
      ...{ ...site, data, cache, cluster, certificates, timeSeries },
      after: [tenancy.applied, ...objects.admit(cluster, keys.data)],
    },
    inCluster(compute),
  );
  const { outboxSecret, applied } = tenancy;
  buildRecovery(
    {
      ...{ ...site, keys, second, data, cluster, timeSeries, objects, edge, outboxSecret },
      applied,
    },
    (belonging) => inCluster(options(belonging)),
  );
  const tenants = new Map<string, Output<string>>();
  for (const tenant of cell.primary.tenancy.enterprise) {
    const { secretReplicas } = keys;
    const { databaseArn } = new AwsEnterpriseTenant(
      named(tenant.namespace),
      { ...site, tenant, network, cache, cluster, certificates, timeSeries, secretReplicas },
      inCluster(options({ component: "tenancy", ...personal, tenant: tenant.name })),
    );
    tenants.set(tenant.name, databaseArn);
  }
  copyTenantBackups(second, tenants);
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
    issuer: identity.issuer,
    clusterName: cluster.clusterName,
    clusterEndpoint: cluster.clusterEndpoint,
    api: `https://${cell.edge.hosts.api}`,
    ...(edge.zone.residencyException === undefined
      ? {}
      : { edgeException: edge.zone.residencyException }),
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
