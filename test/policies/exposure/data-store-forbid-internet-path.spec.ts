import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import type { Value } from "../../../facts/values";
import { exposureDataStoreForbidInternetPath as policy } from "../../../policies/exposure/data-store-forbid-internet-path";
import { resource, stackMessages } from "../../support/policy";

const balancer = (internal: Value) =>
  resource("aws:lb/loadBalancer:LoadBalancer", "front", { loadBalancerType: "network", internal });
const group = (port: number) => resource("aws:lb/targetGroup:TargetGroup", "targets", { port });
const listener = resource(
  "aws:lb/listener:Listener",
  "door",
  {
    loadBalancerArn: UNKNOWN,
    port: 443,
    defaultActions: [{ type: "forward", targetGroupArn: UNKNOWN }],
  },
  {
    dependencies: {
      loadBalancerArn: [balancer(false).urn],
      defaultActions: [group(1).urn],
    },
  },
);
const database = resource("aws:rds/instance:Instance", "orders", {});
const attachment = resource(
  "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  "link",
  { targetGroupArn: UNKNOWN, targetId: UNKNOWN, port: 5432 },
  { dependencies: { targetGroupArn: [group(1).urn], targetId: [database.urn] } },
);

describe("exposure-data-store-forbid-internet-path", () => {
  it("is silent behind an internal load balancer", () => {
    const views = [balancer(true), listener, group(8080), attachment, database];
    assert.deepEqual(stackMessages(policy, views), []);
  });

  it("prints the way to a database", () => {
    const views = [balancer(false), listener, group(8080), attachment, database];
    assert.deepEqual(stackMessages(policy, views), [
      "orders: the internet reaches it: internet -> front -> door (443) -> targets (8080) -> orders (5432); make the load balancer internal or take the target out of its group.",
    ]);
  });

  it("takes a switch that is not known for open", () => {
    const views = [balancer(UNKNOWN), listener, group(8080), attachment, database];
    assert.equal(stackMessages(policy, views).length, 1);
  });

  it("recognises a target group by a data port", () => {
    assert.deepEqual(stackMessages(policy, [balancer(false), listener, group(5432)]), [
      "targets: the internet reaches it: internet -> front -> door (443) -> targets (5432); make the load balancer internal or take the target out of its group.",
    ]);
  });

  it("is silent when nothing leads to the database", () => {
    assert.deepEqual(stackMessages(policy, [balancer(false), listener, group(8080), database]), []);
  });
});
