/** Cases of order, references, scheduling and autoscaling in a cluster. */
import type { Values } from "../../../../facts/values";
import { object, type RuleCase, thing } from "../support";
import { BASE, CONTAINER, deployment, METRICS, node, release, RUNNING } from "./world";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const HPA = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const EXTERNAL = "kubernetes:external-secrets.io/v1:ExternalSecret";
const SCALED = "kubernetes:keda.sh/v1alpha1:ScaledObject";
const RELEASE = "kubernetes:helm.sh/v3:Release";
const good = { type: DEPLOYMENT, inputs: deployment(), world: BASE } as const;

const named = (name: string, spec: Values): Values => ({
  metadata: { name, namespace: "app" },
  spec,
});
const TARGET: Values = { kind: "Deployment", name: "api" };
const CPU: Values = {
  type: "Resource",
  resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } },
};
const hpa = {
  type: HPA,
  inputs: named("api", {
    scaleTargetRef: TARGET,
    minReplicas: 2,
    maxReplicas: 10,
    metrics: [CPU],
    behavior: {
      scaleUp: {
        stabilizationWindowSeconds: 0,
        policies: [{ type: "Pods", value: 4, periodSeconds: 60 }],
      },
    },
  }),
  world: [...BASE, RUNNING],
} as const;

const STORE = object("external-secrets.io/v1:ClusterSecretStore", "aws", {
  spec: { provider: { aws: { service: "SecretsManager", region: "us-east-1" } } },
});
const SECRET = thing(
  "aws:secretsmanager/secret:Secret",
  "arn:db",
  { name: "app/db" },
  { outputs: { arn: "arn:db" } },
);
const VERSION = thing("aws:secretsmanager/secretVersion:SecretVersion", "arn:db|1", {
  secretId: "arn:db",
});
const ESO = release("external-secrets");
/** A good ExternalSecret. */
export const external = {
  type: EXTERNAL,
  inputs: named("db", {
    secretStoreRef: { name: "aws", kind: "ClusterSecretStore" },
    data: [{ secretKey: "password", remoteRef: { key: "app/db" } }],
  }),
  world: [...BASE, ESO, STORE, SECRET, VERSION],
} as const;
const scaled = {
  type: SCALED,
  inputs: named("worker", { scaleTargetRef: { name: "api" }, maxReplicaCount: 10 }),
  world: [...BASE, release("keda"), RUNNING],
} as const;
const SPOT = { key: "spot", value: "true", effect: "NO_SCHEDULE" };
const withEnv = deployment({
  containers: [{ ...CONTAINER, envFrom: [{ secretRef: { name: "db" } }] }],
  serviceAccountName: "api",
});
const SECRET_DB = object("core/v1:Secret", "db");
const ISSUER = thing("kubernetes:cert-manager.io/v1:ClusterIssuer", "cluster-authority", {
  metadata: { name: "authority" },
  spec: { ca: { secretName: "authority" } },
});
const CERTIFICATE_DB = object("cert-manager.io/v1:Certificate", "db", {
  spec: { secretName: "db", issuerRef: { name: "authority", kind: "ClusterIssuer" } },
});
const ACCOUNT_API = object("core/v1:ServiceAccount", "api");
const CLAIM: Values = named("data", { storageClassName: "gp3", accessModes: ["ReadWriteOnce"] });
const CLASS = thing("kubernetes:storage.k8s.io/v1:StorageClass", "gp3", {
  metadata: { name: "gp3" },
});
const BINDING = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
const BOUND: Values = {
  metadata: { name: "b", namespace: "app" },
  roleRef: { kind: "Role", name: "reader" },
};
const OPS = thing("kubernetes:core/v1:Namespace", "ops", { metadata: { name: "ops" } });
const install = {
  type: RELEASE,
  inputs: { chart: "keda", name: "keda", namespace: "ops" },
  world: [...BASE, OPS],
} as const;
const quota = (hard: Values) => object("core/v1:ResourceQuota", "quota", { spec: { hard } });

