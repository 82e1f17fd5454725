/** What every pod of ours has in common: no root, no token, a read-only disk, spread over zones. */
import type { core } from "@pulumi/kubernetes/types/input";
import type { NodePoolPlan } from "../../../plan/cell";
import { POOL_LABEL } from "../pools";

/** User and group of our images; no account of the node has the number. */
const NOBODY = 10_001;

/** Where a container may write; gone with the pod. */
const SCRATCH = "/tmp";

/** Ceiling of what a pod may write, so that it cannot fill its node's disk. */
const SCRATCH_LIMIT = "256Mi";

/** Labels by which Services, policies and budgets find pods. */
export interface PodLabels {
  readonly [key: string]: string;
  readonly "app.kubernetes.io/name": string;
  readonly "app.kubernetes.io/component": string;
}

/**
 * The labels of a workload's pods.
 *
 * @param name Name of the workload.
 * @param role What it does in the platform.
 */
export function podLabels(name: string, role: string): PodLabels {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/component": role };
}

/** Pod Security "restricted" and more. Source: Kubernetes, "Pod Security Standards". */
const CONTAINER_SECURITY: core.v1.SecurityContext = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};

/**
 * A container that can change nothing but its scratch directory.
 *
 * @param container What is particular to it.
 */
export function hardenedContainer(container: core.v1.Container): core.v1.Container {
  const mounts = Array.isArray(container.volumeMounts) ? container.volumeMounts : [];
  return {
    ...container,
    imagePullPolicy: "IfNotPresent",
    securityContext: CONTAINER_SECURITY,
    volumeMounts: [{ name: "scratch", mountPath: SCRATCH }, ...mounts],
  };
}

/** What is particular to a pod. */
export interface PodArgs {
  readonly name: string;
  readonly labels: PodLabels;
  readonly pool: NodePoolPlan;
  readonly priorityClassName: string;
  readonly terminationGraceSeconds: number;
  readonly container: core.v1.Container;
  readonly volumes?: readonly core.v1.Volume[];
}

/**
 * The specification of a pod on one pool.
 *
 * @param args What is particular to it.
 */
export function podSpec(args: PodArgs): core.v1.PodSpec {
  return {
    serviceAccountName: args.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: args.priorityClassName,
    terminationGracePeriodSeconds: args.terminationGraceSeconds,
    ...placement(args.pool),
    topologySpreadConstraints: [
      spread(args.labels, "topology.kubernetes.io/zone", "ScheduleAnyway"),
      spread(args.labels, "kubernetes.io/hostname", "ScheduleAnyway"),
    ],
    securityContext: {
      runAsNonRoot: true,
      runAsUser: NOBODY,
      runAsGroup: NOBODY,
      fsGroup: NOBODY,
      seccompProfile: { type: "RuntimeDefault" },
    },
    containers: [hardenedContainer(args.container)],
    volumes: [{ name: "scratch", emptyDir: { sizeLimit: SCRATCH_LIMIT } }, ...(args.volumes ?? [])],
  };
}

/**
 * The pool with a role.
 *
 * @param pools All pools.
 * @param role Its role.
 * @throws Error if there is none.
 */
export function poolNamed(
  pools: readonly NodePoolPlan[],
  role: NodePoolPlan["role"],
): NodePoolPlan {
  const pool = pools.find((one) => one.role === role);
  if (pool === undefined) {
    throw new Error(`no pool ${role}; the plan has ${pools.map((one) => one.role).join(", ")}`);
  }
  return pool;
}

/** By which pods get onto one pool and no other. */
export interface PoolPlacement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly {
    readonly key: string;
    readonly operator: string;
    readonly value: string;
    readonly effect: string;
  }[];
}

/**
 * Puts pods that an operator makes onto one pool.
 *
 * @param pools All pools.
 * @param role Which.
 * @throws Error if there is none.
 */
export function placementOn(
  pools: readonly NodePoolPlan[],
  role: NodePoolPlan["role"],
): PoolPlacement {
  return placement(poolNamed(pools, role));
}

function placement(pool: NodePoolPlan) {
  return { nodeSelector: { [POOL_LABEL]: pool.role }, tolerations: pool.taints.map(toleration) };
}

/** Taints as EKS spells them, tolerated as Kubernetes spells them. */
const EFFECTS = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
} as const satisfies Record<NodePoolPlan["taints"][number]["effect"], string>;

function toleration(taint: NodePoolPlan["taints"][number]) {
  return { key: taint.key, operator: "Equal", value: taint.value, effect: EFFECTS[taint.effect] };
}

/** Soft: with a zone down, pods must still fit into the others. */
function spread(
  labels: PodLabels,
  topologyKey: string,
  whenUnsatisfiable: string,
): core.v1.TopologySpreadConstraint {
  return { maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector: { matchLabels: labels } };
}
