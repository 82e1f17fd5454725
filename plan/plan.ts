/** From a right configuration to everything that one stack builds. Pure: the same in, the same out. */
import { TAG } from "../facts/tags";
import { planNetwork } from "./addresses";
import { planCache } from "./cache";
import type { CellPlan, NetworkPlan, Reason, SitePlan, Tags } from "./cell";
import { planCompute } from "./compute";
import { ConfigError } from "./config/problems";
import type { CellConfig } from "./config/schema";
import { planData } from "./data";
import { demandOf } from "./demand";
import { SHAPES } from "./environments";
import { planImages } from "./images";
import { below, type Planned } from "./planned";
import { NETWORK_DEFAULTS } from "./ranges";

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
    shape: SHAPES[config.environment],
  });
}

function planPrimary(stack: string, config: CellConfig, accountId: string): Planned<SitePlan> {
  const shape = SHAPES[config.environment];
  const demand = demandOf(config.capacity);
  const region = config.regions.primary;
  const images = planImages({ accountId, region, digests: config.images });
  const { generation } = config.site;
  const data = planData({ demand, shape, generation, poolerImage: images.pgbouncer });
  const cache = planCache(demand, shape);
  const compute = planCompute({ stack, config, demand, shape, images });
  return {
    part: {
      role: "primary",
      region,
      network: primaryNetwork(config),
      data: data.part,
      cache: cache.part,
      compute: compute.part,
    },
    reasons: [
      ...below("data", data.reasons),
      ...below("cache", cache.reasons),
      ...below("compute", compute.reasons),
    ],
  };
}

function planStandby(config: CellConfig): CellPlan["standby"] {
  const region = config.regions.standby;
  if (region === undefined) return undefined;
  const block = config.network.standbyCidr ?? NETWORK_DEFAULTS.standby;
  return { region, network: planNetwork({ region, block, shape: SHAPES[config.environment] }) };
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
  return {
    stack,
    cloud: config.cloud,
    environment: config.environment,
    residency: config.residency,
    accountId,
    domain: config.domain,
    tags: tagsOf(stack, config),
    primary: primary.part,
    ...(standby === undefined ? {} : { standby }),
    reasons: [...cellReasons(config), ...below("primary", primary.reasons)],
  };
}
