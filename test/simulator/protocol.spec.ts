import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { status } from "@grpc/grpc-js";
import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { UNKNOWN } from "../../facts/values";
import { startSimulatedClouds } from "../../simulator/attach";
import type { AttachedClouds } from "../../simulator/attach";
import { openLedger } from "../../simulator/ledger/ledger";
import { decode } from "../../simulator/protocol/values";
import { TestClient } from "./client";
import { TOY_AWS, TOY_KUBERNETES } from "./toy-cloud";

const VPC = "aws:ec2/vpc:Vpc";
const block = { cidrBlock: "10.0.0.0/16" };

describe("the provider protocol", () => {
  let home: string;
  let clouds: AttachedClouds;
  let open: TestClient[];

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), "protocol-"));
    clouds = await startSimulatedClouds({
      home,
      packages: ["aws", "kubernetes"],
      clouds: [TOY_AWS, TOY_KUBERNETES],
    });
    open = [];
  });
  afterEach(() => {
    open.forEach((client) => {
      client.close();
    });
    clouds.stop();
    rmSync(home, { recursive: true });
  });

  function connect(packageName: "aws" | "kubernetes" = "aws"): TestClient {
    const client = new TestClient(clouds.ports[packageName] ?? 0, packageName);
    open.push(client);
    return client;
  }

  it("tells two instances in two regions apart by their connection", async () => {
    const [east, west] = [connect(), connect()];
    await Promise.all([
      east.configure({ region: "us-east-1" }),
      west.configure({ region: "us-west-2" }),
    ]);
    const made = await Promise.all([east.create(VPC, block), west.create(VPC, block)]);
    assert.deepEqual(
      made.map(({ outputs }) => outputs.region),
      ["us-east-1", "us-west-2"],
    );
    assert.equal(openLedger(home).list({ region: "us-west-2" }).length, 1);
  });

  it("says what the engine asks at configuration: previews yes, secrets stay with the engine", async () => {
    const response = await connect().configure({ region: "us-east-1" });
    assert.deepEqual(
      [response.getSupportspreview(), response.getAcceptsecrets(), response.getAcceptresources()],
      [true, false, false],
    );
  });

  it("reads provider inputs that arrive as JSON, and refuses unknown ones", async () => {
    const aws = connect();
    const inputs = {
      region: "us-east-1",
      version: "7.48.0",
      defaultTags: '{"tags":{"cell":"dev"}}',
    };
    assert.deepEqual((await aws.checkConfig(inputs)).getFailuresList(), []);
    await aws.configure(inputs);
    assert.deepEqual((await aws.create(VPC, block)).outputs.tagsAll, { cell: "dev" });
    const [failure] = (await aws.checkConfig({ regio: "us-east-1" })).getFailuresList();
    assert.match(failure?.getReason() ?? "", /Did you mean "region"\?/);
  });

  it("refuses wrong credentials when it is configured", async () => {
    await assert.rejects(connect().configure({ accessKey: "wrong" }), {
      details: "InvalidClientTokenId: The security token included in the request is invalid",
    });
  });

  it("makes a resource, reads it, changes it, deletes it", async () => {
    const aws = connect();
    await aws.configure({ region: "us-east-1" });
    const preview = await aws.create(VPC, block, true);
    assert.deepEqual([preview.id, preview.outputs.arn], ["", UNKNOWN]);
    const { id } = await aws.create(VPC, block);
    const updated = await aws.update(VPC, id, { ...block, tags: { a: "b" } });
    assert.deepEqual(updated.tags, { a: "b" });
    const read = await aws.read(VPC, id, block);
    assert.deepEqual(decode(read.getInputs()), { ...block, tags: { a: "b" } });
    await aws.delete(VPC, id);
    assert.equal((await aws.read(VPC, id)).getId(), "");
    await aws.delete(VPC, id);
    await assert.rejects(aws.update(VPC, id, block), { code: status.NOT_FOUND });
  });

  it("imports by id alone", async () => {
    const aws = connect();
    await aws.configure({ region: "us-east-1" });
    const { id } = await aws.create(VPC, { ...block, tags: { a: "b" } });
    const read = await aws.read(VPC, id);
    assert.equal(read.getId(), id);
    assert.deepEqual(decode(read.getInputs()), { ...block, tags: { a: "b" } });
  });

  it("returns what somebody changed in the cloud as inputs", async () => {
    const aws = connect();
    await aws.configure({ region: "us-east-1" });
    const { id } = await aws.create(VPC, block);
    const ledger = openLedger(home);
    const [vpc] = ledger.list({ id });
    assert.ok(vpc);
    ledger.edit(vpc, { enableDnsSupport: false });
    const read = await aws.read(VPC, id, block);
    assert.deepEqual(decode(read.getInputs()), { ...block, enableDnsSupport: false });
  });

  it("describes each changed path and which of them replace", async () => {
    const aws = connect();
    await aws.configure({ region: "us-east-1" });
    const olds = { ...block, tags: { a: "1", "b/c": "2" } };
    const response = await aws.diff(VPC, olds, { cidrBlock: "10.1.0.0/16", tags: { a: "2" } });
    const kinds = PropertyDiff.Kind;
    const detail = new Map<string, number>();
    response.getDetaileddiffMap().forEach((value, path) => detail.set(path, value.getKind()));
    assert.deepEqual([...detail].toSorted(), [
      ["cidrBlock", kinds.UPDATE_REPLACE],
      ["tags.a", kinds.UPDATE],
      ['tags["b/c"]', kinds.DELETE],
    ]);
    assert.deepEqual(response.getReplacesList(), ["cidrBlock"]);
    assert.deepEqual(response.getDiffsList(), ["cidrBlock", "tags"]);
    assert.equal((await aws.diff(VPC, olds, olds)).getChanges(), 1);
  });

  it("reports each problem of the inputs at its property", async () => {
    const aws = connect();
    await aws.configure({ region: "us-east-1" });
    const response = await aws.check(VPC, { cidrBlok: "10.0.0.0/16", tags: [] });
    assert.deepEqual(
      response.getFailuresList().map((failure) => failure.getProperty()),
      ["cidrBlok", "tags"],
    );
  });

  it("refuses what it does not implement, by name", async () => {
    const aws = connect();
    await aws.configure({ region: "us-east-1" });
    await assert.rejects(aws.call(), { code: status.UNIMPLEMENTED });
    await assert.rejects(aws.invoke("aws:x/y:y", {}), /unrecognized data function/);
  });

  it("refuses a connection that was never configured, when there are several", async () => {
    const [one, two, stranger] = [connect(), connect(), connect()];
    await one.configure({ region: "us-east-1" });
    await two.configure({ region: "us-west-2" });
    await assert.rejects(stranger.create(VPC, block), /no provider instance was configured/);
  });
});
