/** Cases of names and fields. */
import type { Values } from "../../../../facts/values";
import { object, type RuleCase, thing } from "../support";
import { BASE, CONTAINER, deployment } from "./world";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const SERVICE = "kubernetes:core/v1:Service";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const good = { type: DEPLOYMENT, inputs: deployment(), world: BASE } as const;
const container = "spec.template.spec.containers.0";
const SERVED: Values = {
  metadata: { name: "api", namespace: "app" },
  spec: {
    ports: [
      { name: "http", port: 80 },
      { name: "grpc", port: 81 },
    ],
  },
};
const service = { type: SERVICE, inputs: SERVED, world: BASE } as const;
const JOB: Values = {
  metadata: { name: "migrate", namespace: "app" },
  spec: { template: { spec: { restartPolicy: "Never", containers: [CONTAINER] } } },
};
const BLOCK: Values = {
  metadata: { name: "out", namespace: "app" },
  spec: {
    egress: [
      {
        to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }],
        ports: [{ port: 443, endPort: 444 }],
      },
    ],
  },
};
const policy = { rule: "network-policy-blocks", type: POLICY, inputs: BLOCK, world: BASE } as const;
const RESTRICTED = thing("kubernetes:core/v1:Namespace", "app", {
  metadata: { name: "app", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
});

/** Cases of names and fields. */
export const FIELD_CASES: readonly RuleCase[] = [
  {
    rule: "object-name-form",
    type: SERVICE,
    inputs: SERVED,
    world: BASE,
    change: { "metadata.name": "1api" },
    says: /Service "1api" is invalid: metadata.name: Invalid value: "1api": a DNS-1035 label/,
  },
  {
    rule: "object-name-form",
    ...good,
    change: { "metadata.name": "Api" },
    says: /RFC 1123 subdomain/,
  },
  {
    rule: "object-marks-form",
    ...good,
    change: { "metadata.labels.team": "a b" },
    says: /Invalid value: "a b": a valid label/,
  },
  {
    rule: "object-marks-form",
    ...good,
    change: { "metadata.labels": { "bad key": "x" } },
    says: /Invalid value: "bad key"/,
  },
  {
    rule: "object-exists",
    ...good,
    add: [object("apps/v1:Deployment", "api", { spec: { replicas: 0 } })],
    says: /deployments.apps "api" already exists/,
  },
  { rule: "namespace-missing", ...good, drop: ["app"], says: /namespaces "app" not found/ },
  {
    rule: "selector-mismatch",
    ...good,
    change: { "spec.template.metadata.labels": { app: "web" } },
    says: /`selector` does not match template `labels`/,
  },
  {
    rule: "pod-resources",
    ...good,
    change: { [`${container}.resources.requests.memory`]: "1Gi" },
    says: /must be less than or equal to memory limit of 512Mi/,
  },
  {
    rule: "pod-resources",
    ...good,
    change: { [`${container}.resources.requests.memory`]: "256MB" },
    says: /quantities must match.*memory "256MB"/,
  },
  {
    rule: "pod-probe",
    ...good,
    change: { [`${container}.readinessProbe.httpGet.port`]: "web" },
    says: /couldn't find port: "web"/,
  },
  {
    rule: "pod-probe",
    ...good,
    change: { [`${container}.readinessProbe.httpGet`]: undefined },
    says: /must specify a handler type/,
  },
  {
    rule: "pod-probe",
    ...good,
    change: { [`${container}.readinessProbe.exec`]: { command: ["true"] } },
    says: /more than 1 handler type/,
  },
  {
    rule: "pod-mount-unknown",
    ...good,
    inputs: deployment({
      containers: [{ ...CONTAINER, volumeMounts: [{ name: "tmp", mountPath: "/tmp" }] }],
      volumes: [{ name: "tmp", emptyDir: {} }],
    }),
    change: { [`${container}.volumeMounts.0.name`]: "temp" },
    says: /volumeMounts\[0\].name: Not found: "temp"/,
  },
  {
    rule: "pod-image",
    ...good,
    change: { [`${container}.image`]: "Podcast/API:latest" },
    says: /InvalidImageName/,
  },
  {
    rule: "job-restart-policy",
    type: "kubernetes:batch/v1:Job",
    inputs: JOB,
    world: BASE,
    change: { "spec.template.spec.restartPolicy": undefined },
    says: /valid values: "OnFailure", "Never"/,
  },
  {
    rule: "cron-schedule",
    type: "kubernetes:batch/v1:CronJob",
    inputs: {
      metadata: { name: "nightly", namespace: "app" },
      spec: {
        schedule: "0 2 * * *",
        jobTemplate: {
          spec: { template: { spec: { restartPolicy: "Never", containers: [CONTAINER] } } },
        },
      },
    },
    world: BASE,
    change: { "spec.schedule": "0 2 * *" },
    says: /expected exactly 5 fields/,
  },
  {
    rule: "service-ports",
    ...service,
    change: { "spec.ports.1.port": 80 },
    says: /Duplicate value: 80\/TCP/,
  },
  {
    rule: "service-ports",
    ...service,
    change: { "spec.ports.1.name": undefined },
    says: /ports\[1\].name: Required value/,
  },
  {
    ...policy,
    change: { "spec.egress.0.to.0.ipBlock.cidr": "10.0.0.1/8" },
    says: /must be a valid CIDR value/,
  },
  {
    ...policy,
    change: { "spec.egress.0.to.0.ipBlock.except": ["0.0.0.0/0"] },
    says: /must be a strict subset/,
  },
  { ...policy, change: { "spec.egress.0.ports.0.endPort": 80 }, says: /endPort not below port/ },
  {
    rule: "disruption-budget-both",
    type: "kubernetes:policy/v1:PodDisruptionBudget",
    inputs: { metadata: { name: "api", namespace: "app" }, spec: { maxUnavailable: 1 } },
    world: BASE,
    change: { "spec.minAvailable": 1 },
    says: /cannot be both set/,
  },
  {
    rule: "pod-security-restricted",
    ...good,
    world: [...BASE.filter(({ id }) => id !== "app"), RESTRICTED],
    change: { [`${container}.securityContext.runAsNonRoot`]: undefined },
    says: /violates PodSecurity "restricted:latest": runAsNonRoot != true/,
  },
];
