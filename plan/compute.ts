/** The cluster with its nodes, add-ons, operators and workloads. */
import { EKS_VERSION, EKS_VERSIONS } from "../facts/versions";
import { planAddons } from "./addons";
import type { ComputePlan } from "./cell";
import type { CellConfig } from "./config/schema";
import type { Demand } from "./demand";
import type { Shape } from "./environments";
import type { Images } from "./images";
import { clusterServices, type Load } from "./load";
import { logicalName, physicalName } from "./names";
import { planNodes } from "./nodes";
import { monitoringSize } from "./observability/size";
import { planOperators } from "./operators";
import { below, type Planned } from "./planned";
import { SERVICE_CIDR } from "./ranges";
import { planWorkloads } from "./workloads";

/** Namespace of the platform's own workloads. */
export const NAMESPACE = "podcast-platform";

/** What the cluster depends on. */
export interface ComputeArgs {
  readonly stack: string;
  readonly config: CellConfig;
  readonly demand: Demand;
  readonly shape: Shape;
  readonly images: Images;
  /** What other rooms run on the system pool. */
  readonly residents: readonly Load[];
}

/**
 * Plans the cluster of a site.
 *
 * @param args Stack, configuration, demand, shape and images.
 */
export function planCompute(args: ComputeArgs): Planned<ComputePlan> {
  const { stack, config, demand, shape, images } = args;
  const clusterName = physicalName("eksCluster", ["podcast-platform", stack]);
  const { domain, regions } = config;
  const monitoring = monitoringSize({ stack, demand, shape });
  const operators = planOperators({
    clusterName,
    region: regions.primary,
    replicas: shape.poolerReplicas,
    networkName: logicalName(stack, "primary-network"),
    gateway: shape.gateway,
    ...(monitoring === undefined ? {} : { monitoring }),
  });
  const services = clusterServices(shape.poolerReplicas, [
    ...operators,
    ...args.residents.map((load) => ({ load })),
  ]);
  const nodes = planNodes({ demand, shape, services, purchase: config.purchase.workers });
  return {
    part: {
      clusterName,
      kubernetesVersion: EKS_VERSION,
      apiServerCidrs: config.access.apiServerCidrs,
      serviceCidr: SERVICE_CIDR,
      logRetentionDays: shape.logRetentionDays,
      nodePools: nodes.part,
      addons: planAddons(shape.poolerReplicas),
      operators,
      namespace: NAMESPACE,
      workloads: planWorkloads(images, demand),
      // Seed, API Security: the dashboard's own origins and no other.
      corsOrigins: [`https://${domain}`, `https://app.${domain}`],
    },
    reasons: [
      {
        what: "kubernetesVersion",
        choice: EKS_VERSION,
        why: `standard support until ${EKS_VERSIONS[EKS_VERSION].standardSupportEnds}`,
      },
      ...below("nodePools", nodes.reasons),
    ],
  };
}
