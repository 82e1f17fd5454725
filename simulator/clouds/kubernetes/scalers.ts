/** Autoscalers and quotas. */
import type { Values } from "../../../facts/values";
import type { Call, Rule, StoredResource } from "../../contract";
import { at, fields, firstOf, given, list, num, on, rules, text, when } from "../read";
import {
  aroundCluster,
  clusterOf,
  hasChart,
  invalid,
  kindOf,
  nameOf,
  namespaceOf,
  neighbours,
  POD_MAKERS,
  podSpec,
  quote,
} from "./objects";
import { quantity } from "./quantity";

const HPA = [
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
];

const targetOf = (inputs: Values): string =>
  `${text(inputs, "spec.scaleTargetRef.kind") ?? "Deployment"}/${text(inputs, "spec.scaleTargetRef.name")}`;

function rivals(call: Call, kind: string): readonly StoredResource[] {
  return neighbours(call, kind).filter((one) => targetOf(one.inputs) === targetOf(call.inputs));
}

const target = (call: Call): StoredResource | undefined =>
  neighbours(call, text(call.inputs, "spec.scaleTargetRef.kind") ?? "Deployment").find(
    (one) => nameOf(one.inputs) === text(call.inputs, "spec.scaleTargetRef.name"),
  );

/** Bounds in seconds. Source: Kubernetes API Reference, HPAScalingRules and HPAScalingPolicy v2 autoscaling. */
const LONGEST_WINDOW = 3600;
const LONGEST_PERIOD = 1800;

function behaviourFault(call: Call): string | undefined {
  return firstOf(
    (["scaleUp", "scaleDown"] as const).flatMap((way) => {
      const path = `spec.behavior.${way}`;
      const window = num(call.inputs, `${path}.stabilizationWindowSeconds`) ?? 0;
      return [
        when(
          window < 0 || window > LONGEST_WINDOW,
          invalid(
            call,
            `${path}.stabilizationWindowSeconds`,
            `Invalid value: ${window}: must be less than or equal to ${LONGEST_WINDOW}`,
          ),
        ),
        ...list(call.inputs, `${path}.policies`).map((one) => {
          const period = num(one, "periodSeconds") ?? 1;
          return when(
            period < 1 || period > LONGEST_PERIOD,
            invalid(
              call,
              `${path}.policies.periodSeconds`,
              `Invalid value: ${period}: must be less than or equal to ${LONGEST_PERIOD}`,
            ),
          );
        }),
      ];
    }),
  );
}

/** Where metrics of a type come from: metrics-server, or an adapter. */
function hasMetrics(call: Call, type: string): boolean {
  if (type !== "Resource" && type !== "ContainerResource")
    return hasChart(call, ["keda", "prometheus-adapter"]);
  const cluster = clusterOf(call.cloud, call.scope.account);
  const isAddon = aroundCluster(call).some(
    (one) =>
      one.type === "aws:eks/addon:Addon" &&
      one.inputs.addonName === "metrics-server" &&
      one.inputs.clusterName === cluster?.id,
  );
  return isAddon || hasChart(call, ["metrics-server"]) || cluster?.scope.package === "gcp";
}

const metricTypes = (inputs: Values): readonly string[] =>
  list(inputs, "spec.metrics").map((one) => text(one, "type") ?? "");

function requestFault(call: Call): string | undefined {
  const wanted = list(call.inputs, "spec.metrics")
    .filter(
      (one) =>
        text(one, "type") === "Resource" && text(one, "resource.target.type") === "Utilization",
    )
    .map((one) => text(one, "resource.name") ?? "cpu");
  const scaled = target(call);
  const pods = scaled === undefined ? [] : list(podSpec(scaled.type, scaled.inputs), "containers");
  const missing = wanted.find((key) =>
    pods.some((one) => !given(one, `resources.requests.${key}`)),
  );
  return when(
    missing !== undefined,
    `HorizontalPodAutoscaler ${nameOf(call.inputs)}: FailedGetResourceMetric: failed to get ${missing} utilization: missing request for ${missing}`,
  );
}

/** Sums a pod's requests or limits in base units. */
const sum = (spec: Values | undefined, key: string): number => {
  const [list_, resource = ""] = key.includes(".") ? key.split(/\.(.*)/s) : ["requests", key];
  return list(spec, "containers").reduce<number>(
    (total, one) => total + (quantity(at(one, `resources.${list_}.${resource}`)) ?? 0),
    0,
  );
};

