/**
 * Versions that we run, each with the day on which it was looked up. Nothing in the program asks a
 * cloud for "the latest": a version changes by a change of this file.
 */

/** A Kubernetes version on Amazon EKS and its dates, as YYYY-MM-DD. */
export interface KubernetesVersion {
  readonly released: string;
  /** After this day the control plane costs six times as much. */
  readonly standardSupportEnds: string;
  /** After this day EKS upgrades the cluster by itself. */
  readonly extendedSupportEnds: string;
}

/** Source: Amazon EKS User Guide, Kubernetes release calendar; read 2026-11-23. */
export const EKS_VERSIONS = {
  "1.33": {
    released: "2025-05-29",
    standardSupportEnds: "2026-07-29",
    extendedSupportEnds: "2027-07-29",
  },
  "1.34": {
    released: "2025-10-02",
    standardSupportEnds: "2026-12-02",
    extendedSupportEnds: "2027-12-02",
  },
  "1.35": {
    released: "2026-01-27",
    standardSupportEnds: "2027-03-27",
    extendedSupportEnds: "2028-03-27",
  },
} as const satisfies Record<string, KubernetesVersion>;

/** A Kubernetes version in the table. */
export type EksVersion = keyof typeof EKS_VERSIONS;

/** The version that cells run: the one in the table whose standard support lasts longest. */
export const EKS_VERSION = "1.35" satisfies EksVersion;

/** Days before paid extended support at which a policy begins to warn. */
export const SUPPORT_WARNING_DAYS = 60;

/** Add-ons that Amazon EKS manages and that every cell has. */
export const EKS_ADDONS = [
  "vpc-cni",
  "kube-proxy",
  "eks-pod-identity-agent",
  "coredns",
  "aws-ebs-csi-driver",
  "metrics-server",
] as const;

/** Name of an add-on. */
export type EksAddon = (typeof EKS_ADDONS)[number];

/**
 * Add-on versions by Kubernetes version. Source: `aws eks describe-addon-versions`, as public
 * repositories that pin them recorded it between 2026-07 and 2026-10.
 */
export const EKS_ADDON_VERSIONS = {
  "1.35": {
    "vpc-cni": "v1.22.4-eksbuild.3",
    "kube-proxy": "v1.35.3-eksbuild.29",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    coredns: "v1.13.2-eksbuild.31",
    "aws-ebs-csi-driver": "v1.64.0-eksbuild.1",
    "metrics-server": "v0.9.0-eksbuild.6",
  },
} as const satisfies Partial<Record<EksVersion, Record<EksAddon, string>>>;

/** An engine version and the end of its standard support, as YYYY-MM-DD. */
export interface EngineVersion {
  readonly version: string;
  readonly parameterFamily: string;
  readonly standardSupportEnds: string;
}

/**
 * The major version alone: RDS installs minor ones by itself (autoMinorVersionUpgrade), and a stated
 * one would ask for the way back with the next change after a refresh, which RDS refuses.
 * Sources: Amazon RDS for PostgreSQL Release Notes, Release calendars, read 2026-11-23; pulumi-aws,
 * `engineVersion`: "a prefix of the version".
 */
export const RDS_POSTGRES = {
  version: "17",
  parameterFamily: "postgres17",
  standardSupportEnds: "2030-02-28",
} as const satisfies EngineVersion;

/**
 * Source: Amazon ElastiCache User Guide, Engine specific parameters (Valkey 8.2, family valkey8);
 * read 2026-11-23. AWS has announced no end of support for it.
 */
export const VALKEY = { version: "8.2", parameterFamily: "valkey8" } as const;

/**
 * PostgreSQL and TimescaleDB of our own image. CloudNativePG reads the PostgreSQL version from the
 * image's tag, so the tag begins with it; the digest beside it decides what is pulled.
 * Sources: PostgreSQL versioning policy (17 ends 2029-11-08); TimescaleDB releases; read 2026-11-23.
 */
