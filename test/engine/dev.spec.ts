import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DestroyDocument, PreviewDocument, UpDocument } from "../../automation/documents";
import { PROJECT_FOLDER, stackFile } from "../../automation/project";
import { SimulatedPlace, taggedUrn } from "../support/engine";

describe("dev on the simulated clouds", () => {
  const place = new SimulatedPlace();
  const stackFileBefore = readFileSync(stackFile(PROJECT_FOLDER, "dev"), "utf8");
  let first: UpDocument;

  before(async () => {
    first = await place.document(UpDocument, "up", "--stack", "dev", "--yes");
  });

  after(() => {
    place.remove();
  });

  it("comes up whole, by the plan that was shown, under the pack and below the ceiling", () => {
    assert.deepEqual(first.errors, []);
    assert.equal(first.exitCode, 0);
    assert.ok(first.applied && first.planKept);
    assert.ok(first.resourceCount >= 60, `${first.resourceCount} resources`);
    assert.ok(first.policies.policyCount >= 12 && first.policies.checkCount > 0);
    assert.equal(first.policies.blocked, false);
    assert.ok(first.cost.monthlyUsd > 0 && first.cost.monthlyUsd <= first.cost.ceilingUsd);
  });

  it("holds in the cloud, once, what the state holds", async () => {
    const { resources, pending } = await place.state("dev");
    assert.deepEqual(pending, []);
    const urns = place.ledger.list().flatMap((resource) => taggedUrn(resource) ?? []);
    assert.equal(new Set(urns).size, urns.length);
    const known = new Set(resources.map(({ urn }) => urn));
    assert.deepEqual(
      urns.filter((urn) => !known.has(urn)),
      [],
    );
  });

  it("has a report, and left the stack file as it was", () => {
    assert.ok(first.report !== undefined && existsSync(join(first.report, "report.md")));
    assert.match(
      readFileSync(join(first.report, "report.md"), "utf8"),
      /^# dev on the simulated clouds/,
    );
    assert.equal(readFileSync(stackFile(PROJECT_FOLDER, "dev"), "utf8"), stackFileBefore);
  });

  it("shows no change in a second preview", async () => {
    const preview = await place.document(PreviewDocument, "preview", "--stack", "dev");
    assert.deepEqual(preview.changes, []);
    assert.equal(preview.exitCode, 0);
  });

  it("changes nothing in a second up", async () => {
    const second = await place.document(UpDocument, "up", "--stack", "dev", "--yes");
    assert.equal(second.applied, false);
    assert.equal(second.exitCode, 0);
  });

  it("finds by a refresh what somebody changed by hand", async () => {
    const [network] = place.ledger.list({ type: "aws:ec2/vpc:Vpc" });
    assert.ok(network !== undefined);
    place.ledger.edit(network, { enableDnsHostnames: false });
    const args = ["refresh", "-s", "dev", "--preview-only", "--expect-no-changes"];
    const found = await place.simulate(...args, "--non-interactive", "--diff");
    assert.notEqual(found.code, 0);
    assert.match(found.stdout, /enableDnsHostnames/);
    place.ledger.edit(network, { enableDnsHostnames: true });
    assert.equal((await place.simulate(...args, "--non-interactive")).code, 0);
  });

  it("shows no change after the clouds did what clouds do by themselves", async () => {
    const { code, stdout, stderr } = await place.simulate("age", "-s", "dev");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /30 days passed; the clouds changed [1-9]\d* resources/);
    const preview = await place.document(PreviewDocument, "preview", "--stack", "dev");
    assert.deepEqual(preview.changes, []);
  });

  it("leaves nothing when it is taken down but what is declared to outlive it", async () => {
    const document = await place.document(DestroyDocument, "destroy", "--stack", "dev", "--yes");
    assert.deepEqual(document.errors, []);
    assert.equal(document.exitCode, 0);
    const declared = new Set(document.outlives.map(({ id }) => id));
    const left = place.ledger.list().filter(({ id }) => !declared.has(id));
    assert.deepEqual(
      left.map(({ type, id }) => `${type} ${id}`),
      [],
    );
    assert.deepEqual((await place.state("dev")).resources, []);
  });

  it("comes up again", async () => {
    const again = await place.document(UpDocument, "up", "--stack", "dev", "--yes");
    assert.deepEqual(again.errors, []);
    assert.equal(again.resourceCount, first.resourceCount);
  });
});
