import assert from "node:assert/strict";
import {
  columns,
  counted,
  dollars,
  duration,
  nameOf,
  plainText,
  typeOf,
} from "../../automation/text";

describe("text", () => {
  it("counts with the right word", () => {
    assert.deepEqual(
      [counted(1, "policy", "policies"), counted(2, "check")],
      ["1 policy", "2 checks"],
    );
  });

  it("writes money in whole dollars and time in seconds and minutes", () => {
    assert.deepEqual([dollars(1400.4), dollars(-3)], ["$1,400", "-$3"]);
    assert.deepEqual([duration(7_200), duration(125_000)], ["7 s", "2 min 5 s"]);
  });

  it("lines up columns and leaves no space at the end", () => {
    assert.equal(
      columns([
        ["a", "b"],
        ["long", ""],
      ]),
      "  a     b\n  long",
    );
  });

  it("takes the engine's colours out", () => {
    const escape = String.fromCharCode(27);
    assert.equal(plainText(`<{%fg 1%}>red<{%reset%}> ${escape}[31mred${escape}[0m`), "red red");
  });

  it("reads name and type from a URN", () => {
    const urn = "urn:pulumi:dev::p::platform:network:AwsNetwork$aws:ec2/vpc:Vpc::net";
    assert.deepEqual([nameOf(urn), typeOf(urn)], ["net", "aws:ec2/vpc:Vpc"]);
  });
});
