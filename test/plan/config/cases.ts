/** What the parser says of a raw configuration, and parts that several specs change. */
import assert from "node:assert/strict";
import { parseConfig, type RawConfig } from "../../../plan/config/parse";
import { ConfigError } from "../../../plan/config/problems";

/** A title, one change to a good file, and the problems that it makes. */
export type Case = readonly [title: string, raw: RawConfig, problems: readonly string[]];

/** The whole message; `no problem` where there is none. */
export function messageOf(raw: RawConfig, secretKeys?: ReadonlySet<string>): string {
  try {
    parseConfig(raw, "test", secretKeys);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  return "no problem";
}

/** The lines of problems, without the namespace. */
export function problemsOf(raw: RawConfig): readonly string[] {
  const [head = "", ...lines] = messageOf(raw).split("\n");
  assert.equal(head, `Pulumi.test.yaml has ${lines.length} problem(s):`);
  return lines.map((line) => {
    assert.ok(line.startsWith("  podcast-platform:"), line);
    return line.slice("  podcast-platform:".length);
  });
}

/** An enterprise tenant without problems. */
export const TENANT = {
  name: "acme",
  id: "3f8e0c3e-6a6e-4d6f-9d57-0d1f4f1f6a10",
  tier: "dedicated",
  dataCidr: "10.64.0.0/20",
  monthlyUsd: 400,
};

/** A waiver without problems. */
export const WAIVER = {
  policy: "exposure-rds-instance-forbid-public-access",
  resource: "prod-data-g1",
  owner: "jane",
  reason: "migration",
  expiry: "2027-01-31",
};

/**
 * Makes a test of each case.
 *
 * @param cases Cases whose problems are compared whole.
 */
export function testCases(cases: readonly Case[]): void {
  for (const [title, raw, expected] of cases) {
    it(`is said of ${title}`, () => {
      assert.deepEqual(problemsOf(raw), expected);
    });
  }
}
