/** Monitors: how Prometheus finds the pods that it asks, and how often it asks them. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { SCRAPE_INTERVAL_SECONDS } from "../../../facts/seed";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { customResource } from "../../custom-resources/resource";
import type { MonitoringGround } from "./ground";
import { type Target, targetsOf } from "./targets";

/** A job has the name of its target, whatever its pods are called. */
function endpointOf(target: Target) {
  const port =
    target.portName === undefined ? { portNumber: target.port } : { port: target.portName };
  return {
    ...port,
    path: target.path ?? "/metrics",
    interval: `${SCRAPE_INTERVAL_SECONDS}s`,
    relabelings: [{ targetLabel: "job", replacement: target.key }],
  };
}

function monitor(where: MonitoringGround, target: Target): CustomResource {
  return customResource(
    "PodMonitor",
    objectName(where, "monitor", target.key),
    {
      // All stand beside Prometheus, so that whoever may change a workload may not blind it.
      metadata: { name: target.key, namespace: where.namespace },
      spec: {
        namespaceSelector: { matchNames: [target.namespace] },
        selector: { matchLabels: { ...target.labels } },
        podMetricsEndpoints: [endpointOf(target)],
      },
    },
    objectOptions(where, [where.stack]),
  );
}

/**
 * A monitor for each target.
 *
 * @param where The component that owns them.
 */
export function monitors(where: MonitoringGround): readonly CustomResource[] {
  return targetsOf(where).map((target) => monitor(where, target));
}
