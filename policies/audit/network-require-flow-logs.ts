/** A network records its traffic. */
import { stackPolicy } from "../frame/policy";
import { References } from "../../analysis/references";
import { violation } from "../frame/verdict";

/**
 * A network has no flow log unless the program makes one. Source: Amazon VPC User Guide, "Logging
 * IP traffic using VPC Flow Logs"; seed, SOC 2: "Access logging and audit trails".
 */
export const auditNetworkRequireFlowLogs = stackPolicy({
  name: "audit-network-require-flow-logs",
  description: "A network records its traffic.",
  types: ["aws:ec2/vpc:Vpc"],
  frameworks: ["SOC 2 CC7.2", "CIS AWS 3.7"],
  example: { good: "an aws.ec2.FlowLog with the vpcId", bad: "no flow log" },
  judge: (stack) => {
    const references = new References(stack.resources);
    const logged = new Set(
      stack
        .ofType("aws:ec2/flowLog:FlowLog")
        .flatMap((log) => references.of(log, "vpcId", ["aws:ec2/vpc:Vpc"]).targets)
        .map(({ urn }) => urn),
    );
    return stack
      .ofType("aws:ec2/vpc:Vpc")
      .filter(({ urn }) => !logged.has(urn))
      .map((resource) => ({
        resource,
        verdict: violation(
          "",
          "no flow log records its traffic; add an aws.ec2.FlowLog with its vpcId.",
        ),
      }));
  },
});
