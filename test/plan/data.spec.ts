import assert from "node:assert/strict";
import { planData } from "../../plan/data";
import { demandOf } from "../../plan/demand";
import { SHAPES } from "../../plan/environments";
import type { DataPlan, Environment } from "../../plan/cell";

function dataIn(environment: Environment): DataPlan {
  const shape = SHAPES[environment];
  return planData({ demand: demandOf("dev"), shape, generation: 3, poolerImage: "p" }).part;
}

function minutes(time: string): number {
  const [hours, rest] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (rest ?? 0);
}

describe("the relational database", () => {
  it("keeps production's data and lets development's go", () => {
    const safety = (["dev", "staging", "prod"] as const).map((environment) => {
      const { multiAz, deletionProtection, finalSnapshot, backupRetentionDays } =
        dataIn(environment);
      return { multiAz, deletionProtection, finalSnapshot, backupRetentionDays };
    });
    const kept = { multiAz: true, deletionProtection: true, finalSnapshot: true };
    assert.deepEqual(safety, [
      { multiAz: false, deletionProtection: false, finalSnapshot: false, backupRetentionDays: 7 },
      { ...kept, backupRetentionDays: 7 },
      { ...kept, backupRetentionDays: 14 },
    ]);
  });

  it("backs up at least four hours away from the backup plan at 02:00, and before maintenance", () => {
    const { backupWindow, maintenanceWindow } = dataIn("prod");
    const [start = "", end = ""] = backupWindow.split("-");
    assert.ok(minutes(start) - 120 >= 240 && 120 + 1440 - minutes(end) >= 240);
    const maintenance = /^sun:(\d\d:\d\d)-sun:(\d\d:\d\d)$/.exec(maintenanceWindow);
    assert.ok(minutes(maintenance?.[1] ?? "") >= minutes(end));
  });

  it("carries its generation", () => {
    assert.equal(dataIn("prod").generation, 3);
  });

  it("shares a hundred connections between the poolers", () => {
    const shares = (["dev", "prod"] as const).map((environment) => {
      const { replicas, maxDbConnections, maxDbConnectionsPerReplica } = dataIn(environment).pooler;
      return [replicas, maxDbConnections, maxDbConnectionsPerReplica];
    });
    assert.deepEqual(shares, [
      [1, 100, 100],
      [2, 100, 50],
    ]);
  });

  it("forces TLS, keeps row security on, and logs no tenant's values", () => {
    const parameters = new Map(dataIn("prod").parameters.map(({ name, value }) => [name, value]));
    assert.deepEqual(
      [
        "rds.force_ssl",
        "row_security",
        "log_parameter_max_length",
        "log_min_duration_statement",
      ].map((name) => parameters.get(name)),
      ["1", "1", "0", "1000"],
    );
  });

  it("changes at the next start what the engine reads at its start only", () => {
    const late = dataIn("prod").parameters.filter(({ apply }) => apply === "pending-reboot");
    assert.deepEqual(
      late.map(({ name }) => name),
      ["max_connections", "shared_preload_libraries"],
    );
  });

  it("names each parameter once, in order", () => {
    const names = dataIn("prod").parameters.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)].toSorted());
  });
});