export const TIMESCALEDB = {
  postgresVersion: "17.11",
  timescaledbVersion: "2.29.1",
  imageTag: "17.11-ts2.29.1",
  standardSupportEnds: "2029-11-08",
} as const;

/** A Helm chart, pinned. */
export interface ChartVersion {
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  /** Day on which the version was looked up, as YYYY-MM-DD. */
  readonly readOn: string;
}

/** Charts by meaning. Source: the `Chart.yaml` of each project's repository. */
export const CHARTS = {
  "external-secrets": {
    chart: "external-secrets",
    repository: "https://charts.external-secrets.io",
    version: "2.9.0",
    readOn: "2026-11-23",
  },
  keda: {
    chart: "keda",
    repository: "https://kedacore.github.io/charts",
    version: "2.20.2",
    readOn: "2026-11-23",
  },
  // The registry is the project's source of truth; the older repository lags behind it.
  "cert-manager": {
    chart: "cert-manager",
    repository: "oci://quay.io/jetstack/charts",
    version: "v1.21.2",
    readOn: "2026-11-23",
  },
  // Its autoscaler is 1.35, the cluster's own minor version.
  "cluster-autoscaler": {
    chart: "cluster-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    readOn: "2026-11-23",
  },
  cnpg: {
    chart: "cloudnative-pg",
    repository: "https://cloudnative-pg.github.io/charts",
    version: "0.29.0",
    readOn: "2026-11-23",
  },
  "barman-cloud": {
    chart: "plugin-barman-cloud",
    repository: "https://cloudnative-pg.github.io/charts",
    version: "0.7.0",
    readOn: "2026-11-23",
  },
  // The CRDs of the stack below are a release of their own: Helm never upgrades a `crds/` folder.
  "prometheus-operator-crds": {
    chart: "prometheus-operator-crds",
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "31.0.1",
    readOn: "2026-11-23",
  },
  // Its operator is 0.93.1, as that of the CRDs above.
  "kube-prometheus-stack": {
    chart: "kube-prometheus-stack",
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "88.5.3",
    readOn: "2026-11-23",
  },
  "node-exporter": {
    chart: "prometheus-node-exporter",
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "4.56.1",
    readOn: "2026-11-23",
  },
  grafana: {
    chart: "grafana",
    repository: "https://grafana-community.github.io/helm-charts",
    version: "12.11.1",
    readOn: "2026-11-23",
  },
  "fluent-bit": {
    chart: "fluent-bit",
    repository: "https://fluent.github.io/helm-charts",
    version: "0.58.1",
    readOn: "2026-11-23",
  },
  // Two releases of one chart: the first tier spreads traces, the second samples them.
  "trace-gateway": {
    chart: "opentelemetry-collector",
    repository: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    version: "0.170.0",
    readOn: "2026-11-23",
  },
  "trace-sampler": {
    chart: "opentelemetry-collector",
    repository: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    version: "0.170.0",
    readOn: "2026-11-23",
  },
  // Jaeger 2.
  jaeger: {
    chart: "jaeger",
    repository: "https://jaegertracing.github.io/helm-charts",
    version: "4.11.1",
    readOn: "2026-11-23",
  },
  "envoy-gateway": {
    chart: "gateway-helm",
    repository: "oci://docker.io/envoyproxy",
    version: "v1.9.0",
    readOn: "2026-11-23",
  },
  "aws-load-balancer-controller": {
    chart: "aws-load-balancer-controller",
    repository: "https://aws.github.io/eks-charts",
    version: "3.5.0",
    readOn: "2026-11-23",
  },
  opencost: {
    chart: "opencost",
    repository: "https://opencost.github.io/opencost-helm-chart",
    version: "2.5.17",
    readOn: "2026-11-23",
  },
  // Its CRDs are in `crds/`, which Helm installs and never upgrades: a new version of the chart
  // comes with a look at them.
  vpa: {
    chart: "vertical-pod-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: "0.11.0",
    readOn: "2026-11-23",
  },
} as const satisfies Record<string, ChartVersion>;

/** Meaning of a chart. */
export type ChartName = keyof typeof CHARTS;
