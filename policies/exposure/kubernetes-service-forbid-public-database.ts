/** No Service that the internet reaches leads to a data store. */
import { stackPolicy } from "../frame/policy";
import { addressRange, isInternet } from "../../analysis/ranges";
import type { ResourceView } from "../../analysis/resource";
import { DATA_IMAGE, DATA_PORTS } from "../../facts/ports";
import { WORKLOAD_TYPES, containersOf, podLabelsOf, podOf } from "../frame/pods";
import { Reader } from "../frame/reader";
import { every, undecided, violation } from "../frame/verdict";
import type { Verdicts } from "../frame/verdict";

const SERVICE = "kubernetes:core/v1:Service";

/** Annotations that keep a load balancer inside, with the value that does. Source: as below. */
const INTERNAL: Readonly<Record<string, RegExp>> = {
  "service.beta.kubernetes.io/aws-load-balancer-scheme": /^internal$/,
  "service.beta.kubernetes.io/aws-load-balancer-internal": /^(true|0\.0\.0\.0\/0)$/,
  "networking.gke.io/load-balancer-type": /^Internal$/i,
  "cloud.google.com/load-balancer-type": /^Internal$/i,
};

const MEND = "use type ClusterIP, or annotate the load balancer as internal";

/** How the internet reaches a Service; undefined where it does not. */
function opening(service: Reader): string | undefined {
  const spec = service.at("spec");
  if (spec.list("externalIPs").entries.length > 0) return "external addresses";
  const type = spec.at("type").value;
  if (type === "NodePort") return "a port on every node";
  if (type !== "LoadBalancer") return undefined;
  const annotations = service.at("metadata.annotations");
  const internal = Object.entries(INTERNAL).some(([key, value]) =>
    value.test(annotations.child(key).text("", "").value ?? ""),
  );
  const sources = spec
    .list("loadBalancerSourceRanges")
    .entries.map(({ value }) => (typeof value === "string" ? addressRange(value) : undefined));
  const limited = sources.length > 0 && sources.every((range) => range !== undefined);
  return internal || (limited && !isInternet(sources)) ? undefined : "a public load balancer";
}

function byPort(service: Reader): Verdicts {
  const type = service.at("spec.type");
  if (type.isUnknown) return undecided(type.path);
  const how = opening(service);
  if (how === undefined) return [];
  const ports = service.list("spec.ports");
  if (ports.isUnknown) return undecided(ports.path);
  return every(
    ...ports.entries.map((entry) => {
      const numbers = [entry.number("port", 0).value, entry.number("targetPort", 0).value];
      const [store] = Object.entries(DATA_PORTS).filter(([port]) => numbers.includes(Number(port)));
      return store === undefined
        ? []
        : violation(entry.path, `${entry.path} leads to ${store[1]} through ${how}; ${MEND}.`);
    }),
  );
}

function byImage(service: Reader, workloads: readonly ResourceView[]): readonly Verdicts[] {
  const how = opening(service);
  const selector = service.at("spec.selector");
  if (how === undefined || selector.keys.length === 0) return [];
  return workloads.flatMap((workload) => {
    const inputs = new Reader(workload.inputs);
    const labels = podLabelsOf(inputs, workload.type);
    if (!selector.keys.every((key) => labels.child(key).value === selector.child(key).value))
      return [];
    const [store] = containersOf(podOf(inputs, workload.type)).filter((container) =>
      DATA_IMAGE.test(container.text("image", "").value ?? ""),
    );
    return store === undefined
      ? []
      : [
          violation(
            selector.path,
            `internet -> ${how} -> ${service.text("metadata.name", "service").value ?? "service"} -> ${workload.name}, which holds data; ${MEND}.`,
          ),
        ];
  });
}

/**
 * A Service of type LoadBalancer or NodePort, or with external addresses, is reached from outside
 * unless an annotation keeps it internal or `loadBalancerSourceRanges` name who may. What stands
 * behind it is told by port and by the images of the pods that it selects. Source: Kubernetes
 * documentation, "Service"; AWS Load Balancer Controller, "Service annotations".
 */
export const exposureKubernetesServiceForbidPublicDatabase = stackPolicy({
  name: "exposure-kubernetes-service-forbid-public-database",
  description: "No Service that the internet reaches leads to a data store.",
  types: ["kubernetes:core/v1:Service"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "type: ClusterIP", bad: "type: LoadBalancer, port 5432" },
  judge: (stack) =>
    stack.ofType(SERVICE).flatMap((resource) => {
      const inputs = new Reader(resource.inputs);
      return every(byPort(inputs), ...byImage(inputs, stack.ofType(...WORKLOAD_TYPES))).flatMap(
        (verdict) => (verdict.kind === "ok" ? [] : [{ resource, verdict }]),
      );
    }),
  judgeResource: (service) => every(byPort(service)).filter(({ kind }) => kind === "violation"),
});
