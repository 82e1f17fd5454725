/** Whether pods find a node: selectors, taints, room. */
import { UNKNOWN, type Value, type Values } from "../../../facts/values";
import type { Call, Rule, StoredResource } from "../../contract";
import { at, fields, given, list, num, on, rules, text, texts, when } from "../read";
import {
  aroundCluster,
  chartOf,
  clusterOf,
  hasChart,
  kindOf,
  nameOf,
  namespaceOf,
  objects,
  podSpec,
  RELEASE,
  releases,
} from "./objects";
import { quantity } from "./quantity";

const NODE = "aws:ec2/instance:Instance";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const STANDING = [
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:postgresql.cnpg.io/v1:Cluster",
];
const AWAITED = [...STANDING.slice(0, 2), "kubernetes:batch/v1:Job"];
const MIB = 2 ** 20;

/** What pods ask for and what nodes offer. */
interface Room {
  readonly cpuMilli: number;
  readonly memoryMib: number;
}

/** A node that is there, or that an autoscaler would add. */
interface Node extends Room {
  readonly labels: Values;
  readonly taints: readonly Value[];
}

const nodeFrom = (from: Values): Node => ({
  labels: fields(from, "labels"),
  taints: list(from, "taints"),
  cpuMilli: num(from, "cpuMilli") ?? 0,
  memoryMib: num(from, "memoryMib") ?? 0,
});

/** Nodes of the cluster: those that run, then those that the node groups may grow by. */
function nodesOf(call: Call): {
  readonly running: readonly Node[];
  readonly possible: readonly Node[];
} {
  const cluster = clusterOf(call.cloud, call.scope.account);
  const around = aroundCluster(call);
  const mine = around.filter((one) => one.type === NODE && one.outputs.clusterName === cluster?.id);
  const groups = around.filter(
    (one) => one.type === NODE_GROUP && one.inputs.clusterName === cluster?.id,
  );
  const grows = hasChart(call, ["cluster-autoscaler"]);
  const more = grows ? groups.flatMap((group) => growth(group, mine)) : [];
  const running = mine.map((one) => nodeFrom(one.outputs));
  return { running, possible: [...running, ...more] };
}

function growth(group: StoredResource, mine: readonly StoredResource[]): readonly Node[] {
  const own = mine.filter((one) => one.madeFor === group.key);
  const most = num(group.inputs, "scalingConfig.maxSize") ?? 0;
  const template = own[0] === undefined ? undefined : nodeFrom(own[0].outputs);
  return template === undefined
    ? []
    : Array.from({ length: Math.max(most - own.length, 0) }, () => template);
}

/** Sum of what the containers of a pod request; a limit stands for a missing request. */
function roomOf(spec: Values | undefined): Room {
  const sum = (key: string): number =>
    list(spec, "containers").reduce<number>(
      (total, one) =>
        total +
        (quantity(at(one, `resources.requests.${key}`) ?? at(one, `resources.limits.${key}`)) ?? 0),
      0,
    );
  return { cpuMilli: Math.round(sum("cpu") * 1000), memoryMib: Math.ceil(sum("memory") / MIB) };
}

const TAINT_EFFECTS: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
};

function isTolerated(taint: Value, tolerations: readonly Value[]): boolean {
  const effect = TAINT_EFFECTS[text(taint, "effect") ?? ""] ?? text(taint, "effect");
  if (effect !== "NoSchedule" && effect !== "NoExecute") return true;
  return tolerations.some((one) => {
    const isKey = !given(one, "key") || at(one, "key") === at(taint, "key");
    const isValue =
      text(one, "operator") === "Exists" ||
      (text(one, "value") ?? "") === (text(taint, "value") ?? "");
    return isKey && isValue && (!given(one, "effect") || text(one, "effect") === effect);
  });
}

/** Whether labels meet the terms of a required node affinity. */
function meetsAffinity(labels: Values, spec: Values | undefined): boolean {
  const terms = list(
    spec,
    "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms",
  );
  return (
    terms.length === 0 ||
    terms.some((term) =>
      list(term, "matchExpressions").every((one) => {
        const value = labels[text(one, "key") ?? ""];
        const isIn = typeof value === "string" && texts(one, "values").includes(value);
        return (
          {
            In: isIn,
            NotIn: !isIn,
            Exists: value !== undefined,
            DoesNotExist: value === undefined,
          }[text(one, "operator") ?? ""] ?? true
        );
      }),
    )
  );
}

/** Labels that a provisioner or the kubelet sets by itself match any wish where nodes are made on demand. */
function fits(node: Node, spec: Values | undefined): boolean {
  const selects = Object.entries(fields(spec, "nodeSelector")).every(
    ([key, value]) => value === UNKNOWN || node.labels[key] === value,
  );
  return (
    selects &&
    meetsAffinity(node.labels, spec) &&
    node.taints.every((taint) => isTolerated(taint, list(spec, "tolerations")))
  );
}

/** Node pools of Karpenter: nodes of any size are made for pods that fit the pool's template. */
function fitsPool(call: Call, spec: Values | undefined): boolean {
  if (!hasChart(call, ["karpenter"])) return false;
  return objects(call, "NodePool").some((pool) => {
    const wants = list(pool.inputs, "spec.template.spec.requirements").map(
      (one): [string, Value] => [text(one, "key") ?? "", texts(one, "values")[0] ?? ""],
    );
    const labels = {
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": "amd64",
      ...Object.fromEntries(wants),
      ...fields(pool.inputs, "spec.template.metadata.labels"),
    };
    return fits(
      { labels, taints: list(pool.inputs, "spec.template.spec.taints"), cpuMilli: 0, memoryMib: 0 },
      spec,
    );
  });
}

