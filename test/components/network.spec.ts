import assert from "node:assert/strict";
import { at, countsIn, listAt, ofType, theOne } from "../support/find";
import { type Recorded, resourcesOf } from "../support/recorded";

const NETWORK = "platform:network:AwsNetwork";

describe("AwsNetwork", () => {
  let dev: readonly Recorded[] = [];
  let prod: readonly Recorded[] = [];
  before(async () => {
    dev = await resourcesOf("dev");
    // The network of the standby site is one of its own.
    prod = (await resourcesOf("prod")).filter(({ name }) => !name.startsWith("standby-"));
  });

  it("has one NAT gateway in dev and one a zone in prod", () => {
    const nats = (stack: readonly Recorded[]) => ofType(stack, "aws:ec2/natGateway:NatGateway");
    assert.deepEqual(
      nats(dev).map(({ name }) => name),
      ["primary-network-nat-us-east-1a"],
    );
    assert.deepEqual(
      nats(prod).map(({ name }) => name),
      ["a", "b", "c"].map((zone) => `primary-network-nat-us-east-1${zone}`),
    );
  });

  it("builds exactly these types in prod", () => {
    assert.deepEqual(countsIn(prod, NETWORK), {
      "aws:cloudwatch/logGroup:LogGroup": 1,
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
      "aws:ec2/eip:Eip": 3,
      "aws:ec2/flowLog:FlowLog": 1,
      "aws:ec2/internetGateway:InternetGateway": 1,
      "aws:ec2/natGateway:NatGateway": 3,
      "aws:ec2/route:Route": 4,
      "aws:ec2/routeTable:RouteTable": 5,
      "aws:ec2/routeTableAssociation:RouteTableAssociation": 9,
      "aws:ec2/securityGroup:SecurityGroup": 1,
      "aws:ec2/subnet:Subnet": 9,
      "aws:ec2/vpc:Vpc": 1,
      "aws:ec2/vpcEndpoint:VpcEndpoint": 1,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
    });
  });

  it("lays no route in the table of the isolated subnets", () => {
    const table = theOne(prod, "aws:ec2/routeTable:RouteTable", "primary-network-isolated");
    assert.equal(at(table.inputs, "routes"), undefined);
    const routed = ofType(prod, "aws:ec2/route:Route").map(({ inputs }) => inputs.routeTableId);
    assert.ok(!routed.includes("primary-network-isolated-id"));
  });

  it("puts every isolated subnet into that table, and no other subnet", () => {
    const inTable = ofType(prod, "aws:ec2/routeTableAssociation:RouteTableAssociation")
      .filter(({ inputs }) => inputs.routeTableId === "primary-network-isolated-id")
      .map(({ inputs }) => inputs.subnetId);
    assert.deepEqual(
      inTable,
      ["a", "b", "c"].map((zone) => `primary-network-isolated-us-east-1${zone}-id`),
    );
  });

  it("leads each private subnet out through the NAT gateway of its own zone", () => {
    for (const zone of ["us-east-1a", "us-east-1b", "us-east-1c"]) {
      const route = theOne(prod, "aws:ec2/route:Route", `primary-network-private-${zone}-out`);
      assert.equal(route.inputs.natGatewayId, `primary-network-nat-${zone}-id`);
      assert.equal(route.inputs.gatewayId, undefined);
    }
  });

  it("gives no machine a public address by default", () => {
    for (const { inputs } of ofType(prod, "aws:ec2/subnet:Subnet")) {
      assert.equal(inputs.mapPublicIpOnLaunch, false);
    }
  });

  it("takes all rules from the default security group", () => {
    const [group] = ofType(prod, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    assert.deepEqual([group?.inputs.ingress, group?.inputs.egress], [[], []]);
  });

  it("writes flow logs into an encrypted group with an end, by a role that can do only that", () => {
    const group = theOne(prod, "aws:cloudwatch/logGroup:LogGroup", "primary-network-flow-logs");
    assert.equal(group.inputs.kmsKeyId, "arn:aws:mock:::primary-keys-logs");
    assert.ok(Number(group.inputs.retentionInDays) > 0);
    const policy = theOne(prod, "aws:iam/rolePolicy:RolePolicy", "primary-network-flow-logs");
    const document: unknown = JSON.parse(String(policy.inputs.policy));
    const arn = `arn:aws:logs:us-east-1:444455556666:log-group:${String(group.inputs.name)}`;
    assert.deepEqual(listAt(document, "Statement", 0, "Resource"), [arn, `${arn}:*`]);
  });

  it("lets own buckets and image layers alone through the S3 endpoint", () => {
    const [endpoint] = ofType(prod, "aws:ec2/vpcEndpoint:VpcEndpoint");
    const document: unknown = JSON.parse(String(endpoint?.inputs.policy));
    assert.deepEqual(at(document, "Statement", 0, "Condition"), {
      StringEquals: { "aws:ResourceAccount": "444455556666" },
    });
    assert.equal(at(document, "Statement", 1, "Action"), "s3:GetObject");
    assert.equal(listAt(endpoint?.inputs, "routeTableIds").length, 4);
  });
});
