/** Answers of a cluster, and what its controllers make. */
import type { Value, Values } from "../../../facts/values";
import type { Call, CloudView, Model, StoredResource } from "../../contract";
import { fields, given, hex, list, num, text } from "../read";
import { clusterOf, kindOf, namespaceOf, nameOf } from "./objects";

type Made = Call & { readonly id: string };

const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const VOLUME = "aws:ebs/volume:Volume";

/** The DNS name of a Service's load balancer. */
const hostOf = (call: Made): string =>
  `k8s-${hex(call.scope.account + call.id, 10)}-${hex(call.id, 16)}.elb.${regionOf(call)}.amazonaws.com`;

const regionOf = (call: Call): string =>
  clusterOf(call.cloud, call.scope.account)?.scope.region ?? "";

/** Status by kind, as controllers write it once all is well. */
function status(call: Made): Values {
  const { kind } = kindOf(call.type);
  const replicas = num(call.inputs, "spec.replicas") ?? 1;
  switch (kind) {
    case "Deployment":
    case "StatefulSet":
      return {
        replicas,
        readyReplicas: replicas,
        availableReplicas: replicas,
        observedGeneration: 1,
      };
    case "Service":
      return {
        loadBalancer: isBalanced(call.inputs) ? { ingress: [{ hostname: hostOf(call) }] } : {},
      };
    case "Namespace":
      return { phase: "Active" };
    case "Job":
      return {
        succeeded: num(call.inputs, "spec.completions") ?? 1,
        conditions: [{ type: "Complete", status: "True" }],
      };
    case "PersistentVolumeClaim":
      return { phase: "Bound" };
    default:
      return { conditions: [{ type: "Ready", status: "True" }] };
  }
}

/** Kinds without a status. */
const PLAIN = new Set([
  "ConfigMap",
  "Secret",
  "ServiceAccount",
  "Role",
  "RoleBinding",
  "ClusterRole",
  "ClusterRoleBinding",
  "NetworkPolicy",
  "StorageClass",
  "PriorityClass",
  "LimitRange",
  "IngressClass",
]);

const OBJECT: Model = {
  type: "*",
  outputs: (call): Values => {
    const before = fields(call.before, "metadata");
    const metadata: Values = {
      ...fields(call.inputs, "metadata"),
      namespace: namespaceOf(call.inputs),
      uid:
        before.uid ??
        hex(`${call.scope.account}/${call.type}/${call.id}/${call.now}`, 32).replace(
          /^(.{8})(.{4})(.{4})(.{4})/,
          "$1-$2-$3-$4-",
        ),
      resourceVersion: String(Number(before.resourceVersion ?? 1000) + 1),
      generation: Number(before.generation ?? 0) + 1,
      creationTimestamp: before.creationTimestamp ?? new Date(call.now).toISOString(),
    };
    return { metadata, ...(PLAIN.has(kindOf(call.type).kind) ? {} : { status: status(call) }) };
  },
};

const isBalanced = (inputs: Values): boolean =>
  text(inputs, "spec.type") === "LoadBalancer" && text(inputs, "spec.loadBalancerClass") !== "none";

function balancer(call: Made): ReturnType<NonNullable<Model["children"]>> {
  if (!isBalanced(call.inputs)) return [];
  const annotations = fields(call.inputs, "metadata.annotations");
  const prefix = "service.beta.kubernetes.io/aws-load-balancer-";
  const internal =
    annotations[`${prefix}scheme`] === "internal" || annotations[`${prefix}internal`] === "true";
  const vpcId = text(clusterOf(call.cloud, call.scope.account)?.outputs, "vpcConfig.vpcId") ?? "";
  return [
    { type: LOAD_BALANCER, id: hostOf(call), outputs: { vpcId, internal, dnsName: hostOf(call) } },
  ];
}

/** A volume for each claim of each pod. */
function volumes(
  call: Made,
  claims: readonly Value[],
  count: number,
): ReturnType<NonNullable<Model["children"]>> {
  return claims.flatMap((claim) =>
    Array.from({ length: count }, (_, i) => ({
      type: VOLUME,
      id: `vol-${hex(`${call.scope.account}/${call.id}/${text(claim, "metadata.name")}/${i}`, 17)}`,
      outputs: {
        size: text(claim, "spec.resources.requests.storage") ?? text(claim, "size") ?? "",
        storageClass: text(claim, "spec.storageClassName") ?? "",
      },
    })),
  );
}

