/** Namespaces of the room: one as strict as all others, and the one exception. */
import { Namespace } from "@pulumi/kubernetes/core/v1";
import { AGENTS } from "../../../plan/observability/agents";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import type { Where } from "../../contract";

/**
 * The namespace of the agents of nodes. They mount folders of the node and one of them uses its
 * network, which the levels `restricted` and `baseline` forbid. What they do there is said in
 * plan/operators; nothing else may run in it, and nobody but the platform may make pods there.
 * Source: Kubernetes documentation, "Pod Security Standards", Baseline: HostPath Volumes, Host
 * Namespaces.
 *
 * @param where The component that owns it.
 */
export function agentsNamespace(where: Where): Namespace {
  return new Namespace(
    objectName(where, AGENTS.namespace),
    {
      metadata: {
        name: AGENTS.namespace,
        labels: {
          "pod-security.kubernetes.io/enforce": "privileged",
          // Warnings and audit say what each agent is granted by the exception.
          "pod-security.kubernetes.io/audit": "baseline",
          "pod-security.kubernetes.io/warn": "baseline",
        },
      },
    },
    objectOptions(where),
  );
}
