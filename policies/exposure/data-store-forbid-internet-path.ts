/** No way leads from the internet over a load balancer to a data store. */
import { stackPolicy } from "../frame/policy";
import { WAY_TYPES, waysToStores } from "../../analysis/reachability/stores";
import { References } from "../../analysis/references";
import { violation } from "../frame/verdict";

/**
 * A network load balancer can face the internet and forward to a database, whatever the database
 * says of itself. The message prints the way. Source: Elastic Load Balancing, "Target groups for
 * your Network Load Balancers"; seed, VPC Architecture: "Databases (Isolated subnet, no
 * internet)".
 */
export const exposureDataStoreForbidInternetPath = stackPolicy({
  name: "exposure-data-store-forbid-internet-path",
  description: "No way leads from the internet over a load balancer to a data store.",
  types: WAY_TYPES,
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: {
    good: "internal: true on the load balancer",
    bad: "internet -> nlb (5432) -> targets (5432) -> database",
  },
  judge: (stack) =>
    waysToStores(new References(stack.resources)).map(({ end, text }) => ({
      resource: end,
      verdict: violation(
        "",
        `the internet reaches it: ${text}; make the load balancer internal or take the target out of its group.`,
      ),
    })),
});
