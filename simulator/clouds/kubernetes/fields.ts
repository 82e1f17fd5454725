/** What the API server refuses of the fields of workloads. */
import type { Value } from "../../../facts/values";
import type { Call, Rule } from "../../contract";
import { at, fields, firstOf, given, list, on, rules, text, texts, when } from "../read";
import { invalid, kindOf, nameOf, namespaceOf, POD_MAKERS, podSpec, quote } from "./objects";
import { quantity } from "./quantity";

const API = "Kubernetes API Reference";
const WITH_SELECTOR = POD_MAKERS.slice(0, 3);
const JOBS = ["kubernetes:batch/v1:Job", "kubernetes:batch/v1:CronJob"];

/** Containers of an object with their paths. */
export function containers(call: Call): readonly (readonly [path: string, container: Value])[] {
  const spec = podSpec(call.type, call.inputs);
  const root = kindOf(call.type).kind === "Pod" ? "spec" : "spec.template.spec";
  return ["initContainers", "containers"].flatMap((key) =>
    list(spec, key).map((one, i) => [`${root}.${key}[${i}]`, one] as const),
  );
}

/** The first fault of any container. */
const eachContainer =
  (judge: (call: Call, path: string, container: Value) => string | undefined) =>
  (call: Call): string | undefined =>
    firstOf(containers(call).map(([path, one]) => judge(call, path, one)));

function selectorFault(call: Call): string | undefined {
  const labels = fields(call.inputs, "spec.template.metadata.labels");
  const wanted = Object.entries(fields(call.inputs, "spec.selector.matchLabels"));
  const isWrong = wanted.some(
    ([key, value]) =>
      typeof value === "string" && labels[key] !== value && typeof (labels[key] ?? "") === "string",
  );
  return when(
    isWrong,
    invalid(
      call,
      "spec.template.metadata.labels",
      `Invalid value: ${quote(labels)}: \`selector\` does not match template \`labels\``,
    ),
  );
}

function resourcesFault(call: Call, path: string, container: Value): string | undefined {
  const [requests, limits] = [
    fields(container, "resources.requests"),
    fields(container, "resources.limits"),
  ];
  const faulty = [...Object.entries(requests), ...Object.entries(limits)].find(
    ([, value]) => typeof value !== "symbol" && quantity(value) === undefined,
  );
  if (faulty !== undefined)
    return invalid(
      call,
      `${path}.resources`,
      `quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$': ${faulty[0]} ${quote(faulty[1])}`,
    );
  const over = Object.entries(requests).find(
    ([key, value]) => (quantity(value) ?? 0) > (quantity(limits[key]) ?? Infinity),
  );
  return when(
    over !== undefined,
    invalid(
      call,
      `${path}.resources.requests`,
      `Invalid value: ${quote(over?.[1])}: must be less than or equal to ${over?.[0]} limit of ${text(limits, over?.[0] ?? "")}`,
    ),
  );
}

const HANDLERS = ["httpGet", "tcpSocket", "exec", "grpc"];

function probeFault(call: Call, path: string, container: Value): string | undefined {
  const ports = list(container, "ports").map((port) => text(port, "name"));
  return firstOf(
    ["livenessProbe", "readinessProbe", "startupProbe"].map((key) => {
      const probe = at(container, key);
      if (probe === undefined || probe === null) return undefined;
      const handlers = HANDLERS.filter((handler) => given(probe, handler));
      const port = text(probe, "httpGet.port") ?? text(probe, "tcpSocket.port");
      return firstOf([
        when(
          handlers.length === 0,
          invalid(call, `${path}.${key}`, "Required value: must specify a handler type"),
        ),
        when(
          handlers.length > 1,
          invalid(
            call,
            `${path}.${key}.${handlers[1]}`,
            "Forbidden: may not specify more than 1 handler type",
          ),
        ),
        when(
          port !== undefined && !ports.includes(port),
          `'${nameOf(call.inputs)}' timed out waiting to be Ready: ${key} errored: couldn't find port: ${quote(port)}`,
        ),
      ]);
    }),
  );
}

function mountFault(call: Call, path: string, container: Value): string | undefined {
  const claims = list(call.inputs, "spec.volumeClaimTemplates").map((one) =>
    text(one, "metadata.name"),
  );
  const names = [
    ...list(podSpec(call.type, call.inputs), "volumes").map((one) => text(one, "name")),
    ...claims,
  ];
  const lost = list(container, "volumeMounts").findIndex(
    (one) => !names.includes(text(one, "name")),
  );
  return when(
    lost >= 0,
    invalid(
      call,
      `${path}.volumeMounts[${lost}].name`,
      `Not found: ${quote(at(container, `volumeMounts.${lost}.name`))}`,
    ),
  );
}

