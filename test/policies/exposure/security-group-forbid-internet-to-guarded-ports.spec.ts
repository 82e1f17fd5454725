import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import type { Values } from "../../../facts/values";
import { exposureSecurityGroupForbidInternetToGuardedPorts as policy } from "../../../policies/exposure/security-group-forbid-internet-to-guarded-ports";
import { messages, resource, stackMessages, undecidedMessage, urnOf } from "../../support/policy";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const group = urnOf(GROUP, "data");

const postgres = (source: Values): Values => ({
  protocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
  ...source,
});
const inline = (...rules: readonly Values[]) => resource(GROUP, "data", { ingress: rules });
const rule = (name: string, source: Values) =>
  resource(
    RULE,
    name,
    { type: "ingress", securityGroupId: UNKNOWN, ...postgres(source) },
    { dependencies: { securityGroupId: [group] } },
  );
const opened = (where: string) =>
  `${where} lets the internet reach port 5432 (PostgreSQL); allow a security group or private ranges instead.`;

describe("exposure-security-group-forbid-internet-to-guarded-ports", () => {
  it("is silent on sources inside the network", () => {
    const views = [inline(postgres({ cidrBlocks: ["10.0.0.0/8"], securityGroups: [UNKNOWN] }))];
    assert.deepEqual(stackMessages(policy, views), []);
  });

  it("leaves the web open", () => {
    const web = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] };
    assert.deepEqual(stackMessages(policy, [inline(web)]), []);
  });

  it("adds two halves of the internet up", () => {
    const views = [inline(postgres({ cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }))];
    assert.deepEqual(stackMessages(policy, views), [`data: ${opened("ingress[0]")}`]);
  });

  it("adds halves up over an inline and a separate rule", () => {
    const views = [
      inline(postgres({ cidrBlocks: ["0.0.0.0/1"] })),
      rule("other", { cidrBlocks: ["128.0.0.0/1"] }),
    ];
    assert.deepEqual(stackMessages(policy, views), [
      `data: ${opened("ingress[0]")}`,
      `other: ${opened("the rule")}`,
    ]);
  });

  it("knows the public part of IPv6", () => {
    const views = [rule("six", { ipv6CidrBlocks: ["2000::/3"] })];
    assert.deepEqual(stackMessages(policy, views), [`six: ${opened("the rule")}`]);
  });

  it("finds the port inside of a range", () => {
    const views = [rule("range", { cidrBlocks: ["0.0.0.0/0"], fromPort: 5400, toPort: 5435 })];
    assert.deepEqual(stackMessages(policy, views), [`range: ${opened("the rule")}`]);
  });

  it("counts protocol -1 as every port", () => {
    const inputs = { securityGroupId: "sg-1", ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" };
    assert.deepEqual(stackMessages(policy, [resource(INGRESS, "all", inputs)]), [
      "all: the rule lets the internet reach port 22 (SSH), 23 (Telnet), 445 (SMB) and 32 more; allow a security group or private ranges instead.",
    ]);
  });

  it("reads the entries of a prefix list that is not made yet", () => {
    const list = resource(LIST, "world", { entries: [{ cidr: "0.0.0.0/0" }] });
    const views = [
      list,
      resource(
        INGRESS,
        "listed",
        {
          securityGroupId: "sg-1",
          ipProtocol: "tcp",
          fromPort: 5432,
          toPort: 5432,
          prefixListId: UNKNOWN,
        },
        { dependencies: { prefixListId: [list.urn] } },
      ),
    ];
    assert.deepEqual(stackMessages(policy, views), [`listed: ${opened("the rule")}`]);
  });

  it("is undecided on a prefix list from outside of the stack", () => {
    const inputs = {
      securityGroupId: "sg-1",
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      prefixListId: "pl-1",
    };
    assert.deepEqual(stackMessages(policy, [resource(INGRESS, "listed", inputs)]), [
      `listed: ${undecidedMessage("prefixListId")}`,
    ]);
  });

  it("takes a range that comes from the stack's network for private", () => {
    const network = resource("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    const views = [
      network,
      resource(
        RULE,
        "inside",
        { type: "ingress", securityGroupId: "sg-1", ...postgres({ cidrBlocks: [UNKNOWN] }) },
        { dependencies: { cidrBlocks: [network.urn] } },
      ),
    ];
    assert.deepEqual(stackMessages(policy, views), []);
  });

  it("is undecided on an unknown range that comes from nowhere, and names an open one beside it", () => {
    const views = [
      inline(postgres({ cidrBlocks: [UNKNOWN] }), postgres({ cidrBlocks: ["0.0.0.0/0"] })),
    ];
    assert.deepEqual(stackMessages(policy, views), [
      `data: ${opened("ingress[1]")}`,
      `data: ${undecidedMessage("ingress[0].cidrBlocks")}`,
    ]);
  });

  it("is undecided when the internet reaches unknown ports", () => {
    const views = [rule("ports", { cidrBlocks: ["0.0.0.0/0"], fromPort: UNKNOWN })];
    assert.deepEqual(stackMessages(policy, views), [`ports: ${undecidedMessage("fromPort")}`]);
  });

  it("leaves rules for leaving traffic alone", () => {
    assert.deepEqual(
      stackMessages(policy, [rule("out", { type: "egress", cidrBlocks: ["0.0.0.0/0"] })]),
      [],
    );
  });

  it("blocks a single resource before the stack is known", () => {
    assert.deepEqual(messages(policy, inline(postgres({ cidrBlocks: ["0.0.0.0/0"] }))), [
      opened("ingress[0]"),
    ]);
    assert.deepEqual(messages(policy, inline(postgres({ cidrBlocks: [UNKNOWN] }))), []);
  });
});
