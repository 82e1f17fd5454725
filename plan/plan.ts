/** From a right configuration to everything that one stack builds. Pure: the same in, the same out. */
import type { Region } from "../facts/regions";
import { TAG } from "../facts/tags";
import { planNetwork } from "./addresses";
import { planCache } from "./cache";
import type { CellPlan, NetworkPlan, Reason, SitePlan, Tags } from "./cell";
import { planCompute } from "./compute";
import { ConfigError } from "./config/problems";
import type { CellConfig } from "./config/schema";
import { planCostControl } from "./costcontrol";
import { planData } from "./data";
import { drProblems, planDr } from "./dr";
import { demandOf } from "./demand";
import { planOrigin, planZone } from "./edge";
import { shapeOf } from "./environments";
import { identityLoad, planIdentity } from "./identity";
import { type Images, planImages } from "./images";
import { observabilityLoad, planObservability } from "./observability";
import { below, type Planned } from "./planned";
import { NETWORK_DEFAULTS } from "./ranges";
import { planTimeSeries } from "./timeseries";
import { timeSeriesSystemLoad } from "./timeseries/size";
import { planTenancy } from "./tenancy";

function tagsOf(stack: string, config: CellConfig): Tags {
  return {
    [TAG.environment]: config.environment,
    [TAG.costCenter]: `podcast-platform-${stack}`,
    [TAG.residency]: config.residency,
    [TAG.owner]: "platform-team",
  };
}

function primaryNetwork(config: CellConfig): NetworkPlan {
  return planNetwork({
    region: config.regions.primary,
    block: config.network.primaryCidr ?? NETWORK_DEFAULTS.primary,
    shape: shapeOf(config),
  });
}

function planPrimary(stack: string, config: CellConfig, accountId: string): Planned<SitePlan> {
  const shape = shapeOf(config);
  const demand = demandOf(config.capacity);
  const region = config.regions.primary;
  const images = planImages({ accountId, region, digests: config.images });
  const { generation } = config.site;
  const data = planData({ demand, shape, generation, poolerImage: images.pgbouncer });
  const cache = planCache(demand, shape);
  const timeSeries = planTimeSeries({ demand, shape, generation, images });
  const identity = planIdentity({ stack, config, shape, images });
  const observability = planObservability({
    ...{ stack, accountId, region, config, demand, shape },
    data: data.part,
    cache: cache.part,
    natZones: primaryNetwork(config).natZones,
  });
  const residents = [
    identityLoad(identity.part),
    timeSeriesSystemLoad(demand, shape),
    observabilityLoad(observability.part, shape.zones),
  ];
  const compute = planCompute({ stack, config, demand, shape, images, residents });
  const tenancy = planTenancy({
    config,
    shape,
    images,
    network: primaryNetwork(config),
    // A tenant's own database is read through its writer alone.
    database: (of) => {
      const own = { ...shape, readReplicas: { min: 0, max: 0 } };
      return planData({ demand: of, shape: own, generation, poolerImage: images.pgbouncer });
    },
  });
  const network = primaryNetwork(config);
  const edge = planOrigin({ config, shape, network, tokens: identity.part });
  return {
    part: {
      role: "primary",
      region,
      network: primaryNetwork(config),
      data: data.part,
      cache: cache.part,
      timeSeries: timeSeries.part,
      compute: compute.part,
      edge: edge.part,
      tenancy: tenancy.part,
      identity: identity.part,
      observability: observability.part,
    },
    reasons: [
      ...below("data", data.reasons),
      ...below("cache", cache.reasons),
      ...below("timeSeries", timeSeries.reasons),
      ...below("compute", compute.reasons),
      ...below("edge", edge.reasons),
      ...below("tenancy", tenancy.reasons),
      ...below("identity", identity.reasons),
      ...below("observability", observability.reasons),
    ],
  };
}

/** The second site as it is when it serves: what the first would be in its region. */
function planServing(stack: string, config: CellConfig, accountId: string): SitePlan | undefined {
  const region = config.regions.standby;
  if (region === undefined) return undefined;
  const primaryCidr = config.network.standbyCidr ?? NETWORK_DEFAULTS.standby;
  const twin = { ...config, regions: { primary: region }, network: { primaryCidr } };
  return { ...planPrimary(stack, twin, accountId).part, role: "standby" };
}

function planStandby(config: CellConfig): CellPlan["standby"] {
  const region = config.regions.standby;
  if (region === undefined) return undefined;
  const block = config.network.standbyCidr ?? NETWORK_DEFAULTS.standby;
  return { region, network: planNetwork({ region, block, shape: shapeOf(config) }) };
}

function cellReasons(config: CellConfig): readonly Reason[] {
  const demand = demandOf(config.capacity);
  const profile = typeof config.capacity === "string" ? config.capacity : "explicit numbers";
  const choice = typeof config.capacity === "string" ? config.capacity : "as configured";
  const why =
    `${profile}: ${demand.tenants} tenants, ${demand.requestsPerDay} requests a day, ` +
    `${demand.databaseGib} GiB relational, ${demand.timeSeriesGib} GiB time series`;
  return [{ what: "capacity", choice, why }];
}

/**
 * Plans a cell.
 *
 * @param stack Name of the stack.
 * @param config A configuration that parseConfig made.
 * @throws ConfigError for a cloud that this version does not build.
 */
export function planCell(stack: string, config: CellConfig): CellPlan {
  const accountId = config.account.aws?.id;
  if (config.cloud !== "aws" || accountId === undefined) {
    const wrong = "is a cloud that this version does not build";
    throw new ConfigError(stack, [{ key: "cloud", wrong, got: config.cloud, allowed: "aws" }]);
  }
  const primary = planPrimary(stack, config, accountId);
  const standby = planStandby(config);
  const serving = planServing(stack, config, accountId);
  const unbuilt = drProblems(config, serving);
  if (unbuilt.length > 0) throw new ConfigError(stack, unbuilt);
  const imagesIn = (region: Region): Images =>
    planImages({ accountId, region, digests: config.images });
  const images = serving && {
    active: imagesIn(config.regions.primary),
    standby: imagesIn(serving.region),
  };
  const dr = planDr({ stack, config, serving, images });
  const costControl = planCostControl({
    config,
    shape: shapeOf(config),
    tags: tagsOf(stack, config),
    clusterName: primary.part.compute.clusterName,
  });
  const edge = planZone(config);
  return {
    stack,
    cloud: config.cloud,
    environment: config.environment,
    residency: config.residency,
    accountId,
    domain: config.domain,
    protected: shapeOf(config).protected,
    tags: tagsOf(stack, config),
    edge: edge.part,
    costControl: costControl.part,
    primary: primary.part,
    ...(standby === undefined ? {} : { standby }),
    dr: dr.part,
    reasons: [
      ...cellReasons(config),
      ...below("edge", edge.reasons),
      ...below("costControl", costControl.reasons),
      ...below("primary", primary.reasons),
      ...below("dr", dr.reasons),
    ],
  };
}
