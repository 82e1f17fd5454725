/** A cluster records who asked its API for what. */
import { resourcePolicy } from "../frame/policy";
import { undecided, violation } from "../frame/verdict";

/**
 * No log type is on unless the program names it. Source: Amazon EKS User Guide, "Send control
 * plane logs to CloudWatch Logs"; CIS Amazon EKS Benchmark, 2.1.1.
 */
export const auditEksClusterRequireControlPlaneLogs = resourcePolicy({
  name: "audit-eks-cluster-require-control-plane-logs",
  description: "A cluster records who asked its API for what.",
  types: ["aws:eks/cluster:Cluster"],
  frameworks: ["SOC 2 CC7.2", "CIS EKS 2.1.1"],
  example: { good: '["api", "audit", "authenticator"]', bad: "enabledClusterLogTypes left out" },
  judge: (cluster) => {
    const types = cluster.list("enabledClusterLogTypes");
    if (types.isUnknown) return undecided(types.path);
    const named = types.entries.map(({ value }) => value);
    const missing = ["api", "audit", "authenticator"].filter((type) => !named.includes(type));
    const open = types.entries.find((entry) => entry.isUnknown);
    if (missing.length === 0) return [];
    return open === undefined
      ? violation(types.path, `${types.path} lacks ${missing.join(", ")}; add it.`)
      : undecided(open.path);
  },
});
