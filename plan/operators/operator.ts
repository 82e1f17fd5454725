/** What the files of this folder have in common: a pinned chart with typed values becomes a plan. */
import type { Region } from "../../facts/regions";
import { CHARTS, type ChartName } from "../../facts/versions";
import type { ContainerResources, OperatorPlan } from "../cell";
import type { Shape } from "../environments";
import type { MonitoringSize } from "../observability/size";

/** What a chart's values can depend on. */
export interface OperatorContext {
  readonly clusterName: string;
  readonly region: Region;
  /** Copies of what can have more than one. */
  readonly replicas: number;
  /** Tag `Name` of the cluster's network. */
  readonly networkName: string;
  /** The gateway's proxies: copies, and what one of them asks for. */
  readonly gateway: Shape["gateway"];
  /**
   * What Prometheus measures, and for how long.
   * @default undefined there is no Prometheus
   */
  readonly monitoring?: MonitoringSize;
}

/** What a file of this folder says about its chart. */
export interface ChartArgs<Values extends object> {
  /** Keys of the chart's `values.yaml` that we set. */
  readonly values: Values;
  /** Its pods, for the size of the nodes: a chart's values do not say it in one form. */
  readonly pods: readonly PodRequest[];
  /**
   * Namespace of its pods.
   * @default the operator's own name
   */
  readonly namespace?: string;
  /** Operators that must run before this one is installed. */
  readonly needs?: readonly string[];
  /** Ports on which the API server calls its pods: webhooks, aggregated APIs. */
  readonly calledPorts?: readonly number[];
}

/** Equal pods of one Deployment. */
export interface PodRequest {
  readonly replicas: number;
  readonly resources: ContainerResources;
}

/**
 * Requests and limits of an operator's container. CPU may burst to one core.
 *
 * @param cpu Requested CPU, in thousandths: `20m`.
 * @param memory Requested memory, in MiB: `64Mi`.
 * @param most Memory at which it is killed.
 */
export function resources(
  cpu: `${number}m`,
  memory: `${number}Mi`,
  most: `${number}Mi`,
): ContainerResources {
  return { requests: { cpu, memory }, limits: { cpu: "1", memory: most } };
}

/** Sum of the requests of pods that `resources` described. */
function loadOf(pods: readonly PodRequest[]): OperatorPlan["load"] {
  const sum = (of: (pod: PodRequest) => number): number =>
    pods.reduce((all, pod) => all + pod.replicas * of(pod), 0);
  return {
    cpuMillis: sum(({ resources: { requests } }) => Number.parseInt(requests.cpu, 10)),
    memoryMib: sum(({ resources: { requests } }) => Number.parseInt(requests.memory, 10)),
    pods: sum(() => 1),
  };
}

/**
 * Plans the release of one chart, pinned by the table of versions.
 *
 * @param name Meaning of the chart; name of the release and, where nothing else is said, of its
 *   namespace.
 * @param args What its file says about it.
 */
export function chartOperator<Values extends object>(
  name: ChartName,
  args: ChartArgs<Values>,
): OperatorPlan {
  const { chart, repository, version } = CHARTS[name];
  // An interface has no index; what it is spread from has no type of ours left.
  const values: object = args.values;
  return {
    name,
    chart,
    repository,
    version,
    namespace: args.namespace ?? name,
    values: { ...values },
    load: loadOf(args.pods),
    needs: args.needs ?? [],
    calledPorts: args.calledPorts ?? [],
  };
}