/** The autoscaler of a workload, where it has one. */
function scalerOf(resource: StoredResource, cloud: CloudView): StoredResource | undefined {
  const kinds = ["HorizontalPodAutoscaler", "ScaledObject"];
  return cloud
    .all()
    .find(
      (one) =>
        kinds.includes(kindOf(one.type).kind) &&
        namespaceOf(one.inputs) === namespaceOf(resource.inputs) &&
        text(one.inputs, "spec.scaleTargetRef.name") === nameOf(resource.inputs),
    );
}

/** The autoscaler adds a pod: it writes `spec.replicas`, whether the program states it or not. */
function scale(resource: StoredResource, cloud: CloudView): Values | undefined {
  const scaler = scalerOf(resource, cloud);
  if (scaler === undefined) return undefined;
  const most =
    num(scaler.inputs, "spec.maxReplicas") ?? num(scaler.inputs, "spec.maxReplicaCount") ?? 1;
  const now = num(resource.outputs, "spec.replicas") ?? num(scaler.inputs, "spec.minReplicas") ?? 1;
  const spec = { ...fields(resource.outputs, "spec"), replicas: Math.min(now + 1, most) };
  const isStated = given(resource.inputs, "spec.replicas");
  // The field has another owner than the program, which sees it only where it claims it too.
  return isStated
    ? { spec }
    : { status: { ...fields(resource.outputs, "status"), replicas: spec.replicas } };
}

/**
 * Fields whose change makes a new object.
 * Source: pulumi-kubernetes, provider/pkg/clients/force_new.go (`forceNew`).
 */
const REPLACED: Readonly<Record<string, readonly string[]>> = {
  "apps/v1:Deployment": ["spec.selector"],
  "apps/v1:DaemonSet": ["spec.selector"],
  "apps/v1:StatefulSet": [
    "spec.selector",
    "spec.serviceName",
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.volumeClaimTemplates",
  ],
  "batch/v1:Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "core/v1:ConfigMap": ["binaryData", "data"],
  "core/v1:Secret": ["type", "stringData", "data"],
  "core/v1:Service": ["spec.clusterIP"],
  "core/v1:PersistentVolumeClaim": [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
  ],
  "rbac.authorization.k8s.io/v1:RoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/v1:ClusterRoleBinding": ["roleRef"],
  "storage.k8s.io/v1:StorageClass": [
    "parameters",
    "provisioner",
    "reclaimPolicy",
    "volumeBindingMode",
  ],
};

/** What kinds do beside answering. */
const BEHAVIOUR: Readonly<Record<string, Partial<Model>>> = {
  "apps/v1:Deployment": { age: scale },
  "apps/v1:StatefulSet": {
    age: scale,
    children: (call) =>
      volumes(
        call,
        list(call.inputs, "spec.volumeClaimTemplates"),
        num(call.inputs, "spec.replicas") ?? 1,
      ),
  },
  "batch/v1:Job": {
    vanishes: (resource) => given(resource.inputs, "spec.ttlSecondsAfterFinished"),
  },
  "core/v1:Service": { children: balancer },
  "core/v1:PersistentVolumeClaim": { children: (call) => volumes(call, [call.inputs], 1) },
  "postgresql.cnpg.io/v1:Cluster": {
    children: (call) =>
      volumes(call, [fields(call.inputs, "spec.storage")], num(call.inputs, "spec.instances") ?? 1),
  },
};

const RELEASE_MODEL: Model = {
  type: "kubernetes:helm.sh/v3:Release",
  id: (call) => `${namespaceOf(call.inputs)}/${text(call.inputs, "name")}`,
  outputs: (call) => ({
    status: {
      name: text(call.inputs, "name") ?? "",
      namespace: namespaceOf(call.inputs),
      chart: text(call.inputs, "chart") ?? "",
      version: text(call.inputs, "version") ?? "",
      status: "deployed",
      revision: 1,
    },
  }),
};

/** Models of the cluster: one for every object, and behaviour of some kinds. */
export const KUBERNETES_MODELS: readonly Model[] = [
  OBJECT,
  ...[...new Set([...Object.keys(REPLACED), ...Object.keys(BEHAVIOUR)])].map((kind): Model => ({
    ...OBJECT,
    type: `kubernetes:${kind}`,
    ...BEHAVIOUR[kind],
    ...(REPLACED[kind] === undefined ? {} : { replaceOn: REPLACED[kind] }),
  })),
  RELEASE_MODEL,
];
