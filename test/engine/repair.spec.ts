import assert from "node:assert/strict";
import { RepairDocument, UpDocument } from "../../automation/documents";
import { lockHolders } from "../../automation/repair/locks";
import { ended, SimulatedPlace, taggedUrn, until } from "../support/engine";

/** What the clouds and the state hold of `dev`, and whether they agree. */
async function assertWhole(place: SimulatedPlace): Promise<void> {
  const { resources, pending } = await place.state("dev");
  assert.deepEqual(pending, []);
  const urns = place.ledger.list().flatMap((resource) => taggedUrn(resource) ?? []);
  const doubled = urns.filter((urn, at) => urns.indexOf(urn) !== at);
  assert.deepEqual(doubled, [], "made twice");
  const known = new Set(resources.map(({ urn }) => urn));
  assert.deepEqual(
    urns.filter((urn) => !known.has(urn)),
    [],
    "in the cloud only",
  );
  const ids = new Set(place.ledger.list().map(({ type, id }) => `${type} ${id}`));
  const gone = resources.filter(
    ({ custom, type, id }) =>
      custom && /^(aws|kubernetes):/.test(type) && !ids.has(`${type} ${id ?? ""}`),
  );
  assert.deepEqual(
    gone.map(({ urn }) => urn),
    [],
    "in the state only",
  );
}

describe("dev after an interrupted up", () => {
  let place: SimulatedPlace;

  beforeEach(() => {
    place = new SimulatedPlace();
  });

  afterEach(() => {
    place.remove();
  });

  it("is whole after the next up when the 20th create was refused", async () => {
    place.faults({ kind: "fail", verb: "create", nth: 20 });
    const broken = await place.document(UpDocument, "up", "--stack", "dev", "--yes");
    assert.equal(broken.exitCode, 1);
    assert.ok(broken.errors.length > 0);
    place.faults();
    const healed = await place.document(UpDocument, "up", "--stack", "dev", "--yes");
    assert.deepEqual(healed.errors, []);
    assert.equal(healed.exitCode, 0);
    await assertWhole(place);
  });

  it("takes over by its tag what was made although the answer got lost", async () => {
    place.faults({ kind: "lost-response", verb: "create", nth: 1, types: ["aws:ec2/vpc:Vpc"] });
    const broken = await place.document(UpDocument, "up", "--stack", "dev", "--yes");
    assert.equal(broken.exitCode, 1);
    assert.equal(place.ledger.list({ type: "aws:ec2/vpc:Vpc" }).length, 1);
    place.faults();
    const healed = await place.document(UpDocument, "up", "--stack", "dev", "--yes");
    assert.deepEqual(healed.errors, []);
    const taken = healed.repaired.map(({ urn, verdict, how }) => [
      urn.split("::")[2]?.split("$").at(-1),
      verdict,
      how,
    ]);
    assert.deepEqual(taken, [["aws:ec2/vpc:Vpc", "imported", "found by its tag"]]);
    assert.equal(place.ledger.list({ type: "aws:ec2/vpc:Vpc" }).length, 1);
    await assertWhole(place);
  });

  it("is whole after the CLI was killed half-way: lock cleared, each open create settled", async () => {
    place.faults({ kind: "latency", verb: "create", ms: 1_500 });
    const running = place.startPlatform("up", "--stack", "dev", "--simulate", "--yes");
    const end = ended(running);
    await until("20 resources", () => place.ledger.list().length >= 20);
    const [holder] = lockHolders(`file://${place.home}/state`, "dev") ?? [];
    assert.ok(holder !== undefined);
    const held = await place.platform("up", "--stack", "dev", "--simulate", "--yes");
    assert.equal(held.code, 1);
    assert.match(held.stderr, new RegExp(`is being changed by .*process ${holder.pid}`));
    process.kill(holder.pid, "SIGKILL");
    running.kill("SIGKILL");
    await end;
    const { pending } = await place.state("dev");
    assert.ok(pending.length > 0);
    place.faults();
    const healed = await place.document(UpDocument, "up", "--stack", "dev", "--yes");
    assert.deepEqual(healed.errors, []);
    assert.equal(healed.exitCode, 0);
    const settled = new Set(healed.repaired.map(({ urn }) => urn));
    assert.deepEqual(
      pending.filter(({ resource }) => !settled.has(resource.urn)),
      [],
    );
    await assertWhole(place);
  });

  it("says the one command when nobody may answer and --yes is missing", async () => {
    const { code, stderr } = await place.platform("up", "--stack", "dev", "--simulate");
    assert.equal(code, 1);
    assert.match(
      stderr,
      /Nobody is here to answer .* npm run -s platform -- up --stack dev --simulate --yes/,
    );
    assert.deepEqual(place.ledger.list(), []);
  });

  it("has nothing to repair where nothing was interrupted", async () => {
    const document = await place.document(RepairDocument, "repair", "--stack", "dev", "--yes");
    assert.deepEqual([document.exitCode, document.lock, document.settled], [0, "none", []]);
  });
});
