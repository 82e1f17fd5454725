/** Jaeger: keeps traces for seven days, and shows them. */
import { TRACING } from "../../facts/seed";
import type { ContainerResources, OperatorPlan } from "../cell";
import { TRACES } from "../observability/traces";
import { chartOperator, resources } from "./operator";

/** Keys of the chart jaeger that we set. */
interface JaegerValues {
  readonly fullnameOverride: string;
  readonly userconfig: object;
  readonly jaeger: {
    readonly replicas: 1;
    readonly resources: ContainerResources;
    readonly serviceAccount: { readonly automountServiceAccountToken: boolean };
    readonly podSecurityContext: object;
    readonly securityContext: object;
    readonly extraVolumes: readonly {
      readonly name: string;
      readonly persistentVolumeClaim: { readonly claimName: string };
    }[];
    readonly extraVolumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  };
}

const HOURS_PER_DAY = 24;

/** Where the volume is mounted. */
const FOLDER = "/badger";

/**
 * Badger on an encrypted volume: one copy that restarts within a minute, where OpenSearch would
 * cost three nodes for traces that are a help and no record. The time to live deletes by itself.
 * Source: Jaeger documentation, "Badger storage backend" (2.x).
 */
const CONFIG = {
  extensions: {
    healthcheckv2: { use_v2: true, http: { endpoint: "0.0.0.0:13133" } },
    jaeger_query: { storage: { traces: "traces" } },
    jaeger_storage: {
      backends: {
        traces: {
          badger: {
            directories: { keys: `${FOLDER}/keys`, values: `${FOLDER}/values` },
            ephemeral: false,
            ttl: { spans: `${TRACING.retentionDays * HOURS_PER_DAY}h` },
          },
        },
      },
    },
  },
  receivers: {
    otlp: {
      protocols: {
        grpc: { endpoint: `0.0.0.0:${TRACES.grpcPort}` },
        http: { endpoint: `0.0.0.0:${TRACES.httpPort}` },
      },
    },
  },
  processors: { batch: {} },
  exporters: { jaeger_storage_exporter: { trace_storage: "traces" } },
  service: {
    extensions: ["jaeger_storage", "jaeger_query", "healthcheckv2"],
    telemetry: {
      metrics: {
        readers: [
          { pull: { exporter: { prometheus: { host: "0.0.0.0", port: TRACES.metricsPort } } } },
        ],
      },
    },
    pipelines: {
      traces: {
        receivers: ["otlp"],
        processors: ["batch"],
        exporters: ["jaeger_storage_exporter"],
      },
    },
  },
} as const;

/** The store of traces and its pages. */
export function jaeger(): OperatorPlan {
  const each = resources("30m", "192Mi", "768Mi");
  return chartOperator<JaegerValues>("jaeger", {
    namespace: TRACES.namespace,
    values: {
      fullnameOverride: TRACES.jaeger,
      userconfig: CONFIG,
      jaeger: {
        replicas: 1,
        resources: each,
        serviceAccount: { automountServiceAccountToken: false },
        podSecurityContext: {
          runAsNonRoot: true,
          runAsUser: 10_001,
          runAsGroup: 10_001,
          fsGroup: 10_001,
          seccompProfile: { type: "RuntimeDefault" },
        },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        extraVolumes: [
          { name: "traces", persistentVolumeClaim: { claimName: TRACES.jaegerClaim } },
        ],
        extraVolumeMounts: [{ name: "traces", mountPath: FOLDER }],
      },
    },
    pods: [{ replicas: 1, resources: each }],
  });
}
