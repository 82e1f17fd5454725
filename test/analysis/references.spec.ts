import assert from "node:assert/strict";

import { References, valuesAt } from "../../analysis/references";
import { UNKNOWN } from "../../facts/values";
import type { Value } from "../../facts/values";
import { resource } from "../support/policy";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const group = resource(GROUP, "data", {}, { outputs: { id: "sg-1" } });
const db = (ids: readonly (string | typeof UNKNOWN)[], from: readonly string[] = []) =>
  resource("aws:rds/instance:Instance", "db", { ids }, { dependencies: { ids: from } });
const of = (view: ReturnType<typeof db>) =>
  new References([group, view]).of(view, "ids[]", [GROUP]);

describe("References", () => {
  it("finds a resource by a value that is known", () => {
    assert.deepEqual(of(db(["sg-1"])), { targets: [group], outside: [], isOpen: false });
  });

  it("finds a resource by dependency while the value is not known", () => {
    assert.deepEqual(of(db([UNKNOWN], [group.urn])), {
      targets: [group],
      outside: [],
      isOpen: false,
    });
  });

  it("tells what is outside of the stack", () => {
    assert.deepEqual(of(db(["sg-9"])), { targets: [], outside: ["sg-9"], isOpen: false });
  });

  it("is open on an unknown value that nothing explains", () => {
    assert.deepEqual(of(db([UNKNOWN])), { targets: [], outside: [], isOpen: true });
  });

  it("takes no resource of another type", () => {
    const view = db([UNKNOWN], [group.urn]);
    assert.equal(new References([group, view]).of(view, "ids[]", ["aws:ec2/vpc:Vpc"]).isOpen, true);
  });
});

describe("valuesAt", () => {
  it("steps into every entry of a list and stops at unknowns", () => {
    const value: Value = { rules: [{ to: { arn: "a" } }, UNKNOWN, { to: UNKNOWN }, {}] };
    assert.deepEqual(valuesAt(value, ["rules[]", "to", "arn"]), ["a", UNKNOWN, UNKNOWN]);
  });
});
