import assert from "node:assert/strict";
import { join } from "node:path";
import { engineEnvironment } from "../../../automation/engine/environment";
import { UserError } from "../../../automation/exit-codes";

const root = "/project";

function refusal(variables: Record<string, string>): UserError {
  try {
    engineEnvironment({ root, simulate: false, variables });
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error;
  }
  assert.fail("the real run was not refused");
}

describe("engine environment", () => {
  it("puts the simulated clouds first on PATH of a simulated run, with a state of its own", () => {
    const { variables } = engineEnvironment({
      root,
      simulate: true,
      variables: { PATH: "/usr/bin" },
    });
    assert.equal(variables.PATH, `${join(root, "simulator/bin")}:/usr/bin`);
    assert.equal(variables.PULUMI_BACKEND_URL, "file:///project/.simulated/state?metadata=skip");
    assert.equal(variables.PODCAST_SIM_HOME, "/project/.simulated");
  });

  it("keeps simulated state where PODCAST_SIM_HOME says", () => {
    const variables = { PATH: "", PODCAST_SIM_HOME: "/tmp/elsewhere" };
    const environment = engineEnvironment({ root, simulate: true, variables });
    assert.equal(
      environment.variables.PULUMI_BACKEND_URL,
      "file:///tmp/elsewhere/state?metadata=skip",
    );
  });

  it("adds nothing to a real run but the silence about updates", () => {
    const variables = { PATH: "/usr/bin", AWS_PROFILE: "prod", PODCAST_SIM_HOME: "/tmp/sim" };
    assert.deepEqual(engineEnvironment({ root, simulate: false, variables }), {
      kind: "real",
      variables: { PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
  });

  it("refuses a real run with an attached provider", () => {
    const { exitCode, message } = refusal({ PATH: "", PULUMI_DEBUG_PROVIDERS: "aws:40001" });
    assert.equal(exitCode, 4);
    assert.match(message, /aws:40001/);
  });

  it("refuses a real run with the simulated clouds on PATH, however they are spelled", () => {
    for (const folder of ["/project/simulator/bin", "/project/simulator/../simulator/bin/"]) {
      assert.match(refusal({ PATH: `/usr/bin:${folder}` }).message, /simulated clouds/);
    }
  });
});