/** Cases of order, references, scheduling and autoscaling. */
export const CLUSTER_CASES: readonly RuleCase[] = [
  {
    rule: "custom-resource-before-definition",
    ...scaled,
    drop: ["ops/keda"],
    says: /no matches for kind "ScaledObject" in version "keda.sh\/v1alpha1"/,
  },
  {
    rule: "custom-resource-before-definition",
    ...scaled,
    drop: ["ops/keda"],
    add: [release("keda", { values: { crds: { install: false } } })],
    says: /no matches for kind/,
  },
  {
    rule: "webhook-not-ready",
    ...scaled,
    drop: ["ops/keda"],
    add: [release("keda", { skipAwait: true })],
    says: /failed calling webhook "vscaledobject.kb.io"/,
  },
  {
    rule: "finalizer-without-controller",
    ...scaled,
    verb: "delete",
    id: "app/worker",
    drop: ["ops/keda"],
    says: /has finalizers that only keda removes/,
  },
  { rule: "pod-without-node", ...good, drop: ["i-1"], says: /no nodes available to schedule pods/ },
  {
    rule: "pod-without-node",
    ...good,
    change: { "spec.template.spec.nodeSelector": { "kubernetes.io/arch": "amd64" } },
    says: /0\/1 nodes are available: 1 node\(s\) didn't match/,
  },
  {
    rule: "pod-without-node",
    ...good,
    drop: ["i-1"],
    add: [node({}, [SPOT])],
    says: /untolerated taint/,
  },
  { rule: "pod-without-node", ...good, change: { "spec.replicas": 20 }, says: /Insufficient cpu/ },
  {
    rule: "pod-without-node",
    ...good,
    change: { "spec.template.spec.containers.0.resources": { requests: { memory: "9Gi" } } },
    says: /Insufficient memory/,
  },
  { rule: "release-without-node", ...install, drop: ["i-1"], says: /context deadline exceeded/ },
  {
    rule: "release-without-node",
    ...install,
    inputs: { ...install.inputs, values: { tolerations: [{ operator: "Exists" }] } },
    world: [...BASE.filter(({ id }) => id !== "i-1"), OPS, node({}, [SPOT])],
    change: { values: {} },
    says: /failed to initialize completely/,
  },
  { rule: "release-name-taken", ...install, add: [release("keda")], says: /cannot re-use a name/ },
  {
    rule: "pod-reference-missing",
    type: DEPLOYMENT,
    inputs: withEnv,
    world: [...BASE, SECRET_DB, ACCOUNT_API],
    drop: ["app/db"],
    says: /secret "db" not found/,
  },
  {
    // A Certificate writes its Secret when its issuer is there, and waits for ever when it is not.
    rule: "pod-reference-missing",
    type: DEPLOYMENT,
    inputs: withEnv,
    world: [...BASE, CERTIFICATE_DB, ISSUER, ACCOUNT_API],
    drop: ["cluster-authority"],
    says: /secret "db" not found/,
  },
  {
    rule: "service-account-missing",
    type: DEPLOYMENT,
    inputs: withEnv,
    world: [...BASE, SECRET_DB, ACCOUNT_API],
    drop: ["app/api"],
    says: /serviceaccount "api" not found/,
  },
  {
    rule: "secret-store-missing",
    ...external,
    drop: ["app/aws"],
    says: /ClusterSecretStore.external-secrets.io "aws" not found/,
  },
  {
    rule: "external-secret-without-value",
    ...external,
    drop: ["arn:db|1"],
    says: /key app\/db: ResourceNotFoundException/,
  },
  {
    rule: "external-secret-without-value",
    ...external,
    change: { "spec.data.0.remoteRef.key": "app/other" },
    says: /key app\/other/,
  },
  {
    rule: "storage-class-missing",
    type: "kubernetes:core/v1:PersistentVolumeClaim",
    inputs: CLAIM,
    world: [...BASE, CLASS],
    drop: ["gp3"],
    says: /storageclass.storage.k8s.io "gp3" not found/,
  },
  {
    rule: "role-ref-fixed",
    type: BINDING,
    verb: "update",
    id: "app/b",
    inputs: BOUND,
    olds: BOUND,
    world: BASE,
    change: { "roleRef.name": "writer" },
    says: /cannot change roleRef/,
  },
  {
    rule: "hpa-bounds",
    ...hpa,
    change: { "spec.maxReplicas": 1 },
    says: /greater than or equal to `minReplicas`/,
  },
  {
    rule: "hpa-behaviour",
    ...hpa,
    change: { "spec.behavior.scaleUp.stabilizationWindowSeconds": 3601 },
    says: /less than or equal to 3600/,
  },
  {
    rule: "hpa-behaviour",
    ...hpa,
    change: { "spec.behavior.scaleUp.policies.0.periodSeconds": 1801 },
    says: /less than or equal to 1800/,
  },
  {
    rule: "hpa-target-missing",
    ...hpa,
    drop: [RUNNING.id],
    says: /Deployment\/api not found in app/,
  },
  {
    rule: "hpa-request-missing",
    ...hpa,
    drop: [RUNNING.id],
    add: [
      object(
        "apps/v1:Deployment",
        "api",
        deployment({ containers: [{ name: "api", image: "a" }] }),
      ),
    ],
    says: /missing request for cpu/,
  },
  { rule: "hpa-metrics-source", ...hpa, drop: [METRICS.id], says: /pods.metrics.k8s.io/ },
  {
    rule: "hpa-metrics-source",
    ...hpa,
    change: { "spec.metrics.0": { type: "External" } },
    says: /external.metrics.k8s.io/,
  },
  {
    rule: "hpa-second",
    ...hpa,
    add: [
      object("autoscaling/v2:HorizontalPodAutoscaler", "other", {
        spec: { scaleTargetRef: TARGET },
      }),
    ],
    says: /AmbiguousSelector.*app\/other/,
  },
  {
    rule: "scaled-object-second",
    ...scaled,
    add: [
      object("autoscaling/v2:HorizontalPodAutoscaler", "api", { spec: { scaleTargetRef: TARGET } }),
    ],
    says: /the workload 'api' of type 'apps\/v1.Deployment' is already managed by the hpa 'api'/,
  },
  {
    rule: "scaled-object-second",
    ...scaled,
    add: [
      object("keda.sh/v1alpha1:ScaledObject", "other", {
        spec: { scaleTargetRef: { name: "api" } },
      }),
    ],
    says: /managed by the ScaledObject 'other'/,
  },
  {
    rule: "quota",
    ...good,
    world: [...BASE, quota({ "requests.cpu": "1" })],
    change: { "spec.replicas": 5 },
    says: /exceeded quota: quota, limited: requests.cpu="1"/,
  },
  {
    rule: "quota",
    ...good,
    world: [...BASE, quota({ "limits.memory": "8Gi" })],
    change: { "spec.template.spec.containers.0.resources.limits": { cpu: "1" } },
    says: /must specify limits.memory/,
  },
];
