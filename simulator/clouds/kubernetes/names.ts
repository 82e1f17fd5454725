/** What the API server refuses of names, labels and places. */
import type { Call, Rule } from "../../contract";
import { fields, firstOf, on, rules, text, when } from "../read";
import {
  hasNamespace,
  invalid,
  isNamespaced,
  isObject,
  kindOf,
  nameOf,
  namespaceOf,
  objects,
  quote,
  RELEASE,
} from "./objects";

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SERVICE_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const MARK = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/** Forms of names by kind; names of RBAC kinds may hold colons. Source: Kubernetes documentation, Object Names and IDs. */
function nameForm(kind: string): readonly [form: RegExp, limit: number, words: string] {
  if (kind === "Service")
    return [
      SERVICE_LABEL,
      63,
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
    ];
  if (kind === "Namespace")
    return [
      LABEL,
      63,
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
    ];
  if (kind.includes("Role")) return [/^[^/%]+$/, 253, "may not contain '/' or '%'"];
  return [
    SUBDOMAIN,
    kind === "CronJob" ? 52 : 253,
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  ];
}

function nameFault(call: Call): string | undefined {
  const name = nameOf(call.inputs);
  if (name === undefined || !isObject(call.type)) return undefined;
  const [form, limit, words] = nameForm(kindOf(call.type).kind);
  if (name.length > limit)
    return invalid(
      call,
      "metadata.name",
      `Invalid value: ${quote(name)}: must be no more than ${limit} characters`,
    );
  return when(
    !form.test(name),
    invalid(call, "metadata.name", `Invalid value: ${quote(name)}: ${words}`),
  );
}

function markFault(call: Call): string | undefined {
  const labels = Object.entries(fields(call.inputs, "metadata.labels"));
  const keys = [
    ...labels.map(([key]) => key),
    ...Object.keys(fields(call.inputs, "metadata.annotations")),
  ];
  const isKey = (key: string): boolean => {
    const [prefix, name = ""] = key.includes("/") ? key.split(/\/(.*)/s) : ["a", key];
    return SUBDOMAIN.test(prefix ?? "") && name !== "" && name.length <= 63 && MARK.test(name);
  };
  return firstOf([
    ...keys.map((key) =>
      when(
        !isKey(key),
        invalid(
          call,
          "metadata.labels",
          `Invalid value: ${quote(key)}: name part must consist of alphanumeric characters, '-', '_' or '.'`,
        ),
      ),
    ),
    ...labels.map(([, value]) =>
      when(
        typeof value === "string" && (value.length > 63 || !MARK.test(value)),
        invalid(
          call,
          "metadata.labels",
          `Invalid value: ${quote(value)}: a valid label must be an empty string or consist of at most 63 alphanumeric characters, '-', '_' or '.'`,
        ),
      ),
    ),
  ]);
}

/** Refusals of names, labels and places. */
export const NAME_RULES: readonly Rule[] = [
  ...rules("Kubernetes documentation, Object Names and IDs", on("create", ["*"]), {
    "object-name-form": nameFault,
  }),
  ...rules(
    "Kubernetes documentation, Labels and Selectors, Syntax and character set",
    on("create update", ["*"]),
    { "object-marks-form": markFault },
  ),
  ...rules("Kubernetes documentation, Object Names and IDs", on("create", ["*"]), {
    "object-exists": (call) => {
      const { kind, group } = kindOf(call.type);
      const name = nameOf(call.inputs);
      const isTaken =
        isObject(call.type) &&
        objects(call, kind).some(
          (one) =>
            kindOf(one.type).group === group &&
            nameOf(one.inputs) === name &&
            (!isNamespaced(call.type) || namespaceOf(one.inputs) === namespaceOf(call.inputs)),
        );
      return when(
        name !== undefined && isTaken,
        `resource "${namespaceOf(call.inputs)}/${name}" was not successfully created by the Kubernetes API server: ${kind.toLowerCase()}s${group === "core" ? "" : `.${group}`} "${name}" already exists`,
      );
    },
  }),
  ...rules("Kubernetes documentation, Namespaces", on("create", ["*"]), {
    "namespace-missing": (call) => {
      const home = namespaceOf(call.inputs);
      const isPlaced =
        isNamespaced(call.type) || (call.type === RELEASE && call.inputs.createNamespace !== true);
      return when(
        isPlaced && !hasNamespace(call, home),
        `resource "${home}/${nameOf(call.inputs) ?? text(call.inputs, "name")}" was not successfully created by the Kubernetes API server: namespaces "${home}" not found`,
      );
    },
  }),
];
