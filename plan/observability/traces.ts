/** Names and ports by which the application, the collectors and Jaeger find each other. */

const NAMESPACE = "tracing";
const GATEWAY = "trace-gateway";
const SAMPLER = "trace-sampler";
const JAEGER = "jaeger";

const hostOf = (service: string): string => `${service}.${NAMESPACE}.svc.cluster.local`;

/** Everything about the way of a span. Ports: OpenTelemetry Protocol Specification, "OTLP/gRPC". */
export const TRACES = {
  namespace: NAMESPACE,
  gateway: GATEWAY,
  sampler: SAMPLER,
  samplerHost: hostOf(SAMPLER),
  jaeger: JAEGER,
  jaegerHost: hostOf(JAEGER),
  /** Claim of the volume that Jaeger writes to. */
  jaegerClaim: "jaeger-traces",
  grpcPort: 4317,
  httpPort: 4318,
  queryPort: 16_686,
  metricsPort: 8888,
} as const;

/** Where the application sends its spans. */
export const TRACES_ENDPOINT = `http://${hostOf(GATEWAY)}:${TRACES.grpcPort}`;
