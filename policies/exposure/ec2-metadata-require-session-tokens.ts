/** An instance hands out its credentials against a session token only. */
import { resourcePolicy } from "../frame/policy";

/**
 * Without tokens a request that a workload is tricked into reads the node's credentials. Source:
 * Amazon EC2 User Guide, "Use the Instance Metadata Service"; CIS AWS Foundations Benchmark, 5.6.
 */
export const exposureEc2MetadataRequireSessionTokens = resourcePolicy({
  name: "exposure-ec2-metadata-require-session-tokens",
  description: "An instance hands out its credentials against a session token only.",
  types: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  frameworks: ["SOC 2 CC6.1", "CIS AWS 5.6"],
  example: { good: 'metadataOptions: { httpTokens: "required" }', bad: "metadataOptions left out" },
  judge: (machine) =>
    machine.at("metadataOptions.httpEndpoint").value === "disabled"
      ? []
      : machine
          .text("metadataOptions.httpTokens", "optional")
          .mustBe("required", 'set it to "required"'),
});
