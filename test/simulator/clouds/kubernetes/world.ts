/** A cluster with one node, a namespace and what cases refer to. */
import type { Value, Values } from "../../../../facts/values";
import type { StoredResource } from "../../../../simulator/contract";
import { ENDPOINT, object, thing } from "../support";

export const CLUSTER = thing(
  "aws:eks/cluster:Cluster",
  "main",
  { name: "main" },
  { outputs: { endpoint: ENDPOINT, vpcConfig: { vpcId: "vpc-1" } } },
);

/** A node with two cores and 8 GiB. */
export const node = (labels: Values = {}, taints: readonly Value[] = []): StoredResource =>
  thing(
    "aws:ec2/instance:Instance",
    "i-1",
    {},
    {
      madeFor: "group",
      outputs: {
        clusterName: "main",
        cpuMilli: 1900,
        memoryMib: 7600,
        labels: { "kubernetes.io/arch": "arm64", ...labels },
        taints,
      },
    },
  );

export const METRICS = thing("aws:eks/addon:Addon", "metrics", {
  addonName: "metrics-server",
  clusterName: "main",
});
export const NAMESPACE = thing("kubernetes:core/v1:Namespace", "app", {
  metadata: { name: "app" },
});
export const BASE: readonly StoredResource[] = [CLUSTER, node(), METRICS, NAMESPACE];

/** An installed chart. */
export const release = (chart: string, more: Values = {}): StoredResource =>
  thing("kubernetes:helm.sh/v3:Release", `ops/${chart}`, {
    chart,
    name: chart,
    namespace: "ops",
    ...more,
  });

/** A container with everything that cases change. */
export const CONTAINER: Values = {
  name: "api",
  image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/podcast/api@sha256:" + "a".repeat(64),
  ports: [{ name: "http", containerPort: 8080 }],
  resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "1", memory: "512Mi" } },
  readinessProbe: { httpGet: { path: "/ready", port: "http" } },
  securityContext: {
    allowPrivilegeEscalation: false,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  },
};

/** A Deployment of that container. */
export function deployment(spec: Values = {}, name = "api"): Values {
  return {
    metadata: { name, namespace: "app", labels: { app: name } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [CONTAINER], ...spec } },
    },
  };
}

/** The Deployment, running. */
export const RUNNING = object("apps/v1:Deployment", "api", deployment());
