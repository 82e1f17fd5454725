/**
 * Envoy Gateway: makes the proxies of a Gateway, and the service that counts requests in Redis.
 * The chart brings its CRDs in a `crds/` folder, which Helm never upgrades; a new version needs
 * them applied first. As templates they would be larger than what Helm stores of a release.
 * Source: Envoy Gateway documentation, "Install with Helm", Upgrading.
 */
import type { ContainerResources, OperatorPlan } from "../cell";
import { chartOperator, type OperatorContext, resources } from "./operator";

/** Keys of the chart gateway-helm that we set. */
interface EnvoyGatewayValues {
  readonly crds: { readonly enabled: boolean };
  readonly deployment: {
    readonly replicas: number;
    readonly envoyGateway: { readonly resources: ContainerResources };
  };
  readonly podDisruptionBudget: { readonly maxUnavailable: number };
  readonly topologyInjector: { readonly enabled: boolean };
  readonly certgen: { readonly job: { readonly resources: ContainerResources } };
  readonly config: { readonly envoyGateway: object };
}

/** Name of the operator, of its release and its namespace. */
export const ENVOY_GATEWAY = "envoy-gateway";

/** Name that a GatewayClass calls the controller by. Source: the chart's default. */
export const GATEWAY_CONTROLLER = "gateway.envoyproxy.io/gatewayclass-controller";

/** The Secret from which the counting service learns where its store is and how to sign in. */
export const RATE_LIMIT_STORE = { secret: "rate-limit-store", url: "url", auth: "auth" } as const;

/** Prefix of every counter: the access list of the counting service ends at it. */
export const RATE_LIMIT_KEY_PREFIX = "ratelimit:";

/** Ports on which proxies call the controller and the counting service. Source: the chart's Services. */
export const GATEWAY_PORTS = {
  configuration: 18_000,
  counting: 8081,
  countingRules: 18_001,
} as const;

/** What a proxy's sidecar asks for; it drains connections. Source: Envoy Gateway, shutdown manager. */
const DRAINER = resources("10m", "32Mi", "64Mi");

function countingService(replicas: number, own: ContainerResources) {
  const { secret, auth } = RATE_LIMIT_STORE;
  return {
    replicas,
    container: {
      resources: own,
      env: [
        // `user:password`. Source: envoyproxy/ratelimit, README, "Redis".
        { name: "REDIS_AUTH", valueFrom: { secretKeyRef: { name: secret, key: auth } } },
        { name: "CACHE_KEY_PREFIX", value: RATE_LIMIT_KEY_PREFIX },
      ],
    },
  };
}

/** Source: Envoy Gateway API Reference, EnvoyGateway. */
function configuration(replicas: number, counting: ContainerResources): object {
  const { secret, url } = RATE_LIMIT_STORE;
  return {
    gateway: { controllerName: GATEWAY_CONTROLLER },
    provider: {
      type: "Kubernetes",
      kubernetes: {
        // Proxies live with their Gateway, apart from the controller, which may write to the cluster.
        deploy: { type: "GatewayNamespace" },
        rateLimitDeployment: countingService(replicas, counting),
      },
    },
    logging: { level: { default: "info" } },
    rateLimit: {
      backend: {
        type: "Redis",
        redis: { urlRef: { secretKeyRef: { name: secret, key: url } }, tls: {} },
      },
      // Without the store nobody is counted, and everybody served: an alarm says so.
      failClosed: false,
      timeout: "50ms",
    },
    extensionApis: { enableBackend: false, enableEnvoyPatchPolicy: false, enableLua: false },
  };
}

/**
 * The operator of the gateway.
 *
 * @param context Copies of what can have more than one, and what the proxies ask for.
 */
export function envoyGateway({ replicas, gateway }: OperatorContext): OperatorPlan {
  const controller = resources("50m", "160Mi", "512Mi");
  const counting = resources("20m", "48Mi", "128Mi");
  const proxy = resources(`${gateway.cpuMillis}m`, `${gateway.memoryMib}Mi`, "1024Mi");
  return chartOperator<EnvoyGatewayValues>(ENVOY_GATEWAY, {
    values: {
      crds: { enabled: true },
      deployment: { replicas, envoyGateway: { resources: controller } },
      podDisruptionBudget: { maxUnavailable: 1 },
      // A webhook for every pod, only to tell proxies their zone.
      topologyInjector: { enabled: false },
      certgen: { job: { resources: counting } },
      config: { envoyGateway: configuration(replicas, counting) },
    },
    pods: [
      { replicas, resources: controller },
      { replicas, resources: counting },
      { replicas: gateway.minReplicas, resources: proxy },
      { replicas: gateway.minReplicas, resources: DRAINER },
    ],
  });
}
