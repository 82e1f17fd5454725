/** What every stack must show when it is brought up on the simulated clouds. */
import assert from "node:assert/strict";
import { PreviewDocument, UpDocument } from "../../automation/documents";
import { SimulatedPlace } from "./engine";

/**
 * Declares the specs that a stack's first `up` has to pass, and those of the caller after them.
 *
 * @param stack Name of the stack.
 * @param more Further specs, on the stack as it then stands.
 * @default more none
 */
export function describeBringUp(
  stack: string,
  more: (place: SimulatedPlace) => void = () => undefined,
): void {
  describe(`${stack} brought up on the simulated clouds`, () => {
    const place = new SimulatedPlace();
    let up: UpDocument;

    before(async () => {
      up = await place.document(UpDocument, "up", "--stack", stack, "--yes");
    });

    after(() => {
      place.remove();
    });

    const changes = async (): Promise<PreviewDocument["changes"]> => {
      const preview = await place.document(PreviewDocument, "preview", "--stack", stack);
      assert.equal(preview.exitCode, 0);
      return preview.changes;
    };

    it("is made by the plan that was shown, which holds to the end", () => {
      assert.deepEqual(up.errors, []);
      assert.equal(up.exitCode, 0);
      assert.ok(up.applied && up.planKept);
      assert.equal(up.cost.atLeast, false, JSON.stringify(up.cost.unpriced));
      assert.ok(up.cost.sharedUsd > 0 && up.cost.sharedUsd <= up.cost.ceilingUsd);
      for (const { name, monthlyUsd, ceilingUsd } of up.cost.tenants) {
        assert.ok(monthlyUsd > 0 && monthlyUsd <= ceilingUsd, name);
      }
    });

    it("shows no change afterwards", async () => {
      assert.deepEqual(await changes(), []);
    });

    it("finds nothing else in the clouds when it reads them anew", async () => {
      const args = ["refresh", "-s", stack, "--preview-only", "--expect-no-changes"];
      const { code, stdout, stderr } = await place.simulate(...args, "--non-interactive", "--diff");
      assert.equal(code, 0, stdout + stderr);
    });

    it("shows no change after the clouds did what clouds do by themselves", async () => {
      const { code, stderr } = await place.simulate("age", "-s", stack);
      assert.equal(code, 0, stderr);
      assert.deepEqual(await changes(), []);
    });

    it("shows no change once the state has learned of it", async () => {
      const { code, stdout } = await place.simulate("refresh", "-s", stack, "--yes", "-f");
      assert.equal(code, 0, stdout);
      const { changes } = await place.document(PreviewDocument, "preview", "--stack", stack);
      assert.deepEqual(changes, []);
    });

    more(place);
  });
}
