import assert from "node:assert/strict";
import { type Check, findingOf, NotSo } from "../../../automation/doctor/check";
import { localChecks } from "../../../automation/doctor/local";

const check = (look: Check["look"]): Check => ({ what: "it", mend: "mend it", look });

describe("a check of the doctor", () => {
  it("is ok with what it saw", async () => {
    assert.deepEqual(await findingOf(check(() => Promise.resolve("3 of 3"))), {
      standing: "ok",
      detail: "3 of 3",
    });
  });

  for (const message of [
    "reading S3 Bucket (b): couldn't find resource",
    "RepositoryNotFoundException: The repository does not exist",
    "NoSuchResourceException: no such quota",
  ]) {
    it(`takes "${message.slice(0, 30)}…" for missing and says how to mend it`, async () => {
      const finding = await findingOf(check(() => Promise.reject(new Error(message))));
      assert.deepEqual(finding, { standing: "missing", detail: message, mend: "mend it" });
    });
  }

  it("takes what is there and wrong for missing", async () => {
    const finding = await findingOf(check(() => Promise.reject(new NotSo("is in eu-west-2"))));
    assert.equal(finding.standing, "missing");
  });

  it("does not take a refusal for an absence", async () => {
    const denied = "AccessDenied: not authorized to perform ecr:DescribeImages";
    const finding = await findingOf(check(() => Promise.reject(new Error(denied))));
    assert.equal(finding.standing, "unknown");
  });

  it("gives the vendor's words, one line, without those of the engine", async () => {
    const said = "invocation of aws:s3/getBucket:getBucket returned an error: denied\n  at stack";
    const finding = await findingOf(check(() => Promise.reject(new Error(said))));
    assert.equal(finding.detail, "denied");
  });
});

describe("checks of this machine", () => {
  it("ask for the tool that fetches a cluster's token, on a real cloud alone", () => {
    const tools = (cloud: "aws" | "gcp", simulated: boolean) =>
      localChecks(cloud, simulated).map(({ what }) => what.split(": ")[1]);
    assert.deepEqual(tools("aws", false), ["pulumi", "aws"]);
    assert.deepEqual(tools("gcp", false), ["pulumi", "gke-gcloud-auth-plugin"]);
    assert.deepEqual(tools("aws", true), ["pulumi"]);
  });

  it("find a tool that is not on PATH missing", async () => {
    const before = process.env.PATH;
    process.env.PATH = "/nonexistent";
    try {
      const [engine] = localChecks("aws", true);
      assert.ok(engine !== undefined);
      const finding = await findingOf(engine);
      assert.equal(finding.standing, "missing");
      assert.match(finding.detail, /pulumi is not on PATH/);
    } finally {
      process.env.PATH = before;
    }
  });
});
