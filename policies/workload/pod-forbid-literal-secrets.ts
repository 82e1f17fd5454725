/** No container takes a secret as literal text. */
import { resourcePolicy } from "../frame/policy";
import { WORKLOAD_TYPES, containersOf, podOf } from "../frame/pods";
import { every, violation } from "../frame/verdict";

const SECRET_NAME = /(password|passwd|secret|token|api_?key|private_?key|credential)/i;
/** Names that say where a secret is, not what it is. */
const REFERENCE_NAME = /_(name|path|file|arn|id|url|ref|ttl|seconds|minutes|length)$/i;

/**
 * What a program writes into `env` is readable by whoever reads the pod. Judged by the variable's
 * name. Source: Kubernetes documentation, "Good practices for Kubernetes Secrets"; seed, Secrets
 * management.
 */
export const workloadPodForbidLiteralSecrets = resourcePolicy({
  name: "workload-pod-forbid-literal-secrets",
  description: "No container takes a secret as literal text.",
  types: WORKLOAD_TYPES,
  frameworks: ["SOC 2 CC6.1"],
  example: { good: "valueFrom: { secretKeyRef }", bad: '{ name: "DB_PASSWORD", value: "…" }' },
  judge: (inputs, { view }) => {
    const pod = podOf(inputs, view.type);
    return every(
      ...containersOf(pod)
        .flatMap((container) => container.list("env").entries)
        .map((variable) => {
          const name = variable.at("name").value;
          const secret =
            typeof name === "string" && SECRET_NAME.test(name) && !REFERENCE_NAME.test(name);
          return !secret || variable.at("value").isAbsent || variable.at("value").value === ""
            ? []
            : violation(
                `${variable.path}.value`,
                `${variable.path}.value is literal although ${name} names a secret; use valueFrom.secretKeyRef.`,
              );
        }),
    );
  },
});
