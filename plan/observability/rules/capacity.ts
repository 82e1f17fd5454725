/** What fills up: warnings at 80 %, and the seed's triggers of scaling. */
import { ALERTS, SCALING_TRIGGERS } from "../../../facts/seed";
import { OTHER_METRICS, QUEUE_DEPTH } from "../metrics";
import type { AlertRule, RecordingRule, RuleGroup } from "./rule";

/** Recorded series: shares of 1. */
export const USED = {
  nodeCpu: "node:cpu_used:share",
  nodeMemory: "node:memory_used:share",
  nodeDisk: "node:disk_used:share",
  podCpu: "workload:cpu_used:share",
  podMemory: "workload:memory_used:share",
  volume: "volume:used:share",
  connections: "time_series:connections_used:share",
} as const;

const share = (percent: number): number => percent / 100;

/** Containers of the application, against what they ask for: what the seed's scaler looks at. */
function ofRequests(used: string, resource: "cpu" | "memory"): string {
  return (
    `sum by (namespace) (${used})` +
    ` / sum by (namespace) (kube_pod_container_resource_requests{resource="${resource}"})`
  );
}

const RECORDINGS: readonly RecordingRule[] = [
  {
    record: USED.nodeCpu,
    expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
    meaning: "busy part of a node's processors",
  },
  {
    record: USED.nodeMemory,
    expr: "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
    meaning: "used part of a node's memory",
  },
  {
    record: USED.nodeDisk,
    expr:
      '1 - node_filesystem_avail_bytes{mountpoint="/"}' +
      ' / node_filesystem_size_bytes{mountpoint="/"}',
    meaning: "used part of a node's disk",
  },
  {
    record: USED.podCpu,
    expr: ofRequests('rate(container_cpu_usage_seconds_total{container!=""}[5m])', "cpu"),
    meaning: "processors that a namespace uses, of those that it asks for",
  },
  {
    record: USED.podMemory,
    expr: ofRequests('container_memory_working_set_bytes{container!=""}', "memory"),
    meaning: "memory that a namespace uses, of what it asks for",
  },
  {
    record: USED.volume,
    expr: "kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes",
    meaning: "used part of a claimed volume",
  },
  {
    record: USED.connections,
    expr:
      `sum by (pod) (${OTHER_METRICS.timeSeriesBackends})` +
      ` / max by (pod) (${OTHER_METRICS.timeSeriesSettings}{name="max_connections"})`,
    meaning: "used part of the connections of the time-series database",
  },
  {
    record: QUEUE_DEPTH,
    expr: `sum(${OTHER_METRICS.scalerValue}{scaledObject="celery-worker"})`,
    meaning: "tasks that wait for a worker, in all queues and priorities",
  },
];

/** Seed, Warning Alerts: Resource utilization > 80%. */
const UTILIZATION: readonly AlertRule[] = [
  [USED.nodeCpu, "Cpu", "processors"],
  [USED.nodeMemory, "Memory", "memory"],
  [USED.nodeDisk, "Disk", "disk"],
].map(([series, part, words]) => ({
  alert: `Node${part}UtilizationHigh`,
  kind: "utilization",
  severity: "warning",
  expr: `${series} > ${share(ALERTS.warning.utilizationPercent)}`,
  for: "15m",
  summary: `{{ $value | humanizePercentage }} of the ${words} of node {{ $labels.instance }} is used`,
  source: "seed, Warning Alerts: Resource utilization > 80%",
}));

function trigger(rule: Omit<AlertRule, "kind" | "severity" | "for" | "source">): AlertRule {
  return {
    ...rule,
    kind: "scaling",
    severity: "warning",
    for: `${SCALING_TRIGGERS.forMinutes}m`,
    source: "seed, Scaling Triggers",
  };
}

/** Scalers act by themselves; who reads these sees that they do, or that they cannot. */
const TRIGGERS: readonly AlertRule[] = [
  trigger({
    alert: "ScaleOnCpu",
    expr: `${USED.podCpu} > ${share(SCALING_TRIGGERS.cpuPercent)}`,
    summary: "Pods in {{ $labels.namespace }} use {{ $value | humanizePercentage }} of their CPUs",
  }),
  trigger({
    alert: "ScaleOnMemory",
    expr: `${USED.podMemory} > ${share(SCALING_TRIGGERS.memoryPercent)}`,
    summary:
      "Pods in {{ $labels.namespace }} use {{ $value | humanizePercentage }} of their memory",
  }),
  trigger({
    alert: "ScaleOnQueueDepth",
    expr: `${QUEUE_DEPTH} > ${SCALING_TRIGGERS.queueDepth}`,
    summary: "{{ $value | humanize }} tasks wait for a worker",
  }),
  trigger({
    alert: "ScaleOnDatabaseConnections",
    expr: `${USED.connections} > ${share(SCALING_TRIGGERS.databaseConnectionsPercent)}`,
    summary: "{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its connections",
  }),
  trigger({
    alert: "StorageFillingUp",
    expr: `${USED.volume} > ${share(SCALING_TRIGGERS.storagePercent)}`,
    summary:
      "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is" +
      " {{ $value | humanizePercentage }} full",
  }),
];

/** Alerts on what fills up inside the cluster; stores of the cloud have alarms: alarms.ts. */
export const CAPACITY: RuleGroup = {
  name: "capacity",
  recordings: RECORDINGS,
  alerts: [...UTILIZATION, ...TRIGGERS],
};
