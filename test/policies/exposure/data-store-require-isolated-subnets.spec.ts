import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import { exposureDataStoreRequireIsolatedSubnets as policy } from "../../../policies/exposure/data-store-require-isolated-subnets";
import { resource, stackMessages } from "../../support/policy";

const gateway = resource("aws:ec2/internetGateway:InternetGateway", "igw", {});
const table = resource("aws:ec2/routeTable:RouteTable", "public", {});
const route = resource(
  "aws:ec2/route:Route",
  "out",
  { routeTableId: UNKNOWN, destinationCidrBlock: "0.0.0.0/0", gatewayId: UNKNOWN },
  { dependencies: { routeTableId: [table.urn], gatewayId: [gateway.urn] } },
);
const subnet = resource("aws:ec2/subnet:Subnet", "a", {});
const association = resource(
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "a-public",
  { routeTableId: UNKNOWN, subnetId: UNKNOWN },
  { dependencies: { routeTableId: [table.urn], subnetId: [subnet.urn] } },
);
const group = resource(
  "aws:rds/subnetGroup:SubnetGroup",
  "data",
  { subnetIds: [UNKNOWN] },
  { dependencies: { subnetIds: [subnet.urn] } },
);

describe("exposure-data-store-require-isolated-subnets", () => {
  it("is silent when the route table leads nowhere", () => {
    assert.deepEqual(stackMessages(policy, [table, subnet, association, group]), []);
  });

  it("prints the way out of a public subnet", () => {
    const views = [gateway, table, route, subnet, association, group];
    assert.deepEqual(stackMessages(policy, views), [
      "data: subnetIds holds a public subnet (internet gateway -> public -> a); use isolated subnets.",
    ]);
  });

  it("reads routes inside of the table", () => {
    const own = resource(
      "aws:ec2/routeTable:RouteTable",
      "public",
      { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: UNKNOWN }] },
      { dependencies: { routes: [gateway.urn] } },
    );
    assert.equal(stackMessages(policy, [gateway, own, subnet, association, group]).length, 1);
  });
});
