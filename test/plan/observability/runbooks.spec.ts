import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { platformProgram } from "../../../automation/cli";
import { WATCHES } from "../../../components/observability/aws-threats";
import { planCell } from "../../../plan/plan";
import { RUNBOOKS, planRules, runbookOf } from "../../../plan/observability/rules";
import { configOf } from "../../support/config";
import { ROOT, type Recorded, resourcesOf } from "../../support/recorded";

const FOLDER = join(ROOT, RUNBOOKS);
const pages = readdirSync(FOLDER).filter((file) => file !== "README.md");
const { primary } = planCell("prod", configOf("prod"));

/** Pages of procedures: seed, Disaster Recovery Procedures, and what goes with them. */
const PROCEDURES = [
  "automated-failover",
  "manual-failover",
  "failback",
  "restore-from-backup",
  "restore-of-time-series",
  "decommission",
  "drill",
  "secret-rotation",
  "break-glass",
];

const ALERTS: readonly string[] = [
  ...planRules(1).flatMap(({ alerts }) => alerts.map(({ alert }) => runbookOf(alert))),
  ...primary.observability.alarms.map(({ key }) => key),
  ...WATCHES.map(({ key }) => key),
];

/** Commands in fenced blocks and between backticks, with the page that they stand on. */
function commandsOf(page: string): readonly string[] {
  const text = readFileSync(join(FOLDER, page), "utf8");
  const fenced = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    block!.split("\n").map((line) => line.trim()),
  );
  const inline = [...text.matchAll(/`((?:npm|kubectl|aws) [^`]+)`/g)].map(([, command]) =>
    command!.replaceAll(/\s*\n\s*/g, " "),
  );
  return [...fenced, ...inline].filter((line) => line !== "");
}

const commands = pages.flatMap((page) => commandsOf(page).map((line) => ({ page, line })));

/** Programs that a runbook may call. */
const PROGRAMS = new Set(["npm", "kubectl", "aws", "psql", "pg_dump"]);

describe("runbooks", () => {
  let resources: readonly Recorded[] = [];
  before(async () => {
    resources = await resourcesOf("prod");
  });

  it("are there for every alert, every alarm, every watched event and every procedure", () => {
    const missing = [...ALERTS, ...PROCEDURES].filter(
      (name) => !existsSync(join(FOLDER, `${name}.md`)),
    );
    assert.deepEqual(missing, []);
  });

  it("belong to something", () => {
    const known = new Set([...ALERTS, ...PROCEDURES].map((name) => `${name}.md`));
    assert.deepEqual(
      pages.filter((page) => !known.has(page)),
      [],
    );
  });

  it("are all in the index, and the index names nothing else", () => {
    const index = readFileSync(join(FOLDER, "README.md"), "utf8");
    const linked = [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, file]) => file!);
    assert.deepEqual(linked.toSorted(), pages.toSorted());
  });

  it("say of each alert where it goes", () => {
    for (const { alert, severity } of planRules(1).flatMap(({ alerts }) => alerts)) {
      const text = readFileSync(join(FOLDER, `${runbookOf(alert)}.md`), "utf8");
      const expected = severity === "critical" ? "Critical: PagerDuty." : "Warning: Slack";
      assert.ok(text.startsWith(`# ${alert}\n\n${expected}`), alert);
    }
  });

  it("call programs that exist", () => {
    assert.ok(commands.length > 100, `${commands.length} commands`);
    const wrong = commands.filter(({ line }) => !PROGRAMS.has(line.split(" ")[0]!));
    assert.deepEqual(wrong, []);
  });

  it("call commands of this project by their names and options", () => {
    const program = platformProgram(() => undefined);
    const known = new Map(program.commands.map((one) => [one.name(), one]));
    const ours = commands.filter(({ line }) => line.startsWith("npm "));
    assert.ok(ours.length > 15, `${ours.length} commands of ours`);
    for (const { page, line } of ours) {
      const [, script, rest = ""] = /^npm run -s (platform|simulate) -- (.+)$/.exec(line) ?? [];
      assert.ok(script !== undefined, `${page}: ${line}`);
      if (script === "simulate") continue;
      const [name, ...args] = rest.split(" ");
      const command = known.get(name!);
      assert.ok(command !== undefined, `${page}: platform has no ${name}`);
      const options = args.filter((arg) => arg.startsWith("--"));
      const strange = options.filter((option) => command.options.every((o) => o.long !== option));
      assert.deepEqual(strange, [], `${page}: ${line}`);
    }
  });

  it("name namespaces and Deployments that prod has", () => {
    const namespaces = new Set([
      "kube-system",
      ...primary.compute.operators.map(({ namespace }) => namespace),
      ...resources
        .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
        .map(({ inputs }) => (inputs.metadata as { name: string }).name),
    ]);
    const workloads = new Set(["pgbouncer", ...primary.compute.workloads.map(({ name }) => name)]);
    for (const { page, line } of commands) {
      const [, namespace] = /^kubectl -n (\S+)/.exec(line) ?? [];
      if (namespace === undefined) continue;
      assert.ok(namespaces.has(namespace), `${page}: no namespace ${namespace}`);
      const named = [...line.matchAll(/deployment\/([\w-]+)/g)].map(([, name]) => name!);
      if (namespace !== primary.compute.namespace) continue;
      assert.deepEqual(
        named.filter((name) => !workloads.has(name)),
        [],
        `${page}: ${line}`,
      );
    }
  });

  it("name things of the cloud as prod names them", () => {
    const all = JSON.stringify(resources.map(({ inputs }) => inputs));
    const names = commands.flatMap(({ page, line }) =>
      [...line.matchAll(/podcast-prod-[a-z0-9-]*[a-z0-9]/g)].map(([name]) => ({ page, name })),
    );
    assert.ok(names.length > 20, `${names.length} names`);
    // What a procedure itself makes: a next generation, a restored copy, a last snapshot.
    const made = /-(g2|g1-fenced|restore)$/;
    const strange = names.filter(({ name }) => !all.includes(name) && !made.test(name));
    assert.deepEqual(strange, []);
  });
});
