/** One resource alone must fit into the stack's budget. */
import { estimateCost } from "../../analysis/cost";
import { resourcePolicy } from "../frame/policy";
import { undecided, violation } from "../frame/verdict";
import { PRICED_TYPES, estimateOptions, usd } from "./budget";

/** Where a type states the size that its price hangs on. */
const SIZES: Readonly<Record<string, string>> = {
  "aws:ec2/instance:Instance": "instanceType",
  "aws:eks/nodeGroup:NodeGroup": "instanceTypes",
  "aws:elasticache/cluster:Cluster": "nodeType",
  "aws:elasticache/replicationGroup:ReplicationGroup": "nodeType",
  "aws:msk/cluster:Cluster": "brokerNodeGroupInfo.instanceType",
  "aws:rds/clusterInstance:ClusterInstance": "instanceClass",
  "aws:rds/instance:Instance": "instanceClass",
  "gcp:compute/instance:Instance": "machineType",
  "gcp:container/nodePool:NodePool": "nodeConfig.machineType",
  "gcp:sql/databaseInstance:DatabaseInstance": "settings.tier",
};

/**
 * A resource that alone costs more than the whole stack may is stopped before it is made, also by
 * an update without preview; a size that is not known at preview is undecided.
 */
export const costInstanceLimitSize = resourcePolicy({
  name: "cost-instance-limit-size",
  description: "No resource alone costs more a month than the budget of its stack.",
  types: PRICED_TYPES,
  frameworks: ["SOC 2 CC3.2"],
  example: { good: "instanceClass: db.t4g.large", bad: "instanceClass: db.r7g.16xlarge" },
  judge: (inputs, { view, context }) => {
    const { budget } = context.settings;
    if (budget === undefined) return [];
    const path = SIZES[view.type];
    if (path !== undefined && inputs.at(path).isUnknown) return undecided(path);
    const alone = estimateCost([view], estimateOptions(context)).monthlyUsd;
    if (alone <= budget.monthlyUsd) return [];
    const what = path === undefined ? "make it smaller" : `take a smaller ${path} or fewer of them`;
    const message = `it alone costs ${usd(alone)} a month, over podcast-platform:budget.monthlyUsd (${usd(budget.monthlyUsd)}); ${what}.`;
    return violation(path ?? "", message);
  },
});
