import assert from "node:assert/strict";
import { UNKNOWN } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { CloudDefinition } from "../../simulator/contract";
import { Refusal } from "../../simulator/refusal";
import { simulateCalls } from "../../simulator/testing";
import type { SimulatedCalls } from "../../simulator/testing";
import { TOY_AWS } from "./toy-cloud";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const DATABASE = "aws:rds/instance:Instance";
const database = { identifier: "main", instanceClass: "db.t4g.small", engineVersion: "17.6" };

function text(value: Value | undefined): string {
  assert.equal(typeof value, "string");
  return value as string;
}

describe("a simulated cloud", () => {
  let aws: SimulatedCalls;
  beforeEach(() => {
    aws = simulateCalls(TOY_AWS, { provider: { region: "us-east-1" } });
  });

  it("gives ids and ARNs in the vendor's form", () => {
    const vpc = aws.create(VPC, { cidrBlock: "10.0.0.0/16" });
    assert.match(vpc.id, /^vpc-[0-9a-f]{17}$/);
    assert.equal(vpc.outputs.arn, `arn:aws:ec2:us-east-1:111122223333:vpc/${vpc.id}`);
    const made = aws.create(DATABASE, database);
    assert.equal(made.id, "main");
    assert.equal(made.outputs.arn, "arn:aws:rds:us-east-1:111122223333:db:main");
    assert.match(
      text(made.outputs.endpoint),
      /^main\.[a-z0-9]{12}\.rds\.us-east-1\.amazonaws\.com$/,
    );
  });

  it("computes the same outputs for the same account, region, type and id", () => {
    const again = simulateCalls(TOY_AWS, { provider: { region: "us-east-1" } });
    const elsewhere = simulateCalls(TOY_AWS, { provider: { region: "eu-west-1" } });
    const address = (calls: SimulatedCalls): unknown =>
      calls.create(DATABASE, database).outputs.address;
    const first = address(aws);
    assert.equal(address(again), first);
    assert.notEqual(address(elsewhere), first);
  });

  it("lays the provider's default tags under those of the resource", () => {
    const provider = { region: "us-east-1", defaultTags: { tags: { owner: "all", cell: "prod" } } };
    const tagged = simulateCalls(TOY_AWS, { provider });
    const vpc = tagged.create(VPC, { cidrBlock: "10.0.0.0/16", tags: { owner: "me" } });
    assert.deepEqual(vpc.outputs.tagsAll, { owner: "me", cell: "prod" });
    assert.deepEqual(vpc.outputs.tags, { owner: "me" });
  });

  it("leaves unknown at preview what the cloud adds inside an object that is given", () => {
    const cluster = "aws:eks/cluster:Cluster";
    const outputs = (): Values => ({ vpcConfig: { subnetIds: ["subnet-1"], vpcId: "vpc-1" } });
    const models = [{ type: cluster, outputs }, ...TOY_AWS.models];
    const calls = simulateCalls({ ...TOY_AWS, models }, { provider: { region: "us-east-1" } });
    const roleArn = "arn:aws:iam::111122223333:role/cluster";
    const vpcConfig = { subnetIds: ["subnet-1"] };
    const seen = calls.preview(cluster, { name: "main", roleArn, vpcConfig });
    assert.deepEqual(seen.vpcConfig, { subnetIds: ["subnet-1"], vpcId: UNKNOWN });
    assert.equal(seen.id, UNKNOWN);
  });

  it("knows inputs at preview and nothing that will be computed", () => {
    const outputs = aws.preview(VPC, { cidrBlock: "10.0.0.0/16" });
    assert.equal(outputs.cidrBlock, "10.0.0.0/16");
    assert.equal(outputs.arn, UNKNOWN);
    assert.equal(outputs.defaultSecurityGroupId, UNKNOWN);
    assert.equal("tags" in outputs, false);
    assert.deepEqual(aws.all(), []);
  });

  it("makes up a name, and keeps it", () => {
    const queue = aws.create("aws:sqs/queue:Queue", {}, { name: "jobs" });
    assert.match(text(queue.inputs.name), /^jobs-[0-9a-f]{7}$/);
    const again = aws.check("aws:sqs/queue:Queue", {}, { name: "jobs", olds: queue.inputs });
    assert.deepEqual(again.inputs, queue.inputs);
    const prefixed = aws.check("aws:iam/role:Role", { namePrefix: "x", assumeRolePolicy: "{}" });
    assert.equal("name" in prefixed.inputs, false);
  });

  it("lets what the program states win over a default", () => {
    assert.equal(aws.check(DATABASE, database).inputs.port, 5432);
    assert.equal(aws.check(DATABASE, { ...database, port: 6432 }).inputs.port, 6432);
  });

  it("never gives write-only arguments back, nor takes their change for one", () => {
    const made = aws.create(DATABASE, {
      ...database,
      password: "old",
      passwordWo: "x",
      passwordWoVersion: 1,
    });
    assert.equal("password" in made.outputs, false);
    assert.equal("passwordWo" in made.outputs, false);
    const same = { ...database, password: "new", passwordWo: "y", passwordWoVersion: 1 };
    assert.deepEqual(aws.diff(DATABASE, made.id, same).differences, []);
    assert.deepEqual(aws.diff(DATABASE, made.id, { ...same, passwordWoVersion: 2 }).differences, [
      { path: "passwordWoVersion", kind: "update", replaces: false },
    ]);
  });

  it("refuses a second resource of the same id, and adopts none by name", () => {
    aws.create(DATABASE, database);
    assert.throws(
      () => aws.create(DATABASE, database),
      new Refusal("creating aws:rds/instance:Instance (main): already exists", "alreadyExists"),
    );
    assert.equal(aws.all().length, 1);
  });

  it("refuses what a rule refuses, at check and at delete", () => {
    assert.throws(() => aws.create(VPC, { cidrBlock: "10.0.0.0/8" }), /InvalidVpc\.Range/);
    const vpc = aws.create(VPC, { cidrBlock: "10.0.0.0/16" });
    const subnet = aws.create(SUBNET, { vpcId: vpc.id, cidrBlock: "10.0.0.0/20" });
    assert.throws(() => {
      aws.delete(VPC, vpc.id);
    }, /DependencyViolation: The vpc 'vpc-/);
    aws.delete(SUBNET, subnet.id);
    aws.delete(VPC, vpc.id);
    assert.deepEqual(aws.all(), []);
  });

  it("does not ask rules while inputs have the wrong shape", () => {
    const { failures } = aws.check(VPC, { cidrBlock: "10.0.0.0/8", cidr: "x" });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["cidr"],
    );
  });

  it("makes children with their parent and takes them away with it", () => {
    const type = "aws:lb/loadBalancer:LoadBalancer";
    const made = aws.create(type, { name: "edge", internal: true });
    assert.deepEqual(
      aws.all().map((one) => one.type),
      [type, "aws:ec2/networkInterface:NetworkInterface"],
    );
    aws.delete(type, made.id);
    assert.deepEqual(aws.all(), []);
  });

  it("leaves behind what the cloud keeps after a delete", () => {
    const keeping: CloudDefinition = {
      ...TOY_AWS,
      models: [
        {
          type: DATABASE,
          remains: ({ id }) => [
            { type: "aws:rds/snapshot:Snapshot", id: `final-${id}`, outputs: {} },
          ],
        },
      ],
    };
    const calls = simulateCalls(keeping, { provider: { region: "us-east-1" } });
    calls.create(DATABASE, database);
    calls.delete(DATABASE, "main");
    assert.deepEqual(
      calls.all().map(({ id }) => id),
      ["final-main"],
    );
  });

  it("keeps what was computed when inputs change", () => {
    const vpc = aws.create(VPC, { cidrBlock: "10.0.0.0/16" });
    const updated = aws.update(VPC, vpc.id, { cidrBlock: "10.0.0.0/16", tags: { a: "b" } });
    assert.deepEqual(updated.outputs, { ...vpc.outputs, tags: { a: "b" }, tagsAll: { a: "b" } });
  });

  it("changes by itself when time passes: computed values quietly, stated ones as drift", () => {
    const made = aws.create(DATABASE, { ...database, allocatedStorage: 20 });
    aws.age(30);
    const aged = aws.read(DATABASE, made.id);
    assert.equal(aged?.outputs.engineVersionActual, "17.6.9");
    assert.equal(aged.inputs.engineVersion, "17.6");
    assert.equal(aged.inputs.allocatedStorage, 200);
    assert.equal(aws.store.read().aheadMs, 30 * 24 * 60 * 60 * 1000);
  });

  it("answers functions, and names one that it does not know", () => {
    assert.deepEqual(aws.invoke("aws:index/getCallerIdentity:getCallerIdentity", {}), {
      accountId: "111122223333",
      id: "111122223333",
    });
    assert.throws(
      () => aws.invoke("aws:index/getNothing:getNothing", {}),
      /unrecognized data function \(Invoke\): aws:index\/getNothing/,
    );
  });

  it("finds resources by tag in the region that is asked", () => {
    const vpc = aws.create(VPC, { cidrBlock: "10.0.0.0/16", tags: { "platform:urn": "urn:1" } });
    aws.create(VPC, { cidrBlock: "10.1.0.0/16", tags: { "platform:urn": "urn:2" } });
    const token = "aws:resourcegroupstaggingapi/getResources:getResources";
    const found = (args: object): unknown =>
      aws.invoke(token, { tagFilters: [{ key: "platform:urn", values: ["urn:1"] }], ...args })
        .resourceTagMappingLists;
    const expected = [
      { resourceArn: vpc.outputs.arn, tags: { "platform:urn": "urn:1" }, complianceDetails: [] },
    ];
    assert.deepEqual(found({}), expected);
    assert.deepEqual(found({ resourceTypeFilters: ["ec2:vpc"] }), expected);
    assert.deepEqual(found({ resourceTypeFilters: ["rds"] }), []);
    assert.deepEqual(found({ region: "eu-west-1" }), []);
  });
});
