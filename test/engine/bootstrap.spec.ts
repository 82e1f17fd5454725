import assert from "node:assert/strict";
import { BootstrapDocument, DoctorDocument } from "../../automation/documents";
import { SimulatedPlace } from "../support/engine";

const LIMIT_MS = 300_000;

describe("the bootstrap of a cell with two regions", function () {
  this.timeout(LIMIT_MS);
  const place = new SimulatedPlace();
  after(() => {
    place.remove();
  });

  const doctor = () => place.document(DoctorDocument, "doctor", "--stack", "prod-eu");
  const missing = ({ findings }: DoctorDocument) =>
    findings.filter(({ standing }) => standing === "missing").map(({ what }) => what);

  it("is asked for by the doctor: each thing that is missing, with the command that makes it", async () => {
    const found = await doctor();
    assert.equal(found.exitCode, 1);
    assert.ok(missing(found).some((what) => what.startsWith("image podcast-platform/api-service")));
    assert.ok(missing(found).includes("encryption of every disk in eu-central-1"));
    const bucket = found.findings.find(({ what }) => what.startsWith("state bucket"));
    assert.equal(bucket?.standing, "missing");
    assert.match(bucket.mend ?? "", /platform -- bootstrap --stack prod-eu/);
  });

  it("passes the policy pack and leaves nothing that the doctor misses", async () => {
    const made = await place.document(
      BootstrapDocument,
      "bootstrap",
      "--stack",
      "prod-eu",
      "--yes",
    );
    assert.deepEqual(made.errors, []);
    assert.equal(made.exitCode, 0);
    assert.equal(made.applied, true);
    assert.match(
      made.backendUrl ?? "",
      /^s3:\/\/podcast-prod-eu-state-\d{12}\?region=eu-central-1/,
    );
    assert.match(made.secretsProvider ?? "", /region=eu-central-1/);
    assert.deepEqual(missing(await doctor()), []);
  });

  it("has nothing to do a second time", async () => {
    const again = await place.document(
      BootstrapDocument,
      "bootstrap",
      "--stack",
      "prod-eu",
      "--yes",
    );
    assert.deepEqual([again.exitCode, again.applied, again.counts], [0, false, {}]);
  });

  it("keeps everything inside the cell's two regions", () => {
    const regions = new Set(place.ledger.list().flatMap(({ scope }) => scope.region ?? []));
    assert.deepEqual([...regions].toSorted(), ["eu-central-1", "eu-west-1"]);
  });
});