/** Pods that a workload has at least: an autoscaler's minimum counts where no replicas stand. */
function copies(call: Call, one: { readonly type: string; readonly inputs: Values }): number {
  const { kind } = kindOf(one.type);
  if (kind === "Job") return num(one.inputs, "spec.parallelism") ?? 1;
  const scaler = objects(call, "HorizontalPodAutoscaler").find(
    (hpa) =>
      namespaceOf(hpa.inputs) === namespaceOf(one.inputs) &&
      text(hpa.inputs, "spec.scaleTargetRef.name") === nameOf(one.inputs),
  );
  const stated = num(one.inputs, "spec.replicas") ?? num(one.inputs, "spec.instances");
  return stated ?? num(scaler?.inputs, "spec.minReplicas") ?? 1;
}

/** What is asked of the cluster by all workloads but the call's own. */
function taken(call: Call): Room {
  const others = call.cloud
    .all()
    .filter(
      (one) => STANDING.includes(one.type) && !(one.type === call.type && one.id === call.id),
    );
  return others.reduce<Room>(
    (sum, one) => {
      const [room, count] = [roomOf(podSpec(one.type, one.inputs)), copies(call, one)];
      return {
        cpuMilli: sum.cpuMilli + room.cpuMilli * count,
        memoryMib: sum.memoryMib + room.memoryMib * count,
      };
    },
    { cpuMilli: 0, memoryMib: 0 },
  );
}

const total = (nodes: readonly Node[], key: keyof Room): number =>
  nodes.reduce((sum, node) => sum + node[key], 0);

/** Why a pod stays pending, in the scheduler's words. */
export function pendingPods(call: Call): string | undefined {
  const spec = podSpec(call.type, call.inputs);
  const { running, possible } = nodesOf(call);
  if (fitsPool(call, spec)) return undefined;
  const matching = possible.filter((node) => fits(node, spec));
  const need = roomOf(spec);
  const said = `0/${running.length} nodes are available`;
  if (possible.length === 0) return "no nodes available to schedule pods";
  if (matching.length === 0)
    return `${said}: ${running.length} node(s) didn't match Pod's node affinity/selector or had untolerated taint`;
  const short = (["cpuMilli", "memoryMib"] as const).find((key) => {
    const isTooBig = matching.every((node) => node[key] < need[key]);
    return isTooBig || taken(call)[key] + need[key] * copies(call, call) > total(possible, key);
  });
  return short === undefined
    ? undefined
    : `${said}: ${running.length} Insufficient ${short === "cpuMilli" ? "cpu" : "memory"}`;
}

const isSkipped = (call: Call): boolean =>
  fields(call.inputs, "metadata.annotations")["pulumi.com/skipAwait"] === "true";

/** Refusals of the scheduler, as the provider's wait reports them. */
export const SCHEDULE_RULES: readonly Rule[] = [
  ...rules(
    "pulumi/pulumi-kubernetes#712; Kubernetes documentation, Assigning Pods to Nodes",
    on("create update", AWAITED),
    {
      "pod-without-node": (call) => {
        const isIdle = num(call.inputs, "spec.replicas") === 0 || isSkipped(call);
        const why = isIdle ? undefined : pendingPods(call);
        return when(
          why !== undefined,
          `the Kubernetes API server reported that "${namespaceOf(call.inputs)}/${nameOf(call.inputs)}" failed to fully initialize or become live: '${nameOf(call.inputs)}' timed out waiting to be Ready: [MinimumReplicasUnavailable] Deployment does not have minimum availability. [Unschedulable] ${why}`,
        );
      },
    },
  ),
  ...rules(
    "Pulumi Kubernetes SDK, helm.v3.Release: skipAwait; Helm documentation, Helm Upgrade --wait",
    on("create", [RELEASE]),
    {
      "release-without-node": (call) => {
        // Charts that only bring definitions have no pods.
        const isBare = /crds?(-|$)/.test(chartOf(call.inputs));
        const spec: Values = {
          nodeSelector: at(call.inputs, "values.nodeSelector") ?? {},
          tolerations: at(call.inputs, "values.tolerations") ?? [],
        };
        const isHomed =
          fitsPool(call, spec) || nodesOf(call).possible.some((node) => fits(node, spec));
        const name = text(call.inputs, "name");
        return when(
          call.inputs.skipAwait !== true && !isBare && !isHomed,
          `Helm release "${namespaceOf(call.inputs)}/${name}" was created, but failed to initialize completely. Use Helm CLI to investigate: failed to become available within allocated timeout. Error: Helm Release ${namespaceOf(call.inputs)}/${name}: context deadline exceeded`,
        );
      },
      "release-name-taken": (call) =>
        when(
          releases(call).some(
            (one) =>
              one.inputs.name === call.inputs.name &&
              namespaceOf(one.inputs) === namespaceOf(call.inputs),
          ),
          "cannot re-use a name that is still in use",
        ),
    },
  ),
];
