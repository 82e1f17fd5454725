import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SECRET_KEY, SECRET_SIGNATURE, UNKNOWN, UNKNOWN_SENTINEL } from "../../../facts/values";
import { resourcesOfFile } from "../../../automation/engine/documents";
import { readState, viewsOf, writtenState } from "../../../automation/engine/state";
import { toValue } from "../../../automation/engine/values";
import { STACK_URN, urnOf } from "../../support/events";

const provider = { name: "east", type: "pulumi:providers:aws" };
const vpc = { name: "net", type: "aws:ec2/vpc:Vpc" };
const vpcState = {
  urn: urnOf(vpc),
  type: vpc.type,
  custom: true,
  id: "vpc-1",
  parent: STACK_URN,
  provider: `${urnOf(provider)}::7`,
  inputs: { cidrBlock: "10.0.0.0/16", __defaults: [] },
  outputs: { arn: "arn:aws:ec2:us-east-1:1:vpc/vpc-1" },
  propertyDependencies: { cidrBlock: null },
};
const exported = {
  version: 3,
  deployment: {
    manifest: { magic: "kept" },
    secrets_providers: { type: "passphrase" },
    resources: [
      {
        urn: urnOf(provider),
        type: provider.type,
        custom: true,
        id: "7",
        inputs: { region: "us-east-1" },
      },
      vpcState,
      { ...vpcState, id: "vpc-0", delete: true },
    ],
    pending_operations: [{ type: "creating", resource: { urn: "urn:x", type: "t", custom: true } }],
  },
};

describe("state of a stack", () => {
  it("is seen as resources with their provider, without those that wait for deletion", () => {
    const views = viewsOf(readState(exported).resources);
    assert.deepEqual(
      views.map(({ name }) => name),
      ["east", "net"],
    );
    assert.deepEqual(views[1], {
      urn: urnOf(vpc),
      type: vpc.type,
      name: "net",
      inputs: { cidrBlock: "10.0.0.0/16" },
      outputs: { id: "vpc-1", arn: "arn:aws:ec2:us-east-1:1:vpc/vpc-1" },
      provider: { region: "us-east-1" },
      parent: STACK_URN,
      dependencies: { cidrBlock: [] },
    });
  });

  it("goes back with everything that was not changed", () => {
    const state = readState(exported);
    const written = writtenState(state, { resources: state.resources.slice(0, 1), pending: [] });
    assert.deepEqual(written, {
      version: 3,
      deployment: {
        ...exported.deployment,
        resources: exported.deployment.resources
          .slice(0, 1)
          .map((resource) => ({ ...resource, custom: true })),
        pending_operations: [],
      },
    });
  });

  it("of a stack that has nothing is empty", () => {
    const state = readState({ version: 3, deployment: { manifest: {} } });
    assert.deepEqual([state.resources, state.pending], [[], []]);
  });
});

describe("values of the engine", () => {
  it("are unknown where the engine does not know them or keeps them closed", () => {
    const closed = { [SECRET_KEY]: SECRET_SIGNATURE, ciphertext: "v1:abc" };
    assert.deepEqual(toValue({ a: UNKNOWN_SENTINEL, b: [closed] }), { a: UNKNOWN, b: [UNKNOWN] });
  });

  it("are opened where the engine wrote a secret in plain text", () => {
    const open = { [SECRET_KEY]: SECRET_SIGNATURE, plaintext: '{"size":3}' };
    assert.deepEqual(toValue(open), { size: 3 });
  });
});

describe("file of resources", () => {
  const folder = mkdtempSync(join(tmpdir(), "podcast-files-"));
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };

  it("may be a stack export", () => {
    const views = resourcesOfFile(file("state.json", exported));
    assert.deepEqual(
      views.map(({ name }) => name),
      ["east", "net"],
    );
  });

  it("may be a preview: what the change would leave", () => {
    const gone = { op: "delete", oldState: vpcState };
    const made = { op: "create", newState: vpcState };
    const views = resourcesOfFile(file("preview.json", { steps: [made, gone] }));
    assert.deepEqual(
      views.map(({ name }) => name),
      ["net"],
    );
  });

  it("is refused with exit code 4 where it is something else", () => {
    assert.throws(() => resourcesOfFile(file("other.json", { a: 1 })), {
      exitCode: 4,
      message: /stack export/,
    });
    assert.throws(() => resourcesOfFile(file("broken.json", "{")), {
      exitCode: 4,
      message: /JSON/,
    });
  });
});
