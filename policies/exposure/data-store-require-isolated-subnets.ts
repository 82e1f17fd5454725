/** Data stores live in subnets without a route to an internet gateway. */
import { stackPolicy } from "../frame/policy";
import { publicSubnets, subnetsOf } from "../../analysis/reachability/routes";
import { References } from "../../analysis/references";
import { violation } from "../frame/verdict";

const TYPES = [
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:elasticache/subnetGroup:SubnetGroup",
  "aws:docdb/subnetGroup:SubnetGroup",
  "aws:neptune/subnetGroup:SubnetGroup",
  "aws:redshift/subnetGroup:SubnetGroup",
  "aws:memorydb/subnetGroup:SubnetGroup",
];

/**
 * A subnet is public when its route table leads to an internet gateway, whatever its name says.
 * Source: Amazon VPC User Guide, "Subnets for your VPC"; seed, VPC Architecture: "Databases
 * (Isolated subnet, no internet)".
 */
export const exposureDataStoreRequireIsolatedSubnets = stackPolicy({
  name: "exposure-data-store-require-isolated-subnets",
  description: "Data stores live in subnets without a route to an internet gateway.",
  types: TYPES,
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "subnetIds of isolated subnets", bad: "subnetIds of public subnets" },
  judge: (stack) => {
    const references = new References(stack.resources);
    const open = publicSubnets(references);
    return stack.ofType(...TYPES).flatMap((resource) =>
      subnetsOf(references, resource).flatMap(({ urn }) => {
        const way = open.get(urn);
        const message = `subnetIds holds a public subnet (${way ?? ""}); use isolated subnets.`;
        return way === undefined ? [] : [{ resource, verdict: violation("subnetIds", message) }];
      }),
    );
  },
});
