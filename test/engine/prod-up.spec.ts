import assert from "node:assert/strict";
import { PreviewDocument } from "../../automation/documents";
import type { Edit, SimulatedPlace } from "../support/engine";
import { type Edge, edgesOf } from "../support/bring-up";
import { stale, unexplained, unproven, writtenOrder } from "../support/bring-up-order";
import { describeBringUp } from "../support/whole-life";

const FILE = "Pulumi.prod.yaml";

/** Growth of the cell; the ceiling grows with it. */
const GROWTH = ["year2", "year3"].map((year): readonly Edit[] => [
  { file: FILE, from: "capacity: year1", to: `capacity: ${year}` },
  { file: FILE, from: "monthlyUsd: 1400", to: "monthlyUsd: 40000" },
]);

/** Ways in that change while the cluster and everything in it stays. */
const ACCESS: Readonly<Record<string, readonly Edit[]>> = {
  "the ranges that reach the API server": [
    { file: FILE, from: "198.51.100.0/24", to: "203.0.113.0/24" },
  ],
  "the role of the kubeconfig": [
    {
      file: "components/compute/aws-access.ts",
      from: "roleArn: deploy.role.arn",
      to: "roleArn: emergency.role.arn",
    },
  ],
};

function changesAfter(
  place: SimulatedPlace,
  edits: readonly Edit[],
): Promise<PreviewDocument["changes"]> {
  return place.changed(edits, async (copy) => {
    const preview = await copy.document(PreviewDocument, "preview", "--stack", "prod");
    assert.deepEqual(preview.errors, []);
    return preview.changes;
  });
}

describeBringUp("prod", (place) => {
  it("has a state of less than 4 MB", async () => {
    const { deployment } = await place.state("prod");
    assert.ok(JSON.stringify(deployment).length < 4_000_000);
  });

  describe("each dependsOn, taken out", () => {
    const written = writtenOrder();
    let edges: readonly Edge[] = [];

    before(async () => {
      const { resources } = await place.state("prod");
      const stored = place.ledger.list();
      const byId = new Map(stored.map((one) => [`${one.type} ${one.id}`, one]));
      edges = edgesOf({
        resources,
        stored,
        storedOf: ({ type, id }) => byId.get(`${type} ${id ?? ""}`),
      });
    });

    it("is refused where docs/decisions/bring-up.md says so", () => {
      assert.ok(edges.length > 1000, `${edges.length} of them`);
      assert.deepEqual(unproven(edges, written), []);
    });

    it("has a reason there where no cloud refuses", () => {
      assert.deepEqual(unexplained(edges, written), []);
      assert.deepEqual(stale(edges, written), []);
    });
  });

  for (const edits of GROWTH) {
    it(`grows by "${edits[0]?.to}" without replacing or deleting what holds data`, async () => {
      const changes = await changesAfter(place, edits);
      assert.ok(changes.some(({ kind }) => kind === "update"));
      assert.deepEqual(
        changes.filter(({ dangerous }) => dangerous),
        [],
      );
    });
  }

  for (const [what, edits] of Object.entries(ACCESS)) {
    it(`replaces nothing when ${what} changes`, async () => {
      // The provider, which holds the kubeconfig, is no resource of the cell.
      const changes = await changesAfter(place, edits);
      assert.deepEqual(
        changes.filter(({ kind }) => kind !== "update"),
        [],
      );
    });
  }
});
