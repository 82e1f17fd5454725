import assert from "node:assert/strict";
import { maxConnections, RDS_SIZES, type RdsClass } from "../../../facts/sizes";
import { ConfigError } from "../../../plan/config/problems";
import { BACKUPS, minutesFromPlan, WINDOW_DISTANCE_MINUTES } from "../../../plan/dr/backups";
import { OBJECTIVES, recoveryBudget, STEP_LIMITS } from "../../../plan/dr/budget";
import { planCell } from "../../../plan/plan";
import { configOf, RAW_PROD } from "../../support/config";

const prod = planCell("prod", configOf("prod"));
const standby = prod.dr.standby!;

describe("disaster recovery by mode", () => {
  it("has nothing but the objects where the data may be lost", () => {
    const { dr } = planCell("dev", configOf("dev"));
    assert.deepEqual(
      [dr.mode, dr.backups, dr.standby, dr.budget],
      ["none", undefined, undefined, undefined],
    );
    assert.equal(dr.objects.generation, 1);
  });

  it("has backups and no site where the mode is backup", () => {
    const { dr } = planCell("prod", configOf("prod", { dr: { mode: "backup" } }));
    assert.equal(dr.backups, BACKUPS);
    assert.equal(dr.standby, undefined);
  });

  it("refuses a warm standby whole, and says what it would add", () => {
    const config = configOf("prod", { dr: { mode: "warm-standby" } });
    assert.throws(
      () => planCell("prod", config),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError);
        assert.match(
          error.message,
          /dr\.mode: is a mode that this version plans and does not build; it would add \$\d+ a month/,
        );
        assert.match(error.message, /allowed: none, backup, pilot-light/);
        return true;
      },
    );
  });

  it("refuses the phases that nothing walks yet", () => {
    const site = { active: "primary", phase: "failing-over", generation: 1 };
    assert.throws(
      () => planCell("prod", configOf("prod", { ...RAW_PROD, site })),
      /site\.phase: is a phase that this version does not build; got "failing-over"; allowed: primary-active/,
    );
  });
});

describe("a pilot light", () => {
  it("has a control plane, what runs on every node, and no node", () => {
    const { compute } = standby.site;
    assert.deepEqual(
      compute.nodePools.map(({ minNodes, desiredNodes, maxNodes }) => [
        minNodes,
        desiredNodes,
        maxNodes > 0,
      ]),
      compute.nodePools.map(() => [0, 0, true]),
    );
    assert.deepEqual(
      compute.addons.map(({ name }) => name),
      ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"],
    );
    assert.deepEqual([compute.operators, compute.workloads], [[], []]);
  });

  it("has another name than the first cluster, one way out, and no address of the first", () => {
    assert.notEqual(standby.site.compute.clusterName, prod.primary.compute.clusterName);
    assert.deepEqual(standby.site.network.natZones, ["us-west-2a"]);
    assert.equal(standby.site.network.cidr, prod.standby?.network.cidr);
  });

  it("asks for the nodes that the active site starts with", () => {
    assert.deepEqual(
      standby.failover.nodes,
      prod.primary.compute.nodePools.map(({ role, desiredNodes }) => ({
        pool: role,
        desired: desiredNodes,
      })),
    );
  });

  it("pulls its image in its own region, and ships events from the active one", () => {
    assert.match(standby.failover.programImage, /\.us-west-2\..*\/platform@sha256:/);
    assert.match(standby.outbox.image, /\.us-east-1\..*\/sql-client@sha256:/);
  });

  it("replays on a class that takes as many connections as its writer is told to", () => {
    const told = prod.primary.data.parameters.find(({ name }) => name === "max_connections");
    const classes = [prod.primary.data.instanceClass, standby.replica.instanceClass] as RdsClass[];
    for (const name of classes) {
      assert.ok(maxConnections(RDS_SIZES[name]) >= Number(told?.value), name);
    }
    assert.equal(standby.replica.promotedClass, prod.primary.data.instanceClass);
  });
});

describe("backups", () => {
  it("start at two, daily, weekly for four weeks and monthly for twelve months (seed)", () => {
    assert.deepEqual(
      BACKUPS.rules.map(({ name, schedule, keepDays }) => [name, schedule, keepDays]),
      [
        ["daily", "cron(0 2 * * ? *)", 7],
        ["weekly", "cron(0 2 ? * SUN *)", 28],
        ["monthly", "cron(0 2 1 * ? *)", 365],
      ],
    );
  });

  it("are kept within the lock: a backup outside of it would fail", () => {
    for (const { keepDays } of BACKUPS.rules) {
      assert.ok(keepDays >= BACKUPS.lock.minDays && keepDays <= BACKUPS.lock.maxDays);
    }
  });

  it("stay clear of every database's own window, tenants' included", () => {
    const windows = [
      prod.primary.data,
      standby.site.data,
      ...prod.primary.tenancy.enterprise.map(({ data }) => data),
    ].map(({ backupWindow }) => backupWindow);
    for (const window of windows) assert.ok(minutesFromPlan(window) >= WINDOW_DISTANCE_MINUTES);
  });

  it("measure the distance the shorter way round midnight", () => {
    assert.equal(minutesFromPlan("23:00-23:30"), 150);
    assert.throws(() => minutesFromPlan("late"), /late is no window/);
  });
});

describe("the budget of a disaster", () => {
  const budget = prod.dr.budget!;

  it("loses less than the seed's hour and lasts less than its four", () => {
    assert.ok(budget.rpoSeconds < OBJECTIVES.rpoSeconds, `${budget.rpoSeconds} s`);
    assert.ok(budget.rtoSeconds < OBJECTIVES.rtoSeconds, `${budget.rtoSeconds} s`);
  });

  it("is the largest loss and the sum of the steps", () => {
    const { loss, rpoSeconds } = recoveryBudget({ replicaLagSeconds: 9000, outboxSeconds: 60 });
    assert.equal(rpoSeconds, 9000);
    assert.equal(loss[0]?.seconds, 9000);
    const sum = budget.steps.reduce((total, { seconds }) => total + seconds, 0);
    assert.equal(budget.rtoSeconds, sum);
  });

  it("counts no step shorter than the workflow lets it take", () => {
    const seconds = (name: string): number =>
      budget.steps.find((step) => step.name === name)?.seconds ?? 0;
    assert.ok(seconds("promote the database") >= STEP_LIMITS.promoteSeconds);
    assert.ok(seconds("start nodes") >= STEP_LIMITS.nodesSeconds);
    assert.ok(seconds("verify") >= STEP_LIMITS.verifySeconds);
    const declared = seconds("declare releases and workloads") + seconds("restore the time series");
    assert.ok(declared >= STEP_LIMITS.buildMinutes * 60);
    assert.ok(seconds("promote the database") <= OBJECTIVES.databaseSeconds);
    assert.ok(seconds("move traffic") <= OBJECTIVES.dnsSeconds);
  });

  it("says why", () => {
    const said = prod.reasons.filter(({ what }) => what.startsWith("dr."));
    assert.deepEqual(
      said.map(({ what }) => what),
      ["dr.mode", "dr.standby.replica", "dr.standby.detector", "dr.budget.rpo", "dr.budget.rto"],
    );
    assert.match(said[3]?.why ?? "", /relational data 15 min.*at most 60 min \(seed\)/);
  });
});
