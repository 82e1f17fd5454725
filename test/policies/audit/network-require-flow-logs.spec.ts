import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import { auditNetworkRequireFlowLogs as policy } from "../../../policies/audit/network-require-flow-logs";
import { resource, stackMessages } from "../../support/policy";

const network = resource("aws:ec2/vpc:Vpc", "net", {}, { outputs: { id: "vpc-1" } });
const MISSING = "net: no flow log records its traffic; add an aws.ec2.FlowLog with its vpcId.";

describe("audit-network-require-flow-logs", () => {
  it("is silent on a network with a flow log", () => {
    const log = resource("aws:ec2/flowLog:FlowLog", "log", { vpcId: "vpc-1" });
    assert.deepEqual(stackMessages(policy, [network, log]), []);
  });

  it("follows a network whose id is not known yet", () => {
    const dependencies = { vpcId: [network.urn] };
    const log = resource("aws:ec2/flowLog:FlowLog", "log", { vpcId: UNKNOWN }, { dependencies });
    assert.deepEqual(stackMessages(policy, [network, log]), []);
  });

  it("names a network without one", () => {
    assert.deepEqual(stackMessages(policy, [network]), [MISSING]);
  });

  it("does not count the flow log of another network", () => {
    const log = resource("aws:ec2/flowLog:FlowLog", "log", { vpcId: "vpc-2" });
    assert.deepEqual(stackMessages(policy, [network, log]), [MISSING]);
  });
});
