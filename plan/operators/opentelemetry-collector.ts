/**
 * Collectors of traces in two tiers: the first sends all spans of a trace to the same collector of
 * the second, which then sees whole traces and can keep those with errors.
 * Source: OpenTelemetry Collector Contrib, README of the tail sampling processor: "all spans for a
 * given trace MUST be received by the same collector instance".
 */
import { TRACING } from "../../facts/seed";
import type { ContainerResources, OperatorPlan } from "../cell";
import type { MonitoringSize } from "../observability/size";
import { TRACES } from "../observability/traces";
import { chartOperator, resources } from "./operator";

/** Keys of the chart opentelemetry-collector that we set. */
interface CollectorValues {
  readonly fullnameOverride: string;
  readonly mode: "deployment";
  readonly image: { readonly repository: string };
  readonly replicaCount: number;
  readonly resources: ContainerResources;
  readonly podSecurityContext: object;
  readonly securityContext: object;
  readonly serviceAccount: { readonly automountServiceAccountToken: boolean };
  readonly podDisruptionBudget: { readonly enabled: boolean; readonly maxUnavailable: number };
  readonly ports: Readonly<Record<string, { readonly enabled: boolean }>>;
  readonly service?: { readonly clusterIP: "None" };
  readonly alternateConfig: object;
}

/** The distribution with both the balancer and the sampler, and little else. */
const IMAGE = "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s";

/** Seconds in which the spans of a trace arrive, before it is judged. */
const DECISION_WAIT_SECONDS = 10;

/** Traces that wait for their judgement: ten seconds of 500 requests. */
const WAITING_TRACES = 5000;

const OWN_ADDRESS = "${env:MY_POD_IP}";

const RECEIVERS = {
  otlp: {
    protocols: {
      grpc: { endpoint: `${OWN_ADDRESS}:${TRACES.grpcPort}` },
      http: { endpoint: `${OWN_ADDRESS}:${TRACES.httpPort}` },
    },
  },
} as const;

const LIMITER = {
  memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 25 },
} as const;

/** Spans stay inside the cluster, between namespaces that admit nobody else. */
const INSIDE = { tls: { insecure: true } } as const;

/** What a tier does with spans. */
interface Tier {
  readonly processors: Readonly<Record<string, object>>;
  readonly exporters: Readonly<Record<string, object>>;
}

function configOf({ processors, exporters }: Tier): object {
  const limited = { ...LIMITER, ...processors };
  return {
    receivers: RECEIVERS,
    processors: limited,
    exporters,
    extensions: { health_check: { endpoint: `${OWN_ADDRESS}:13133` } },
    service: {
      extensions: ["health_check"],
      telemetry: {
        metrics: {
          readers: [
            { pull: { exporter: { prometheus: { host: OWN_ADDRESS, port: TRACES.metricsPort } } } },
          ],
        },
      },
      pipelines: {
        traces: {
          receivers: Object.keys(RECEIVERS),
          processors: Object.keys(limited),
          exporters: Object.keys(exporters),
        },
      },
    },
  };
}

/** Source: OpenTelemetry Collector Contrib, README of the load balancing exporter. */
const SPREADING: Tier = {
  processors: {},
  exporters: {
    load_balancing: {
      routing_key: "traceID",
      protocol: { otlp: { timeout: "5s", ...INSIDE } },
      resolver: {
        dns: { hostname: TRACES.samplerHost, port: TRACES.grpcPort, interval: "5s" },
      },
    },
  },
};

/** Seed, Distributed Tracing: all traces with an error, a tenth of the others. */
const SAMPLING: Tier = {
  processors: {
    tail_sampling: {
      decision_wait: `${DECISION_WAIT_SECONDS}s`,
      num_traces: WAITING_TRACES,
      policies: [
        { name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } },
        {
          name: "others",
          type: "probabilistic",
          probabilistic: { sampling_percentage: TRACING.successSamplingPercent },
        },
      ],
    },
    batch: { timeout: "5s" },
  },
  exporters: {
    otlp_grpc: { endpoint: `${TRACES.jaegerHost}:${TRACES.grpcPort}`, ...INSIDE },
  },
};

/** Ports of the chart's own examples that nothing of ours speaks on. */
const PORTS = {
  otlp: { enabled: true },
  "otlp-http": { enabled: true },
  "jaeger-compact": { enabled: false },
  "jaeger-thrift": { enabled: false },
  "jaeger-grpc": { enabled: false },
  zipkin: { enabled: false },
  metrics: { enabled: true },
} as const;

function tierValues(args: {
  readonly name: string;
  readonly tier: Tier;
  readonly collectors: number;
  readonly resources: ContainerResources;
}): CollectorValues {
  return {
    fullnameOverride: args.name,
    mode: "deployment",
    image: { repository: IMAGE },
    replicaCount: args.collectors,
    resources: args.resources,
    podSecurityContext: {
      runAsNonRoot: true,
      runAsUser: 10_001,
      seccompProfile: { type: "RuntimeDefault" },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    serviceAccount: { automountServiceAccountToken: false },
    podDisruptionBudget: { enabled: args.collectors > 1, maxUnavailable: 1 },
    ports: PORTS,
    alternateConfig: configOf(args.tier),
  };
}

/**
 * The tier that spreads traces.
 *
 * @param size Copies.
 */
export function traceGateway({ collectors }: MonitoringSize): OperatorPlan {
  const each = resources("20m", "64Mi", "192Mi");
  const values = tierValues({ name: TRACES.gateway, tier: SPREADING, collectors, resources: each });
  return chartOperator<CollectorValues>("trace-gateway", {
    namespace: TRACES.namespace,
    values,
    pods: [{ replicas: collectors, resources: each }],
  });
}

/**
 * The tier that samples traces. Its Service has no address of its own, so that the first tier
 * learns the address of each copy.
 *
 * @param size Copies.
 */
export function traceSampler({ collectors }: MonitoringSize): OperatorPlan {
  const each = resources("20m", "128Mi", "384Mi");
  const values = tierValues({ name: TRACES.sampler, tier: SAMPLING, collectors, resources: each });
  return chartOperator<CollectorValues>("trace-sampler", {
    namespace: TRACES.namespace,
    values: { ...values, service: { clusterIP: "None" } },
    pods: [{ replicas: collectors, resources: each }],
  });
}
