/** What charts bring to a cluster: groups of custom resources, webhooks, controllers. */
import type { Values } from "../../../facts/values";
import type { Call, Rule, StoredResource } from "../../contract";
import { at, isOn, on, rules, text, when } from "../read";
import {
  chartOf,
  isObject,
  kindOf,
  nameOf,
  namespaceOf,
  objects,
  RELEASE,
  releases,
} from "./objects";

/** What one chart brings. */
interface Chart {
  /** API groups whose CRDs it installs. */
  readonly groups: readonly string[];
  /** Values that leave the CRDs out when they are false. */
  readonly switches?: readonly string[];
  /** The value is off where it is not set. */
  readonly isOffByDefault?: boolean;
  /** The webhook that judges its resources. */
  readonly webhook?: string;
  /** API groups of others whose resources its templates hold. */
  readonly uses?: readonly string[];
  /** Groups or kinds whose objects carry a finalizer that only this controller removes. */
  readonly finalizes?: readonly string[];
}

const MONITORING = ["monitoring.coreos.com"];
const GATEWAYS = ["gateway.networking.k8s.io"];

/** Charts by name. Source: `values.yaml` and `crds/` of each chart. */
export const CHARTS: Readonly<Record<string, Chart>> = {
  "external-secrets": {
    groups: ["external-secrets.io", "generators.external-secrets.io"],
    switches: ["installCRDs"],
    webhook: "validate.externalsecret.external-secrets.io",
  },
  keda: {
    groups: ["keda.sh", "eventing.keda.sh"],
    switches: ["crds.install"],
    webhook: "vscaledobject.kb.io",
    finalizes: ["keda.sh"],
  },
  "cert-manager": {
    groups: ["cert-manager.io", "acme.cert-manager.io"],
    switches: ["crds.enabled", "installCRDs"],
    isOffByDefault: true,
    webhook: "webhook.cert-manager.io",
  },
  "trust-manager": { groups: ["trust.cert-manager.io"], switches: ["crds.enabled"] },
  "cloudnative-pg": {
    groups: ["postgresql.cnpg.io"],
    switches: ["crds.create"],
    webhook: "mcluster.cnpg.io",
  },
  "plugin-barman-cloud": {
    groups: ["barmancloud.cnpg.io"],
    switches: ["crds.create"],
    uses: ["cert-manager.io"],
  },
  "kube-prometheus-stack": {
    groups: MONITORING,
    switches: ["crds.enabled"],
    webhook: "prometheusrulemutate.monitoring.coreos.com",
  },
  "prometheus-operator-crds": { groups: MONITORING },
  "strimzi-kafka-operator": { groups: ["kafka.strimzi.io", "core.strimzi.io"] },
  "gateway-helm": { groups: [...GATEWAYS, "gateway.envoyproxy.io"] },
  "gateway-crds-helm": { groups: [...GATEWAYS, "gateway.envoyproxy.io"] },
  karpenter: {
    groups: ["karpenter.sh", "karpenter.k8s.aws"],
    finalizes: ["karpenter.sh", "karpenter.k8s.aws"],
  },
  "karpenter-crd": { groups: ["karpenter.sh", "karpenter.k8s.aws"] },
  "aws-load-balancer-controller": {
    groups: ["elbv2.k8s.aws"],
    webhook: "mservice.elbv2.k8s.aws",
    finalizes: ["elbv2.k8s.aws"],
  },
  "snapshot-controller": { groups: ["snapshot.storage.k8s.io"] },
  "vertical-pod-autoscaler": { groups: ["autoscaling.k8s.io"] },
  vpa: { groups: ["autoscaling.k8s.io"] },
  "jaeger-operator": { groups: ["jaegertracing.io"], webhook: "mjaeger.kb.io" },
  "opentelemetry-operator": {
    groups: ["opentelemetry.io"],
    webhook: "mopentelemetrycollector.kb.io",
  },
  "keycloak-operator": { groups: ["k8s.keycloak.org"] },
  "traefik-crds": { groups: ["traefik.io"] },
};

