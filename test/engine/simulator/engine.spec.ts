import assert from "node:assert/strict";
import { join } from "node:path";
import { startSimulatedClouds } from "../../../simulator/attach";
import type { AttachedClouds } from "../../../simulator/attach";
import { openLedger } from "../../../simulator/ledger/ledger";
import { TOY_AWS, TOY_KUBERNETES, TOY_RANDOM } from "../../simulator/toy-cloud";
import { TestProject } from "./project";
import type { Ran } from "./project";

const BIN = join(__dirname, "..", "..", "..", "simulator", "bin");
const VPC = "aws:ec2/vpc:Vpc";
const SECRET = "hunter2-in-the-clear";

const NETWORK = [
  'const east = provider("aws", "east", { region: "us-east-1" });',
  'const west = provider("aws", "west", { region: "us-west-2" });',
  `const vpc = make("${VPC}", "vpc", { cidrBlock: "10.0.0.0/16" }, { provider: east }, ["arn"]);`,
  `make("${VPC}", "far", { cidrBlock: "10.1.0.0/16" }, { provider: west });`,
  'make("aws:ec2/subnet:Subnet", "subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/20" }, { provider: east });',
];
const SECRETS = [
  `const value = pulumi.secret("${SECRET}");`,
  'make("aws:ssm/parameter:Parameter", "key", { name: "/key", type: "SecureString", value }, { provider: east });',
];
const CLUSTER = [
  'const k = provider("kubernetes", "k", { kubeconfig: vpc.arn });',
  'const kind = { apiVersion: "v1", kind: "Namespace" };',
  'make("kubernetes:core/v1:Namespace", "app", kind, { provider: k });',
];

function succeeded(ran: Ran): string {
  assert.equal(ran.code, 0, ran.output);
  return ran.output;
}

describe("the real engine on attached simulated clouds", () => {
  let project: TestProject;
  let clouds: AttachedClouds;
  let attached: NodeJS.ProcessEnv;

  before(async () => {
    project = new TestProject();
    project.program([...NETWORK, ...SECRETS, ...CLUSTER, "exports.arn = vpc.arn;"]);
    clouds = await startSimulatedClouds({
      home: project.home,
      packages: ["aws", "kubernetes", "random"],
      clouds: [TOY_AWS, TOY_KUBERNETES, TOY_RANDOM],
    });
    attached = { PULUMI_DEBUG_PROVIDERS: clouds.debugProviders };
    succeeded(await project.run(["stack", "init", "dev"]));
  });
  after(() => {
    clouds.stop();
    project.remove();
  });

  const pulumi = (...args: readonly string[]): Promise<Ran> => project.run(args, attached);

  it("previews with unknown values and makes nothing", async () => {
    const output = succeeded(await pulumi("preview"));
    assert.match(output, /arn *: \[unknown\]/);
    assert.match(output, /\+ 9 to create/);
    assert.doesNotMatch(output, /warning/);
    assert.deepEqual(openLedger(project.home).list(), []);
  });

  it("makes each resource once, in the region of its provider", async () => {
    succeeded(await pulumi("up", "--yes", "--skip-preview"));
    const there = openLedger(project.home).list();
    assert.equal(there.length, 5);
    const regions = there.filter(({ type }) => type === VPC).map(({ scope }) => scope.region);
    assert.deepEqual(regions.toSorted(), ["us-east-1", "us-west-2"]);
  });

  it("changes nothing the second time", async () => {
    succeeded(await pulumi("preview", "--expect-no-changes"));
    succeeded(await pulumi("refresh", "--yes", "--expect-no-changes"));
  });

  it("keeps a secret closed in the state", async () => {
    const state = succeeded(await pulumi("stack", "export"));
    assert.match(state, /"ciphertext"/);
    assert.doesNotMatch(state, new RegExp(SECRET));
  });

  it("finds what somebody changed, and mends it", async () => {
    const ledger = openLedger(project.home);
    const [far] = ledger.list({ type: VPC, region: "us-west-2" });
    assert.ok(far);
    ledger.edit(far, { tags: { by: "hand" } });
    const refresh = await pulumi("refresh", "--yes", "--expect-no-changes");
    assert.notEqual(refresh.code, 0, refresh.output);
    succeeded(await pulumi("refresh", "--yes"));
    assert.match(succeeded(await pulumi("preview", "--diff")), /- tags/);
    succeeded(await pulumi("up", "--yes", "--skip-preview"));
    assert.deepEqual(ledger.list({ id: far.id })[0]?.inputs, { cidrBlock: "10.1.0.0/16" });
    succeeded(await pulumi("preview", "--expect-no-changes"));
  });

  it("makes again what somebody deleted", async () => {
    const ledger = openLedger(project.home);
    const [subnet] = ledger.list({ type: "aws:ec2/subnet:Subnet" });
    assert.ok(subnet);
    ledger.remove(subnet);
    succeeded(await pulumi("refresh", "--yes"));
    assert.match(succeeded(await pulumi("up", "--yes", "--skip-preview")), /\+ 1 created/);
    assert.equal(ledger.list({ type: "aws:ec2/subnet:Subnet" }).length, 1);
  });

  it("shows a refusal of the cloud under the resource that it concerns", async () => {
    project.program([
      ...NETWORK,
      `make("${VPC}", "huge", { cidrBlock: "10.0.0.0/8" }, { provider: east });`,
    ]);
    const { code, output } = await pulumi("preview");
    assert.notEqual(code, 0);
    assert.match(output, /huge[^]*InvalidVpc\.Range/);
  });

  it("leaves nothing after destroy", async () => {
    succeeded(await pulumi("destroy", "--yes"));
    assert.deepEqual(openLedger(project.home).list(), []);
  });
}).timeout(120_000);

describe("the real engine with the simulated clouds on PATH", () => {
  let project: TestProject;
  const onPath = { PATH: `${BIN}:${process.env.PATH ?? ""}`, PULUMI_IGNORE_AMBIENT_PLUGINS: "" };

  before(async () => {
    project = new TestProject();
    project.program([
      'const r = provider("random", "r", {});',
      'const id = make("random:index/randomId:RandomId", "id", { byteLength: 4 }, { provider: r }, ["hex"]);',
      "exports.hex = id.hex;",
    ]);
    succeeded(await project.run(["stack", "init", "dev"]));
  });
  after(() => {
    project.remove();
  });

  it("starts the executable and keeps what it made", async () => {
    const output = succeeded(await project.run(["up", "--yes", "--skip-preview"], onPath));
    assert.match(output, /hex *: "[0-9a-f]{8}"/);
    succeeded(await project.run(["preview", "--expect-no-changes"], onPath));
  });
}).timeout(120_000);
