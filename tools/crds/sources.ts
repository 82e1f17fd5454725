/**
 * Where the published CustomResourceDefinitions come from: the operators' own Go modules, since a
 * chart's archive is not a thing that every machine can fetch, and `go` checks what it fetches.
 */

/** How a kind is typed. */
export interface KindChoice {
  readonly group: string;
  readonly version: string;
  /**
   * Properties that are typed, by the path of their object below `spec`; the others are left out,
   * so that the types stay small. What is judged by an API server is never cut.
   * @default all
   */
  readonly keep?: Readonly<Record<string, readonly string[]>>;
}

/** One operator's definitions. */
export interface CrdSource {
  /** Go module, version and the hash that `go.sum` would hold. */
  readonly module: string;
  readonly version: string;
  readonly sum: string;
  /** Files, or folders of files, in the module. */
  readonly paths: readonly string[];
  /** Chart that installs the operator, and its version that carries these definitions. */
  readonly chart: { readonly name: string; readonly version: string };
  /** What differs between these definitions and those of the chart, where the module has no better. */
  readonly gap?: string;
  /** Kinds that the program may use, by name. */
  readonly kinds: Readonly<Record<string, KindChoice>>;
}

const SECRETS = { group: "external-secrets.io", version: "v1" };
const STORE = { ...SECRETS, keep: { provider: ["aws", "gcpsm"] } };
const KEDA = { group: "keda.sh", version: "v1alpha1" };
const CERTIFICATES = { group: "cert-manager.io", version: "v1" };
const ISSUER = { ...CERTIFICATES, keep: { "": ["selfSigned", "ca"] } };
const POSTGRES = { group: "postgresql.cnpg.io", version: "v1" };
const GATEWAY = { group: "gateway.networking.k8s.io", version: "v1" };
const ENVOY = { group: "gateway.envoyproxy.io", version: "v1alpha1" };
/** The rest of what a proxy's pods may be is the whole of Kubernetes' own pod. */
const PROXY_PARTS = {
  "provider.kubernetes": ["envoyDeployment", "envoyHpa", "envoyPDB", "envoyService"],
  "provider.kubernetes.envoyDeployment": ["container", "name", "pod", "replicas"],
  "provider.kubernetes.envoyDeployment.container": ["image", "resources"],
  "provider.kubernetes.envoyDeployment.pod": [
    "annotations",
    "labels",
    "nodeSelector",
    "priorityClassName",
    "securityContext",
    "tolerations",
    "topologySpreadConstraints",
  ],
};
const MONITORING = { group: "monitoring.coreos.com", version: "v1" };