function quotaFault(call: Call): string | undefined {
  const name = nameOf(call.inputs);
  return firstOf(
    neighbours(call, "ResourceQuota").flatMap((quota) =>
      Object.entries(fields(quota.inputs, "spec.hard"))
        .filter(([key]) => /^(requests|limits)\.(cpu|memory)$|^(cpu|memory)$/.test(key))
        .map(([key, hard]) => {
          const own = sum(podSpec(call.type, call.inputs), key);
          const used = POD_MAKERS.slice(0, 2)
            .flatMap((type) => neighbours(call, kindOf(type).kind))
            .reduce(
              (total, one) =>
                total +
                sum(podSpec(one.type, one.inputs), key) * (num(one.inputs, "spec.replicas") ?? 1),
              0,
            );
          if (own === 0)
            return `pods "${name}" is forbidden: failed quota: ${nameOf(quota.inputs)}: must specify ${key}`;
          return when(
            used + own * (num(call.inputs, "spec.replicas") ?? 1) > (quantity(hard) ?? Infinity),
            `pods "${name}" is forbidden: exceeded quota: ${nameOf(quota.inputs)}, limited: ${key}=${quote(hard)}`,
          );
        }),
    ),
  );
}

/** Refusals of autoscalers and quotas. */
export const SCALER_RULES: readonly Rule[] = [
  ...rules("Kubernetes documentation, Horizontal Pod Autoscaling", on("create update", HPA), {
    "hpa-bounds": (call) => {
      const [least, most] = [
        num(call.inputs, "spec.minReplicas") ?? 1,
        num(call.inputs, "spec.maxReplicas"),
      ];
      return when(
        most !== undefined && most < least,
        invalid(
          call,
          "spec.maxReplicas",
          `Invalid value: ${most}: must be greater than or equal to \`minReplicas\``,
        ),
      );
    },
    "hpa-behaviour": behaviourFault,
    "hpa-target-missing": (call) =>
      when(
        target(call) === undefined,
        `HorizontalPodAutoscaler ${nameOf(call.inputs)}: FailedGetScale: the HPA controller was unable to get the target's current scale: ${targetOf(call.inputs)} not found in ${namespaceOf(call.inputs)}`,
      ),
    "hpa-request-missing": requestFault,
    "hpa-metrics-source": (call) => {
      const type = metricTypes(call.inputs).find((one) => !hasMetrics(call, one));
      return when(
        type !== undefined,
        `HorizontalPodAutoscaler ${nameOf(call.inputs)}: unable to get metrics of type ${type}: unable to fetch metrics from ${type === "Resource" ? "resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)" : "external metrics API: the server could not find the requested resource (get external.metrics.k8s.io)"}`,
      );
    },
    "hpa-second": (call) => {
      const other = [
        ...rivals(call, "HorizontalPodAutoscaler"),
        ...rivals(call, "ScaledObject"),
      ][0];
      return when(
        other !== undefined,
        `HorizontalPodAutoscaler ${nameOf(call.inputs)}: AmbiguousSelector: pods of ${targetOf(call.inputs)} are controlled by multiple HPAs: [${namespaceOf(call.inputs)}/${nameOf(call.inputs)} ${namespaceOf(call.inputs)}/${nameOf(other?.inputs ?? {})}]`,
      );
    },
  }),
  ...rules(
    "KEDA documentation, Admission Webhooks, Prevention Rules",
    on("create update", ["kubernetes:keda.sh/v1alpha1:ScaledObject"]),
    {
      "scaled-object-second": (call) => {
        const [hpa, other] = [
          rivals(call, "HorizontalPodAutoscaler")[0],
          rivals(call, "ScaledObject")[0],
        ];
        const owner =
          hpa === undefined
            ? `ScaledObject '${nameOf(other?.inputs ?? {})}'`
            : `hpa '${nameOf(hpa.inputs)}'`;
        return when(
          (hpa ?? other) !== undefined,
          `admission webhook "vscaledobject.kb.io" denied the request: the workload '${text(call.inputs, "spec.scaleTargetRef.name")}' of type 'apps/v1.Deployment' is already managed by the ${owner}`,
        );
      },
    },
  ),
  ...rules("Kubernetes documentation, Resource Quotas", on("create update", POD_MAKERS), {
    quota: quotaFault,
  }),
];