/** Source of the grammar: OCI Distribution Specification, Pulling manifests. */
const IMAGE =
  /^([a-zA-Z0-9.-]+(:\d+)?\/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

function imageFault(call: Call, path: string, container: Value): string | undefined {
  const image = text(container, "image");
  if (!given(container, "image")) return invalid(call, `${path}.image`, "Required value");
  return when(
    image !== undefined && !IMAGE.test(image),
    `'${nameOf(call.inputs)}' timed out waiting to be Ready: [InvalidImageName] Failed to apply default image tag ${quote(image)}: couldn't parse image reference ${quote(image)}: invalid reference format`,
  );
}

/** What the restricted profile asks of each container. Source: Kubernetes documentation, Pod Security Standards, Restricted. */
function restrictedFault(call: Call): string | undefined {
  const spec = podSpec(call.type, call.inputs);
  const own = (container: Value, key: string): Value | undefined =>
    at(container, `securityContext.${key}`) ?? at(spec, `securityContext.${key}`);
  return firstOf(
    containers(call).map(([, one]) => {
      const faults = [
        own(one, "allowPrivilegeEscalation") === false ? "" : "allowPrivilegeEscalation != false",
        texts(one, "securityContext.capabilities.drop").includes("ALL")
          ? ""
          : 'unrestricted capabilities (must set securityContext.capabilities.drop=["ALL"])',
        own(one, "runAsNonRoot") === true ? "" : "runAsNonRoot != true",
        ["RuntimeDefault", "Localhost"].includes(
          text({ type: own(one, "seccompProfile.type") ?? "" }, "type") ?? "",
        )
          ? ""
          : "seccompProfile",
      ].filter((fault) => fault !== "");
      return when(
        faults.length > 0,
        `pods "${nameOf(call.inputs)}" is forbidden: violates PodSecurity "restricted:latest": ${faults.join(", ")}`,
      );
    }),
  );
}

function isRestricted(call: Call): boolean {
  const home = call.cloud.find("kubernetes:core/v1:Namespace", namespaceOf(call.inputs));
  return (
    fields(home?.inputs, "metadata.labels")["pod-security.kubernetes.io/enforce"] === "restricted"
  );
}

/** Refusals of fields. */
export const FIELD_RULES: readonly Rule[] = [
  ...rules(`${API}, Deployment v1 apps, spec.selector`, on("create update", WITH_SELECTOR), {
    "selector-mismatch": selectorFault,
  }),
  ...rules(
    "Kubernetes documentation, Resource Management for Pods and Containers",
    on("create update", POD_MAKERS),
    { "pod-resources": eachContainer(resourcesFault) },
  ),
  ...rules(
    "Kubernetes documentation, Configure Liveness, Readiness and Startup Probes",
    on("create update", POD_MAKERS),
    { "pod-probe": eachContainer(probeFault) },
  ),
  ...rules(`${API}, Pod v1 core, containers.volumeMounts`, on("create update", POD_MAKERS), {
    "pod-mount-unknown": eachContainer(mountFault),
  }),
  ...rules("Kubernetes documentation, Images, Image names", on("create update", POD_MAKERS), {
    "pod-image": eachContainer(imageFault),
  }),
  ...rules("Kubernetes documentation, Jobs, Pod template", on("create", JOBS), {
    "job-restart-policy": (call) => {
      const policy = text(podSpec(call.type, call.inputs), "restartPolicy") ?? "Always";
      return when(
        policy === "Always",
        invalid(
          call,
          "spec.template.spec.restartPolicy",
          `Required value: valid values: "OnFailure", "Never"`,
        ),
      );
    },
  }),
  ...rules(
    "Kubernetes documentation, CronJob, Schedule syntax",
    on("create update", ["kubernetes:batch/v1:CronJob"]),
    {
      "cron-schedule": (call) => {
        const schedule = text(call.inputs, "spec.schedule");
        return when(
          schedule !== undefined && !/^(@\w+|([\d*/,A-Za-z-]+ ){4}[\d*/,A-Za-z-]+)$/.test(schedule),
          invalid(
            call,
            "spec.schedule",
            `Invalid value: ${quote(schedule)}: expected exactly 5 fields`,
          ),
        );
      },
    },
  ),
  ...rules(
    "Kubernetes documentation, Enforce Pod Security Standards with Namespace Labels",
    on("create update", POD_MAKERS),
    {
      "pod-security-restricted": (call) => (isRestricted(call) ? restrictedFault(call) : undefined),
    },
  ),
];
