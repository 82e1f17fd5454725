/** Everything by which people learn how a site does: metrics, logs, traces, findings, alerts. */
import type { Region } from "../../facts/regions";
import { fluentBit } from "../operators/fluent-bit";
import { grafana } from "../operators/grafana";
import { jaeger } from "../operators/jaeger";
import { nodeExporter } from "../operators/node-exporter";
import { traceGateway, traceSampler } from "../operators/opentelemetry-collector";
import type { CachePlan, DataPlan, OperatorPlan } from "../cell";
import type { CellConfig } from "../config/schema";
import type { Demand } from "../demand";
import type { Shape } from "../environments";
import { physicalName } from "../names";
import type { Load } from "../load";
import type { Planned } from "../planned";
import { type AlarmPlan, planAlarms } from "./alarms";
import { type LogsPlan, planLogs } from "./logs";
import { type ReceiversPlan, planReceivers } from "./receivers";
import { type RuleGroup, computeBudgetUsd, planRules } from "./rules";
import { type MonitoringSize, monitoringSize } from "./size";

/** The trail of everything that is done in the account. */
export interface TrailPlan {
  readonly name: string;
  /** Days that the trail is kept. */
  readonly retentionDays: number;
}

/** What runs in the cluster to measure it and to collect what it says. */
export interface MonitoringPlan extends MonitoringSize {
  readonly logs: LogsPlan;
  readonly rules: readonly RuleGroup[];
  /** Releases that bring no kinds, each with its namespace. */
  readonly releases: readonly OperatorPlan[];
}

/** What watches a site. */
export interface ObservabilityPlan {
  readonly trail: TrailPlan;
  readonly alarms: readonly AlarmPlan[];
  readonly receivers: ReceiversPlan;
  /** Sources of the threat detector: all, or the foundation where no tenant has data. */
  readonly threats: Shape["observability"]["threats"];
  /** Absent where the environment measures nothing inside its cluster. */
  readonly monitoring?: MonitoringPlan;
}

/** What the plan depends on. */
export interface ObservabilityArgs {
  readonly stack: string;
  readonly accountId: string;
  readonly region: Region;
  readonly config: CellConfig;
  readonly demand: Demand;
  readonly shape: Shape;
  readonly data: DataPlan;
  readonly cache: CachePlan;
  readonly natZones: readonly string[];
}

/**
 * A year: auditors ask about the last twelve months, and three of them at once.
 * Source: CIS AWS Foundations Benchmark, 3.x; AICPA, SOC 2 Type II: the examined period is 3 to 12
 * months.
 */
const TRAIL_DAYS = { kept: 365, disposable: 90 } as const;

function planTrail({ stack, shape }: ObservabilityArgs): TrailPlan {
  return {
    name: physicalName("trail", ["podcast", stack, "audit"]),
    retentionDays: shape.disposable ? TRAIL_DAYS.disposable : TRAIL_DAYS.kept,
  };
}

/**
 * What a copy of each agent asks of each node of the system pool. On other pools nothing is so tight
 * that it counts.
 */
const AGENTS_OF_A_NODE: Load = { cpuMillis: 30, memoryMib: 96, pods: 2 };

function planMonitoring(args: ObservabilityArgs): MonitoringPlan | undefined {
  const { config, region, shape } = args;
  const size = monitoringSize(args);
  if (size === undefined) return undefined;
  const logs = planLogs({ ...args, hotDays: shape.logRetentionDays });
  const { budget } = config;
  const computeUsd = budget.lines?.Compute ?? computeBudgetUsd(budget.monthlyUsd);
  return {
    ...size,
    logs,
    rules: planRules(computeUsd),
    releases: [
      fluentBit(logs),
      nodeExporter(),
      jaeger(),
      traceSampler(size),
      traceGateway(size),
      grafana(region),
    ],
  };
}

/**
 * Plans what watches a site.
 *
 * @param args Stack, configuration, demand, shape, and what is watched.
 */
export function planObservability(args: ObservabilityArgs): Planned<ObservabilityPlan> {
  const monitoring = planMonitoring(args);
  const part: ObservabilityPlan = {
    trail: planTrail(args),
    alarms: planAlarms(args),
    receivers: planReceivers(args.config),
    threats: args.shape.observability.threats,
    ...(monitoring === undefined ? {} : { monitoring }),
  };
  return { part, reasons: reasonsOf(part) };
}

function reasonsOf({ monitoring }: ObservabilityPlan): Planned<unknown>["reasons"] {
  if (monitoring === undefined) {
    return [
      {
        what: "monitoring",
        choice: "none in the cluster",
        why: "development keeps the alarms of the cloud, and buys no node for Prometheus",
      },
    ];
  }
  const { logs } = monitoring;
  return [
    {
      what: "monitoring",
      choice: `${monitoring.metricsMemoryMib} MiB, ${monitoring.metricsGib} GiB`,
      why: `${monitoring.metricsRetentionDays} days of metrics every 15 seconds`,
    },
    {
      what: "monitoring.logs",
      choice: `${logs.hotDays} days at hand, ended after ${logs.endAfterDays}`,
      why: "the agent writes both copies, so no delivery stream bills the second one",
    },
  ];
}

/**
 * What the releases ask of the system pool, beside the operators.
 *
 * @param plan What watches the site.
 * @param nodes Nodes of the system pool.
 */
export function observabilityLoad({ monitoring }: ObservabilityPlan, nodes: number): Load {
  const agents = Array.from({ length: nodes }, () => AGENTS_OF_A_NODE);
  const loads =
    monitoring === undefined ? [] : [...monitoring.releases.map(({ load }) => load), ...agents];
  const sum = (of: (load: Load) => number): number =>
    loads.reduce((all, load) => all + of(load), 0);
  return {
    cpuMillis: sum(({ cpuMillis }) => cpuMillis),
    memoryMib: sum(({ memoryMib }) => memoryMib),
    pods: sum(({ pods }) => pods),
  };
}
