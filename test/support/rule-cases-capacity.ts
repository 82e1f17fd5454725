/** Series under which the alerts of what fills up fire, and under which they do not. */
import { type RuleCase, growing, pair, still } from "./rule-case";

const node = { instance: "node-1" };

/** Alerts of what fills up, raised and calm. */
export const CAPACITY_CASES: readonly RuleCase[] = [
  ...pair("NodeCpuUtilizationHigh", {
    when: "nine tenths of the processors are busy",
    raised: [growing('node_cpu_seconds_total{mode="idle", instance="node-1"}', 6)],
    calm: [growing('node_cpu_seconds_total{mode="idle", instance="node-1"}', 30)],
    at: "25m",
    labels: node,
  }),
  ...pair("NodeMemoryUtilizationHigh", {
    when: "a tenth of the memory is left",
    raised: [
      still('node_memory_MemAvailable_bytes{instance="node-1"}', 1),
      still('node_memory_MemTotal_bytes{instance="node-1"}', 10),
    ],
    calm: [
      still('node_memory_MemAvailable_bytes{instance="node-1"}', 5),
      still('node_memory_MemTotal_bytes{instance="node-1"}', 10),
    ],
    at: "17m",
    labels: node,
  }),
  ...pair("NodeDiskUtilizationHigh", {
    when: "a tenth of the disk is left",
    raised: [
      still('node_filesystem_avail_bytes{mountpoint="/", instance="node-1"}', 1),
      still('node_filesystem_size_bytes{mountpoint="/", instance="node-1"}', 10),
    ],
    calm: [
      still('node_filesystem_avail_bytes{mountpoint="/", instance="node-1"}', 5),
      still('node_filesystem_size_bytes{mountpoint="/", instance="node-1"}', 10),
    ],
    at: "17m",
    labels: { ...node, mountpoint: "/" },
  }),
  ...pair("ScaleOnCpu", {
    when: "pods use three quarters of a processor of one",
    raised: [
      growing('container_cpu_usage_seconds_total{container="c", namespace="n"}', 45),
      still('kube_pod_container_resource_requests{resource="cpu", namespace="n"}', 1),
    ],
    calm: [
      growing('container_cpu_usage_seconds_total{container="c", namespace="n"}', 30),
      still('kube_pod_container_resource_requests{resource="cpu", namespace="n"}', 1),
    ],
    at: "15m",
    labels: { namespace: "n" },
  }),
  ...pair("ScaleOnMemory", {
    when: "pods use nine tenths of what they ask for",
    raised: [
      still('container_memory_working_set_bytes{container="c", namespace="n"}', 9),
      still('kube_pod_container_resource_requests{resource="memory", namespace="n"}', 10),
    ],
    calm: [
      still('container_memory_working_set_bytes{container="c", namespace="n"}', 7),
      still('kube_pod_container_resource_requests{resource="memory", namespace="n"}', 10),
    ],
    at: "7m",
    labels: { namespace: "n" },
  }),
  ...pair("ScaleOnQueueDepth", {
    when: "two lists hold 120 tasks together",
    raised: [
      still('keda_scaler_metrics_value{scaledObject="celery-worker", metric="s0"}', 70),
      still('keda_scaler_metrics_value{scaledObject="celery-worker", metric="s1"}', 50),
    ],
    calm: [still('keda_scaler_metrics_value{scaledObject="celery-worker", metric="s0"}', 70)],
    at: "7m",
  }),
  ...pair("ScaleOnDatabaseConnections", {
    when: "90 of 100 connections are used",
    raised: [
      still('cnpg_backends_total{pod="p", state="active"}', 60),
      still('cnpg_backends_total{pod="p", state="idle"}', 30),
      still('cnpg_pg_settings_setting{pod="p", name="max_connections"}', 100),
    ],
    calm: [
      still('cnpg_backends_total{pod="p", state="active"}', 60),
      still('cnpg_pg_settings_setting{pod="p", name="max_connections"}', 100),
    ],
    at: "7m",
    labels: { pod: "p" },
  }),
  ...pair("StorageFillingUp", {
    when: "a volume is nine tenths full",
    raised: [
      still('kubelet_volume_stats_used_bytes{namespace="n", persistentvolumeclaim="v"}', 9),
      still('kubelet_volume_stats_capacity_bytes{namespace="n", persistentvolumeclaim="v"}', 10),
    ],
    calm: [
      still('kubelet_volume_stats_used_bytes{namespace="n", persistentvolumeclaim="v"}', 7),
      still('kubelet_volume_stats_capacity_bytes{namespace="n", persistentvolumeclaim="v"}', 10),
    ],
    at: "7m",
    labels: { namespace: "n", persistentvolumeclaim: "v" },
  }),
];
