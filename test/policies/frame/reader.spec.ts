import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import { Reader } from "../../../policies/frame/reader";
import { anyOf, every, undecided, violation } from "../../../policies/frame/verdict";

const inputs = new Reader({
  on: "true",
  off: "false",
  count: "3",
  zero: 0,
  secret: "p4ss/word",
  settings: { later: UNKNOWN, "a.b/c": 1 },
  list: [{ port: 1 }, UNKNOWN],
  single: { port: 2 },
  json: '{"Statement":[{"Effect":"Allow"}]}',
});

describe("Reader", () => {
  it("reads booleans that are spelled as texts, false included", () => {
    assert.equal(inputs.bool("on", false).value, true);
    assert.equal(inputs.bool("off", true).value, false);
  });

  it("takes zero for a value and texts for numbers", () => {
    assert.equal(inputs.number("zero", 7).value, 0);
    assert.equal(inputs.number("count", 7).value, 3);
    assert.equal(inputs.number("absent", 7).value, 7);
  });

  it("calls a wrong type by its name", () => {
    assert.deepEqual(inputs.bool("list", false).mustBe(true, "set it to true"), {
      kind: "violation",
      path: "list",
      message: "list is not a boolean; set it to true.",
    });
  });

  it("is undecided below an unknown, at the path of the unknown", () => {
    const verdict = inputs.bool("settings.later.deep", false).mustBe(true, "set it to true");
    assert.deepEqual(verdict, undecided("settings.later"));
  });

  it("counts an unknown key as set", () => {
    assert.deepEqual(inputs.text("settings.later", undefined).mustBeSet("name a key"), {
      kind: "ok",
    });
  });

  it("never shows a text that does not look like a setting", () => {
    const verdict = inputs.text("secret", "").mustBe("a", "set it to a");
    assert.deepEqual(verdict, violation("secret", "secret is not an allowed value; set it to a."));
  });

  it("steps into keys that hold dots", () => {
    assert.equal(inputs.at("settings").child("a.b/c").path, 'settings."a.b/c"');
    assert.equal(inputs.at("settings").child("a.b/c").value, 1);
  });

  it("gives a reader for each entry, unknown ones and single objects included", () => {
    assert.deepEqual(
      inputs.list("list").entries.map(({ path, isUnknown }) => [path, isUnknown]),
      [
        ["list[0]", false],
        ["list[1]", true],
      ],
    );
    assert.equal(inputs.list("single").entries[0]?.number("port", 0).value, 2);
    assert.equal(inputs.list("settings.later").isUnknown, true);
  });

  it("reads documents inside of texts, and nothing from what is no document", () => {
    assert.equal(inputs.json("json").list("Statement").entries.length, 1);
    assert.equal(inputs.json("secret").isAbsent, true);
  });
});

describe("verdicts together", () => {
  const bad = violation("a", "a is wrong.");
  const open = undecided("b");

  it("keeps every complaint", () => {
    assert.deepEqual(every([bad], { kind: "ok" }, open), [bad, open]);
  });

  it("is content with one good alternative", () => {
    assert.deepEqual(anyOf(bad, []), []);
  });

  it("is undecided while one alternative may hold", () => {
    assert.deepEqual(anyOf(bad, open), [open]);
    assert.deepEqual(anyOf([bad, open], bad), [bad, open]);
  });
});
