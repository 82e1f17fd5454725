import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import {
  engineEnvironment,
  type SimulatedEnvironment,
} from "../../../automation/engine/environment";
import {
  prepareSimulatedHome,
  shadowStackFile,
  simulatedSettings,
} from "../../../automation/engine/shadow";

const REAL = `
secretsprovider: awskms://alias/state
encryptedkey: AAAA
encryptionsalt: v1:real
config:
  podcast-platform:cloud: aws
  podcast-platform:token:
    secure: AAABBB
`;

function freshHome(): { readonly root: string; readonly environment: SimulatedEnvironment } {
  const root = mkdtempSync(join(tmpdir(), "podcast-shadow-"));
  const environment = engineEnvironment({ root, simulate: true, variables: { PATH: "" } });
  assert.equal(environment.kind, "simulated");
  return { root, environment };
}

describe("simulated stack file", () => {
  it("drops the real secrets provider and what only it can open", () => {
    assert.deepEqual(parse(simulatedSettings(REAL, "v1:own")), {
      encryptionsalt: "v1:own",
      config: { "podcast-platform:cloud": "aws", "podcast-platform:token": "simulated-secret" },
    });
  });

  it("leaves the real file alone and keeps the salt that the engine gave to the copy", () => {
    const { root, environment } = freshHome();
    writeFileSync(join(root, "Pulumi.dev.yaml"), REAL);
    const ready = prepareSimulatedHome(environment);
    const copy = shadowStackFile(ready, root, "dev");
    writeFileSync(copy, `${readFileSync(copy, "utf8")}encryptionsalt: v1:engine\n`);
    const again: unknown = parse(readFileSync(shadowStackFile(ready, root, "dev"), "utf8"));
    assert.deepEqual(again, {
      encryptionsalt: "v1:engine",
      config: { "podcast-platform:cloud": "aws", "podcast-platform:token": "simulated-secret" },
    });
    assert.equal(readFileSync(join(root, "Pulumi.dev.yaml"), "utf8"), REAL);
  });

  it("makes one passphrase, readable by its owner alone", () => {
    const { environment } = freshHome();
    const first = prepareSimulatedHome(environment).variables.PULUMI_CONFIG_PASSPHRASE;
    const second = prepareSimulatedHome(environment).variables.PULUMI_CONFIG_PASSPHRASE;
    assert.equal(first, second);
    assert.ok((first ?? "").length >= 32);
    assert.equal(statSync(join(environment.home, "passphrase")).mode & 0o777, 0o600);
  });
});