/** Groups that every API server has. */
const BORN = new Set(["core", "apps", "batch", "autoscaling", "policy", "resource.k8s.io"]);
const isBorn = (group: string): boolean =>
  BORN.has(group) ||
  (group.endsWith(".k8s.io") &&
    !Object.values(CHARTS).some((chart) => chart.groups.includes(group)));

/** Whether an installation brings its CRDs. */
function bringsCrds(chart: Chart, release: Values): boolean {
  if (isOn(release, "skipCrds")) return false;
  const set = (chart.switches ?? [])
    .map((path) => at(release.values, path))
    .filter((value) => value !== undefined);
  return set.length > 0 ? set.some((value) => value !== false) : chart.isOffByDefault !== true;
}

const isServed = (call: Call, group: string): boolean =>
  objects(call, "CustomResourceDefinition").some(
    (one) => text(one.inputs, "spec.group") === group,
  ) ||
  releases(call).some((one) => {
    const chart = CHARTS[chartOf(one.inputs)];
    return chart?.groups.includes(group) === true && bringsCrds(chart, one.inputs);
  });

/** Whether a Release was left before its pods were ready. */
const isUnready = (release: StoredResource): boolean => isOn(release.inputs, "skipAwait");

/** The installation whose webhook judges a kind and is not ready. */
function unreadyOwner(call: Call): StoredResource | undefined {
  const { group, kind } = kindOf(call.type);
  return releases(call).find((one) => {
    const name = chartOf(one.inputs);
    const judgesServices =
      name === "aws-load-balancer-controller" &&
      kind === "Service" &&
      at(one.inputs, "values.enableServiceMutatorWebhook") !== false;
    const judges = CHARTS[name]?.webhook !== undefined && CHARTS[name].groups.includes(group);
    return (judges || judgesServices) && isUnready(one);
  });
}

/** Order that custom resources, their definitions and their controllers must keep. */
export const CHART_RULES: readonly Rule[] = [
  ...rules(
    "pulumi/pulumi-kubernetes#3176; Kubernetes documentation, Extend the Kubernetes API with CustomResourceDefinitions",
    on("create", ["*"]),
    {
      "custom-resource-before-definition": (call) => {
        const { group, version, kind } = kindOf(call.type);
        return when(
          isObject(call.type) && !isBorn(group) && !isServed(call, group),
          `creation of resource ${namespaceOf(call.inputs)}/${nameOf(call.inputs)} failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. Verify that any required CRDs have been created: no matches for kind "${kind}" in version "${group}/${version}"`,
        );
      },
      "chart-uses-missing-definition": (call) => {
        const uses = call.type === RELEASE ? CHARTS[chartOf(call.inputs)]?.uses : undefined;
        const missing = uses?.find((group) => !isServed(call, group));
        return when(
          missing !== undefined,
          `unable to build kubernetes objects from release manifest: resource mapping not found for name: "${text(call.inputs, "name")}": no matches for kind in group "${missing}": ensure CRDs are installed first`,
        );
      },
      "webhook-not-ready": (call) => {
        const owner = unreadyOwner(call);
        const webhook = CHARTS[chartOf(owner?.inputs ?? {})]?.webhook;
        return when(
          owner !== undefined,
          `Internal error occurred: failed calling webhook "${webhook}": failed to call webhook: Post "https://${text(owner?.inputs, "name")}-webhook.${namespaceOf(owner?.inputs ?? {})}.svc:443": no endpoints available for service`,
        );
      },
    },
  ),
  ...rules(
    "Kubernetes documentation, Objects In Kubernetes, Finalizers; kedacore/keda#1231",
    on("delete", ["*"]),
    {
      "finalizer-without-controller": (call) => {
        const { group, kind } = kindOf(call.type);
        const owner = Object.entries(CHARTS).find(
          ([, chart]) => chart.finalizes?.includes(group) === true,
        );
        const isIdle =
          owner !== undefined && !releases(call).some((one) => chartOf(one.inputs) === owner[0]);
        return when(
          isIdle,
          `timed out waiting for the condition: ${kind} ${namespaceOf(call.inputs)}/${nameOf(call.inputs)} has finalizers that only ${owner?.[0]} removes, and it is gone`,
        );
      },
    },
  ),
];
