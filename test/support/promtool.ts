/** Runs Prometheus' own judge of rules, where the machine has it. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { groupOf } from "../../components/observability/kubernetes/rules";
import { planRules } from "../../plan/observability/rules";

/** Budget of compute, in dollars a month, that the tests judge against. */
export const COMPUTE_USD = 530;

/** Names the program where it is not on PATH. Debian has it in the package `prometheus`. */
const VARIABLE = "PROMTOOL";

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The program, or undefined where the machine has none. */
export function findPromtool(): string | undefined {
  const named = process.env[VARIABLE];
  const onPath = (process.env.PATH ?? "").split(delimiter).map((at) => join(at, "promtool"));
  return [...(named === undefined ? [] : [named]), ...onPath].find(isProgram);
}

/** What it said, and whether it agreed. */
export interface Judged {
  readonly code: number;
  readonly said: string;
}

/**
 * Has our rules judged.
 *
 * @param promtool The program.
 * @param tests Tests of rules, as `promtool test rules` takes them; without any the rules are
 *   checked alone. Source: Prometheus documentation, "Unit testing for rules".
 * @param every How often the rules are evaluated in the tests.
 */
export function judgeRules(promtool: string, tests?: readonly object[], every = "1m"): Judged {
  const folder = mkdtempSync(join(tmpdir(), "podcast-rules-"));
  try {
    const rules = join(folder, "rules.yaml");
    // JSON is YAML.
    writeFileSync(rules, JSON.stringify({ groups: planRules(COMPUTE_USD).map(groupOf) }));
    const cases = join(folder, "tests.yaml");
    writeFileSync(
      cases,
      JSON.stringify({ rule_files: [rules], evaluation_interval: every, tests: tests ?? [] }),
    );
    const args = tests === undefined ? ["check", "rules", rules] : ["test", "rules", cases];
    const { status, stdout, stderr } = spawnSync(promtool, args, { encoding: "utf8" });
    return { code: status ?? 1, said: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
