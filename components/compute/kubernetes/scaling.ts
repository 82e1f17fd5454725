/** Who decides how many pods there are: one scaler a workload. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1";
import { type Input, type Resource, interpolate } from "@pulumi/pulumi";
import type { Scaling, ScalingBehavior, WorkloadPlan } from "../../../plan/cell";
import { CACHE_PORT } from "../../contract";
import { customResource } from "../../custom-resources/resource";
import { type Ground, objectName, objectOptions } from "./ground";
import type { PodLabels } from "./pod";

/** The Secret by which the scaler reads queue lengths. */
export const SCALER_SECRET = "cache-autoscaler";

/** Names of the scalers in the seed. */
const HPA_NAMES = {
  "api-service": "api-service-hpa",
  "celery-worker": "worker-hpa",
  "celery-scheduler": "scheduler-hpa",
} as const satisfies Record<WorkloadPlan["name"], string>;

/** Which workload, and after what. */
export interface ScalerArgs {
  readonly plan: WorkloadPlan;
  readonly namespace: Input<string>;
  readonly deployment: Resource;
  /** The release of KEDA, and the secret that it reads. */
  readonly queueReaders: readonly Resource[];
}

/**
 * The scaler of one workload.
 *
 * @param ground Where.
 * @param args Which workload, and after what.
 */
export function scaler(ground: Ground, args: ScalerArgs): void {
  const { scaling } = args.plan;
  switch (scaling.kind) {
    case "fixed":
      return;
    case "resource":
      resourceScaler(ground, args, scaling);
      return;
    case "queue":
      queueScaler(ground, args, scaling);
      return;
    default:
      never(scaling);
  }
}

/** Closes the union of scalers: a new kind does not compile before it is handled here. */
function never(scaling: never): never {
  throw new Error(`unknown scaling ${JSON.stringify(scaling)}`);
}

function utilization(name: "cpu" | "memory", averageUtilization: number) {
  return {
    type: "Resource",
    resource: { name, target: { type: "Utilization", averageUtilization } },
  };
}

/** Policies and windows, copied, since the SDK's arrays are mutable. */
function behaviorOf({ scaleDown, scaleUp }: ScalingBehavior) {
  const rules = (from: ScalingBehavior["scaleUp"]) => ({
    stabilizationWindowSeconds: from.stabilizationWindowSeconds,
    policies: from.policies.map((policy) => ({ ...policy })),
  });
  return { scaleDown: rules(scaleDown), scaleUp: rules(scaleUp) };
}

function resourceScaler(
  ground: Ground,
  { plan, namespace, deployment }: ScalerArgs,
  scaling: Extract<Scaling, { kind: "resource" }>,
): HorizontalPodAutoscaler {
  return new HorizontalPodAutoscaler(
    objectName(ground, plan.name),
    {
      metadata: { name: HPA_NAMES[plan.name], namespace },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: plan.name },
        minReplicas: scaling.minReplicas,
        maxReplicas: scaling.maxReplicas,
        metrics: [
          utilization("cpu", scaling.cpuUtilizationPercent),
          utilization("memory", scaling.memoryUtilizationPercent),
        ],
        behavior: behaviorOf(scaling.behavior),
      },
    },
    objectOptions(ground, [deployment, ...ground.cluster.nodes]),
  );
}

/** The right to read queue lengths. */
function queueAuthentication(ground: Ground, args: ScalerArgs): CustomResource {
  return customResource(
    "TriggerAuthentication",
    objectName(ground, args.plan.name, "queue-reader"),
    {
      metadata: { name: SCALER_SECRET, namespace: args.namespace },
      spec: {
        secretTargetRef: [
          { parameter: "username", name: SCALER_SECRET, key: "username" },
          { parameter: "password", name: SCALER_SECRET, key: "password" },
        ],
      },
    },
    objectOptions(ground, args.queueReaders),
  );
}

/** KEDA makes the HPA itself: a second one on the same target would fight it. */
function queueScaler(
  ground: Ground,
  args: ScalerArgs,
  scaling: Extract<Scaling, { kind: "queue" }>,
): CustomResource {
  const { plan, namespace, deployment } = args;
  const authentication = queueAuthentication(ground, args);
  return customResource(
    "ScaledObject",
    objectName(ground, plan.name),
    {
      metadata: { name: plan.name, namespace },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: plan.name },
        minReplicaCount: scaling.minReplicas,
        maxReplicaCount: scaling.maxReplicas,
        advanced: {
          horizontalPodAutoscalerConfig: {
            name: HPA_NAMES[plan.name],
            behavior: behaviorOf(scaling.behavior),
          },
          ...sumOf(scaling),
        },
        triggers: triggersOf(ground, scaling),
      },
    },
    objectOptions(ground, [deployment, authentication, ...args.queueReaders]),
  );
}

type QueueScaling = Extract<Scaling, { kind: "queue" }>;

/** Names of the triggers: the metric for the first list, numbered for its priorities. */
function triggerNames({ metric, lists }: QueueScaling): readonly string[] {
  return lists.map((_, index) => (index === 0 ? metric : `${metric}_${index}`));
}

/** One list a trigger. Source: KEDA, scaler "Redis Lists". */
function triggersOf({ cache }: Ground, scaling: QueueScaling) {
  const names = triggerNames(scaling);
  return scaling.lists.map((listName, index) => ({
    type: "redis",
    name: names[index],
    metricType: "AverageValue",
    metadata: {
      address: interpolate`${cache.brokerHost}:${CACHE_PORT}`,
      listName,
      listLength: String(scaling.averageValue),
      enableTLS: "true",
    },
    authenticationRef: { name: SCALER_SECRET },
  }));
}

/**
 * Several lists are one queue with priorities: without the sum, the longest list alone decides.
 * Source: KEDA, "Scaling modifiers".
 */
function sumOf(scaling: QueueScaling) {
  if (scaling.lists.length < 2) return {};
  return {
    scalingModifiers: {
      formula: triggerNames(scaling).join(" + "),
      target: String(scaling.averageValue),
      metricType: "AverageValue" as const,
    },
  };
}

/** Whose pods may be away, and how many at once. */
export interface BudgetArgs {
  readonly name: string;
  readonly labels: PodLabels;
  readonly maxUnavailable: number;
  readonly namespace: Input<string>;
}

/**
 * How many pods may be away at once while nodes are drained.
 *
 * @param ground Where.
 * @param args Whose.
 */
export function disruptionBudget(ground: Ground, args: BudgetArgs): PodDisruptionBudget {
  return new PodDisruptionBudget(
    objectName(ground, args.name),
    {
      metadata: { name: args.name, namespace: args.namespace },
      spec: { maxUnavailable: args.maxUnavailable, selector: { matchLabels: args.labels } },
    },
    objectOptions(ground),
  );
}
