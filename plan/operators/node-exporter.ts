/** Node exporter: what a node says of its processors, memory, disks and network. */
import type { ContainerResources, OperatorPlan } from "../cell";
import { AGENTS } from "../observability/agents";
import { chartOperator, resources } from "./operator";

/** Keys of the chart prometheus-node-exporter that we set. */
interface NodeExporterValues {
  readonly fullnameOverride: string;
  readonly hostNetwork: boolean;
  readonly hostPID: boolean;
  readonly tolerations: readonly { readonly operator: "Exists" }[];
  readonly priorityClassName: string;
  readonly resources: ContainerResources;
  readonly containerSecurityContext: object;
  readonly extraArgs: readonly string[];
}

/**
 * The exporter of every node. It measures the node's network and mounts from inside the node's own
 * namespaces, which no Pod Security level but `privileged` admits.
 * Source: Kubernetes documentation, "Pod Security Standards", Baseline: host namespaces, host paths.
 */
export function nodeExporter(): OperatorPlan {
  return chartOperator<NodeExporterValues>("node-exporter", {
    namespace: AGENTS.namespace,
    values: {
      fullnameOverride: AGENTS.nodeExporter,
      hostNetwork: true,
      // Nothing that we chart or alert on needs the processes of others.
      hostPID: false,
      tolerations: [{ operator: "Exists" }],
      priorityClassName: "system-node-critical",
      resources: resources("10m", "32Mi", "96Mi"),
      containerSecurityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      extraArgs: [
        "--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run/.+|var/lib/kubelet/.+)($|/)",
      ],
    },
    // Counted with the daemons of a node.
    pods: [],
  });
}
