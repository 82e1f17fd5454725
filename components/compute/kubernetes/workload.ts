/** The platform's own workloads: API, workers, scheduler. */
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { type ConfigMap, Service } from "@pulumi/kubernetes/core/v1";
import type { core, meta } from "@pulumi/kubernetes/types/input";
import type { Input, Resource } from "@pulumi/pulumi";
import type { NodePoolPlan, WorkloadPlan } from "../../../plan/cell";
import { METRICS_PORT_NAME, WORKER_METRICS_PORT } from "../../../plan/observability/metrics";
import { DATABASE_CA, HEARTBEAT } from "./application-contract";
import { configDigest } from "./digest";
import { priorityName, serviceAccount } from "./foundation";
import { type Ground, objectName, objectOptions } from "./ground";
import { type PodLabels, podLabels, podSpec } from "./pod";
import { POOLER_CERTIFICATE } from "./pooler";

/** Seconds in which the gateway learns that a pod goes, before the pod stops listening. */
const DRAIN_SECONDS = 15;

/** What a workload is made from. */
export interface WorkloadArgs {
  readonly plan: WorkloadPlan;
  readonly namespace: Input<string>;
  readonly contract: ConfigMap;
  /** Names of Secrets whose keys become environment variables. */
  readonly secretNames: readonly string[];
  /** Secrets and policies that must be there before a pod. */
  readonly after: readonly Resource[];
}

/**
 * The labels of a workload's pods.
 *
 * @param plan The workload.
 */
export function workloadLabels(plan: WorkloadPlan): PodLabels {
  return podLabels(plan.name, plan.role);
}

/**
 * One workload: identity, pods, and a name where something connects to it.
 *
 * @param ground Where.
 * @param args What it is made from.
 */
export function workload(ground: Ground, args: WorkloadArgs): Deployment {
  const { plan, namespace } = args;
  const labels = workloadLabels(plan);
  const metadata = { name: plan.name, namespace, labels };
  const account = serviceAccount(ground, plan.name, namespace);
  if (plan.port !== undefined) service(ground, { metadata, labels, port: plan.port, plan });
  return new Deployment(
    objectName(ground, plan.name),
    {
      metadata,
      spec: {
        // A scaler owns the number of pods where there is one.
        ...(plan.scaling.kind === "fixed" ? { replicas: plan.scaling.replicas } : {}),
        selector: { matchLabels: labels },
        strategy: strategyOf(plan),
        template: {
          metadata: { labels, annotations: configDigest(args.contract) },
          spec: podOf(ground, args),
        },
      },
    },
    objectOptions(ground, [...args.after, account, args.contract, ...ground.cluster.nodes]),
  );
}

/** A rolling update adds before it takes away. */
function strategyOf({ strategy }: WorkloadPlan) {
  if (strategy === "Recreate") return { type: strategy };
  return { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } };
}

function service(
  ground: Ground,
  args: {
    readonly metadata: meta.v1.ObjectMeta;
    readonly labels: PodLabels;
    readonly port: number;
    readonly plan: WorkloadPlan;
  },
): Service {
  return new Service(
    objectName(ground, args.plan.name),
    {
      metadata: args.metadata,
      spec: {
        type: "ClusterIP",
        selector: args.labels,
        ports: [{ name: "http", port: args.port, targetPort: args.port }],
      },
    },
    objectOptions(ground),
  );
}

function podOf(ground: Ground, args: WorkloadArgs): core.v1.PodSpec {
  const { plan } = args;
  return podSpec({
    name: plan.name,
    labels: workloadLabels(plan),
    pool: poolOf(ground.site.compute.nodePools, plan),
    priorityClassName: priorityName(plan.role === "api" ? "serving" : "background"),
    terminationGraceSeconds: plan.terminationGraceSeconds,
    container: {
      name: plan.name,
      image: plan.image,
      command: [...plan.command],
      resources: plan.resources,
      envFrom: [
        { configMapRef: { name: args.contract.metadata.name } },
        ...args.secretNames.map((name) => ({ secretRef: { name } })),
      ],
      ...(plan.port === undefined ? heartbeatProbes() : httpProbes(plan.port)),
      ...(plan.readsDatabase ? { volumeMounts: [AUTHORITY_MOUNT] } : {}),
    },
    ...(plan.readsDatabase ? { volumes: [AUTHORITY_VOLUME] } : {}),
  });
}

/** The pooler's Secret, of which a client sees the authority and never the key. */
const AUTHORITY_VOLUME: core.v1.Volume = {
  name: "database-authority",
  secret: {
    secretName: POOLER_CERTIFICATE,
    items: [{ key: DATABASE_CA.file, path: DATABASE_CA.file }],
  },
};

const AUTHORITY_MOUNT: core.v1.VolumeMount = {
  name: AUTHORITY_VOLUME.name,
  mountPath: DATABASE_CA.directory,
  readOnly: true,
};

function poolOf(pools: readonly NodePoolPlan[], plan: WorkloadPlan): NodePoolPlan {
  const pool = pools.find(({ role }) => role === plan.pool);
  if (pool === undefined) {
    throw new Error(
      `${plan.name} wants the pool ${plan.pool}; the plan has ${pools.map((p) => p.role).join(", ")}`,
    );
  }
  return pool;
}

/** Ready means that it serves; alive, only that it answers: a slow database kills no pod. */
function httpProbes(port: number): Partial<core.v1.Container> {
  return {
    ports: [{ name: "http", containerPort: port }],
    startupProbe: {
      httpGet: { path: "/healthz/live", port },
      failureThreshold: 30,
      periodSeconds: 2,
    },
    readinessProbe: { httpGet: { path: "/healthz/ready", port }, periodSeconds: 5 },
    livenessProbe: { httpGet: { path: "/healthz/live", port }, periodSeconds: 10 },
    lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
  };
}

/** What serves no port proves by a fresh file that it works. */
function heartbeatProbes(): Partial<core.v1.Container> {
  const age = `$(( $(date +%s) - $(stat -c %Y ${HEARTBEAT.file}) ))`;
  const ports = [{ name: METRICS_PORT_NAME, containerPort: WORKER_METRICS_PORT }];
  const exec = { command: ["sh", "-c", `test "${age}" -lt ${HEARTBEAT.maxAgeSeconds}`] };
  return {
    ports,
    startupProbe: { exec, failureThreshold: 30, periodSeconds: 2 },
    livenessProbe: { exec, periodSeconds: 30, timeoutSeconds: 5 },
  };
}
