import { UNKNOWN } from "../../../facts/values";
import { auditEksClusterRequireControlPlaneLogs } from "../../../policies/audit/eks-cluster-require-control-plane-logs";
import { specify, undecidedMessage } from "../../support/policy";

specify(auditEksClusterRequireControlPlaneLogs, {
  type: "aws:eks/cluster:Cluster",
  good: { enabledClusterLogTypes: ["api", "audit", "authenticator"] },
  cases: {
    "counts the service's default": [
      { enabledClusterLogTypes: undefined },
      ["enabledClusterLogTypes lacks api, audit, authenticator; add it."],
    ],
    "names what is missing": [
      { enabledClusterLogTypes: ["api"] },
      ["enabledClusterLogTypes lacks audit, authenticator; add it."],
    ],
    "is undecided when the list is unknown": [
      { enabledClusterLogTypes: UNKNOWN },
      [undecidedMessage("enabledClusterLogTypes")],
    ],
  },
});
