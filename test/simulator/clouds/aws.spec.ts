import assert from "node:assert/strict";
import type { Values } from "../../../facts/values";
import { AWS, ACCOUNT_VARIABLE } from "../../../simulator/clouds/aws";
import { simulateCalls } from "../../../simulator/testing";
import { ACCOUNT, textOf, viewOf } from "./support";

import { cluster, GROUP, network, PROVIDER, VPC } from "./made";

describe("simulated AWS", () => {
  it("belongs to the first allowed account and refuses another one's credentials", () => {
    const view = viewOf([], { package: "aws", account: "", provider: {} });
    assert.deepEqual(AWS.connect(PROVIDER, view), { account: ACCOUNT, region: "us-east-1" });
    process.env[ACCOUNT_VARIABLE] = "999900001111";
    try {
      assert.deepEqual(AWS.connect(PROVIDER, view), {
        refusal: "AWS account ID not allowed: 999900001111",
      });
      assert.deepEqual(
        AWS.connect({ region: "us-east-1", forbiddenAccountIds: ["999900001111"] }, view),
        { refusal: "AWS account ID not allowed: 999900001111" },
      );
    } finally {
      Reflect.deleteProperty(process.env, ACCOUNT_VARIABLE);
    }
  });

  it("makes a VPC anew when its block changes, and a subnet keeps it from being deleted", () => {
    const aws = simulateCalls(AWS, { provider: PROVIDER });
    const { vpcId } = network(aws);
    assert.deepEqual(
      aws
        .diff(VPC, vpcId, { cidrBlock: "10.1.0.0/16" })
        .differences.map(({ path, replaces }) => [path, replaces]),
      [["cidrBlock", true]],
    );
    assert.throws(() => {
      aws.delete(VPC, vpcId);
    }, /DependencyViolation/);
  });

  it("keeps for ever what it drew when a resource was made", () => {
    const aws = simulateCalls(AWS, { provider: PROVIDER });
    const { vpcId } = network(aws);
    const subnets = ["a", "b"].map(
      (zone, index) =>
        aws.create("aws:ec2/subnet:Subnet", {
          vpcId,
          cidrBlock: `10.0.${index + 200}.0/24`,
          availabilityZone: `us-east-1${zone}`,
        }).id,
    );
    const inputs: Values = { name: "way-in", internal: true, subnets };
    const made = aws.create("aws:lb/loadBalancer:LoadBalancer", inputs);
    const changed = { ...inputs, enableDeletionProtection: true };
    const updated = aws.update("aws:lb/loadBalancer:LoadBalancer", made.id, changed);
    assert.match(textOf(made.outputs.dnsName), /^way-in-\d{9}\.us-east-1\.elb\./);
    assert.equal(updated.outputs.dnsName, made.outputs.dnsName);
  });

  it("keeps a final snapshot, which blocks its name, and never gives a write-only password back", () => {
    const aws = simulateCalls(AWS, { provider: PROVIDER });
    const inputs: Values = {
      identifier: "data",
      engine: "postgres",
      engineVersion: "16.9",
      instanceClass: "db.t4g.medium",
      allocatedStorage: 20,
      username: "u",
      passwordWo: "hidden",
      passwordWoVersion: 1,
      finalSnapshotIdentifier: "last",
    };
    const db = aws.create("aws:rds/instance:Instance", inputs);
    assert.match(
      textOf(db.outputs.endpoint),
      /^data\.[0-9a-f]{12}\.us-east-1\.rds\.amazonaws\.com:5432$/,
    );
    assert.equal(JSON.stringify(aws.all().map(({ outputs }) => outputs)).includes("hidden"), false);
    aws.delete("aws:rds/instance:Instance", db.id);
    aws.create("aws:rds/instance:Instance", inputs);
    assert.throws(() => {
      aws.delete("aws:rds/instance:Instance", db.id);
    }, /DBSnapshotAlreadyExists|snapshot with the identifier last already exists/);
  });

  it("blocks a secret's name until its recovery window is over", () => {
    const aws = simulateCalls(AWS, { provider: PROVIDER });
    const secret = aws.create("aws:secretsmanager/secret:Secret", {
      name: "db",
      recoveryWindowInDays: 7,
    });
    aws.delete("aws:secretsmanager/secret:Secret", secret.id);
    assert.throws(
      () => aws.create("aws:secretsmanager/secret:Secret", { name: "db" }),
      /scheduled for deletion/,
    );
    aws.age(8);
    assert.match(aws.create("aws:secretsmanager/secret:Secret", { name: "db" }).id, /:secret:db-/);
  });

  it("runs as many nodes as a group wishes, and grows it with time within its bounds", () => {
    const aws = simulateCalls(AWS, { provider: PROVIDER });
    const { subnetIds, groupId } = cluster(aws);
    const nodes = aws.all().filter(({ type }) => type === "aws:ec2/instance:Instance");
    assert.deepEqual(
      nodes.map(({ outputs }) => [
        outputs.subnetId,
        (outputs.labels as Values)["kubernetes.io/arch"],
      ]),
      subnetIds.map((id) => [id, "arm64"]),
    );
    aws.age();
    aws.age();
    assert.deepEqual(aws.read(GROUP, groupId)?.outputs.scalingConfig, {
      minSize: 1,
      desiredSize: 3,
      maxSize: 3,
    });
  });

  it("grows the storage of a database towards its limit and installs minor versions", () => {
    const aws = simulateCalls(AWS, { provider: PROVIDER });
    const db = aws.create("aws:rds/instance:Instance", {
      identifier: "data",
      engine: "postgres",
      engineVersion: "16",
      instanceClass: "db.t4g.medium",
      allocatedStorage: 20,
      maxAllocatedStorage: 25,
      username: "u",
      password: "p",
      skipFinalSnapshot: true,
    });
    aws.age();
    const { outputs } = aws.read("aws:rds/instance:Instance", db.id)!;
    assert.deepEqual(
      [db.outputs.engineVersionActual, outputs.engineVersionActual, outputs.allocatedStorage],
      ["16.10", "16.11", 25],
    );
  });

  it("finds resources by tag, the provider's default tags included", () => {
    const aws = simulateCalls(AWS, {
      provider: { ...PROVIDER, defaultTags: { tags: { environment: "dev" } } },
    });
    aws.create("aws:sns/topic:Topic", { name: "alarms", tags: { "platform:urn": "u1" } });
    aws.create("aws:sns/topic:Topic", { name: "other" });
    const find = (key: string, values: string[]) =>
      (
        aws.invoke("aws:resourcegroupstaggingapi/getResources:getResources", {
          tagFilters: [{ key, values }],
        }).resourceTagMappingLists as readonly Values[]
      ).map((one) => one.resourceArn);
    assert.deepEqual(find("platform:urn", ["u1"]), [`arn:aws:sns:us-east-1:${ACCOUNT}:alarms`]);
    assert.deepEqual(find("platform:urn", ["u2"]), []);
    assert.equal(find("environment", ["dev"]).length, 2);
  });

  it("writes policy documents as IAM reads them", () => {
    const aws = simulateCalls(AWS, { provider: PROVIDER });
    const { json } = aws.invoke("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        {
          sid: "Read",
          actions: ["s3:GetObject"],
          resources: ["*"],
          principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
          conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [ACCOUNT] }],
        },
      ],
    });
    assert.deepEqual(JSON.parse(textOf(json)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: "*",
          Principal: { Service: "ec2.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        },
      ],
    });
  });

  it("answers who calls, in which zones, and what a parameter holds", () => {
    const aws = simulateCalls(AWS, { provider: PROVIDER });
    aws.create("aws:ssm/parameter:Parameter", { name: "/site", type: "String", value: "primary" });
    assert.equal(
      aws.invoke("aws:index/getCallerIdentity:getCallerIdentity", {}).accountId,
      ACCOUNT,
    );
    assert.deepEqual(
      aws.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", { region: "us-west-1" })
        .names,
      ["us-west-1a", "us-west-1c"],
    );
    assert.equal(
      aws.invoke("aws:ssm/getParameter:getParameter", { name: "/site" }).value,
      "primary",
    );
    assert.throws(
      () => aws.invoke("aws:ssm/getParameter:getParameter", { name: "/none" }),
      /couldn't find resource/,
    );
  });
});