/** Sources by operator. */
export const CRD_SOURCES: Readonly<Record<string, CrdSource>> = {
  "external-secrets": {
    module: "github.com/external-secrets/external-secrets",
    version: "v1.3.2",
    sum: "h1:u2J8RjlHIeF0oZCqtl92adI/uZWUwOesJIDkfql6LqQ=",
    paths: ["config/crds/bases"],
    chart: { name: "external-secrets", version: "2.9.0" },
    gap: "the chart installs v2.9.0, which is no Go module: its path does not end with /v2",
    kinds: { ExternalSecret: SECRETS, SecretStore: STORE, ClusterSecretStore: STORE },
  },
  keda: {
    module: "github.com/kedacore/keda/v2",
    version: "v2.20.2",
    sum: "h1:SR60v8uIcelbveS8n/1jcl8tLdBBIbHMxmdOHw8tKqA=",
    paths: ["config/crd/bases"],
    chart: { name: "keda", version: "2.20.2" },
    kinds: { ScaledObject: KEDA, TriggerAuthentication: KEDA },
  },
  "cert-manager": {
    module: "github.com/cert-manager/cert-manager",
    version: "v1.21.2",
    sum: "h1:UWgoYM+KLNtRlqmoWOKjKBOBUPVHeepQ6/ac3ERJW68=",
    paths: ["deploy/crds"],
    chart: { name: "cert-manager", version: "v1.21.2" },
    kinds: { Certificate: CERTIFICATES, Issuer: ISSUER, ClusterIssuer: ISSUER },
  },
  cnpg: {
    module: "github.com/cloudnative-pg/cloudnative-pg",
    version: "v1.30.0",
    sum: "h1:fnhVq44xXx97MNiuvJsPrX1vSjYbgdyBK5MSGfdHdp0=",
    paths: ["config/crd/bases"],
    chart: { name: "cloudnative-pg", version: "0.29.0" },
    kinds: { Cluster: POSTGRES, ScheduledBackup: POSTGRES, Database: POSTGRES },
  },
  "plugin-barman-cloud": {
    module: "github.com/cloudnative-pg/plugin-barman-cloud",
    version: "v0.13.0",
    sum: "h1:dcEVsozSmdx5p2LbG1hbkWBvr6LXs1xpCsQiJWpo/ew=",
    paths: ["config/crd/bases"],
    chart: { name: "plugin-barman-cloud", version: "0.7.0" },
    kinds: {
      ObjectStore: {
        group: "barmancloud.cnpg.io",
        version: "v1",
        keep: {
          configuration: [
            "data",
            "destinationPath",
            "endpointURL",
            "googleCredentials",
            "s3Credentials",
            "serverName",
            "tags",
            "wal",
          ],
        },
      },
    },
  },
  // The chart brings the definitions of the Gateway API too, those of the experimental channel.
  "envoy-gateway": {
    module: "github.com/envoyproxy/gateway",
    version: "v1.9.0",
    sum: "h1:PaOpud15v3kDCl3L5yc1TdYzggCMpRm1yRjNKmLkzHA=",
    paths: [
      "charts/gateway-helm/charts/crds/crds/gatewayapi-crds.yaml",
      "charts/gateway-helm/charts/crds/crds/generated",
    ],
    chart: { name: "gateway-helm", version: "v1.9.0" },
    kinds: {
      GatewayClass: GATEWAY,
      Gateway: GATEWAY,
      HTTPRoute: GATEWAY,
      BackendTLSPolicy: GATEWAY,
      BackendTrafficPolicy: ENVOY,
      SecurityPolicy: ENVOY,
      ClientTrafficPolicy: ENVOY,
      EnvoyProxy: { ...ENVOY, keep: PROXY_PARTS },
    },
  },
  "prometheus-operator": {
    module: "github.com/prometheus-operator/prometheus-operator",
    version: "v0.93.1",
    sum: "h1:4Juk8v93RdG1DSGD/mGp+SeQKPmnlLIj2iq3blLZgFY=",
    paths: ["example/prometheus-operator-crd"],
    chart: { name: "kube-prometheus-stack", version: "88.5.3" },
    kinds: {
      PrometheusRule: MONITORING,
      ServiceMonitor: MONITORING,
      PodMonitor: MONITORING,
      AlertmanagerConfig: { ...MONITORING, version: "v1alpha1" },
    },
  },
  "aws-load-balancer-controller": {
    module: "github.com/kubernetes-sigs/aws-load-balancer-controller",
    version: "v0.0.0-20260423195125-93ff3b5fdaad",
    sum: "h1:sttxR+rS5X6cS1ldieB5JKVucs61EHq8XO7VKySyU5w=",
    paths: ["config/crd/bases"],
    chart: { name: "aws-load-balancer-controller", version: "3.5.0" },
    gap: "that is v3.2.2; the chart installs v3.5.0, whose TargetGroupBinding is the same",
    kinds: { TargetGroupBinding: { group: "elbv2.k8s.aws", version: "v1beta1" } },
  },
  vpa: {
    module: "k8s.io/autoscaler/vertical-pod-autoscaler",
    version: "v1.8.0",
    sum: "h1:KtmSwbbgNPjovaGxOLSdCNbGtF1MAds3iureUZ4TS1I=",
    paths: ["deploy/vpa-v1-crd-gen.yaml"],
    chart: { name: "vertical-pod-autoscaler", version: "0.11.0" },
    gap: "no module carries chart 0.11.0; v1.7.3 and v1.8.0, before and after it, define the same",
    kinds: { VerticalPodAutoscaler: { group: "autoscaling.k8s.io", version: "v1" } },
  },
};
