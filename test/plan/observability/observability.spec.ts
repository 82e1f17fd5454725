import assert from "node:assert/strict";
import { RDS_SIZES, type RdsClass, maxConnections } from "../../../facts/sizes";
import { planCell } from "../../../plan/plan";
import { observabilityLoad } from "../../../plan/observability";
import { planRules } from "../../../plan/observability/rules";
import { computeBudgetUsd } from "../../../plan/observability/rules/cost";
import { BURN_RATES } from "../../../plan/observability/rules/slo";
import { UNSET } from "../../../plan/observability/receivers";
import { configOf } from "../../support/config";

const watchOf = (stack: "dev" | "prod" | "prod-eu", changes = {}) =>
  planCell(stack, configOf(stack, changes)).primary.observability;

describe("what watches a site", () => {
  it("costs development no node: neither servers nor agents are planned", () => {
    const dev = watchOf("dev");
    assert.equal(dev.monitoring, undefined);
    assert.deepEqual(observabilityLoad(dev, 2), { cpuMillis: 0, memoryMib: 0, pods: 0 });
    const { operators } = planCell("dev", configOf("dev")).primary.compute;
    assert.equal(
      operators.some(({ name }) => name === "kube-prometheus-stack"),
      false,
    );
  });

  it("measures production for fifteen days, with two agents on each node", () => {
    const { monitoring } = watchOf("prod");
    assert.ok(monitoring !== undefined);
    const { metricsRetentionDays, metricsMemoryMib, metricsGib, tracesGib, collectors } =
      monitoring;
    assert.deepEqual(
      { metricsRetentionDays, metricsMemoryMib, metricsGib, tracesGib, collectors },
      {
        metricsRetentionDays: 15,
        metricsMemoryMib: 1280,
        metricsGib: 30,
        tracesGib: 10,
        collectors: 2,
      },
    );
    const [one, three] = [1, 3].map((nodes) => observabilityLoad(watchOf("prod"), nodes).pods);
    assert.equal(three! - one!, 4);
  });

  it("grows with the tenants", () => {
    const sizes = (["year1", "year2", "year3"] as const).map(
      (capacity) => watchOf("prod", { capacity }).monitoring?.metricsGib,
    );
    assert.deepEqual(sizes, [30, 80, 250]);
  });

  it("keeps logs at hand for 30 days, and 90 days more in cheap storage", () => {
    const logs = watchOf("prod").monitoring?.logs;
    assert.deepEqual(
      [logs?.hotDays, logs?.coldAfterDays, logs?.endAfterDays, logs?.bucketName],
      [30, 30, 120, "podcast-prod-primary-pod-logs-444455556666-g1"],
    );
  });

  it("takes receivers by the names that the configuration gives, else makes their secrets", () => {
    assert.deepEqual(watchOf("prod").receivers, {
      pagerDuty: { kind: "own" },
      slack: { kind: "own" },
      emails: [],
    });
    const alerts = { emails: ["a@b.example"], slackSecretName: "slack", pagerDutySecretName: "pd" };
    assert.deepEqual(watchOf("prod", { alerts }).receivers, {
      pagerDuty: { kind: "named", name: "pd" },
      slack: { kind: "named", name: "slack" },
      emails: ["a@b.example"],
    });
    assert.doesNotMatch(UNSET, /https|[0-9a-f]{32}/);
  });

  it("has alarms on every node of the cache in production, on the broker alone in development", () => {
    const keys = (stack: "dev" | "prod") =>
      watchOf(stack).alarms.map(({ key, watched }) =>
        watched.kind === "cache-node" ? `${key} ${watched.member}` : key,
      );
    assert.deepEqual(keys("dev"), [
      "database-cpu",
      "database-storage",
      "database-connections",
      "database-silent",
      "broker-memory 001",
      "nat-ports",
    ]);
    const prod = keys("prod");
    assert.equal(prod.filter((key) => key.startsWith("cache-memory")).length, 6);
    assert.equal(prod.filter((key) => key === "nat-ports").length, 3);
  });

  it("raises alarms at the seed's limits", () => {
    const alarms = new Map(watchOf("prod").alarms.map((alarm) => [alarm.key, alarm]));
    const limit = (key: string) => alarms.get(key)?.threshold;
    assert.equal(limit("database-cpu"), 80);
    assert.equal(limit("database-storage"), 20 * 1024 ** 3);
    assert.equal(limit("cache-memory"), 80);
    const { parameters, instanceClass } = planCell("prod", configOf("prod")).primary.data;
    const stated = parameters.find(({ name }) => name === "max_connections")?.value;
    const most = Number(stated ?? maxConnections(RDS_SIZES[instanceClass as RdsClass]));
    assert.equal(limit("database-connections"), Math.floor(most * 0.8));
    assert.equal(alarms.get("database-silent")?.missing, "breaching");
  });
});

describe("rules on metrics", () => {
  const groups = planRules(530);
  const alerts = groups.flatMap((group) => group.alerts);

  it("have names of their own", () => {
    const names = [
      ...alerts.map(({ alert }) => alert),
      ...groups.flatMap(({ recordings }) => recordings.map(({ record }) => record)),
    ];
    assert.equal(new Set(names).size, names.length);
  });

  it("cover the seed: what pages, what warns, what scales", () => {
    const of = (kind: string, severity: string) =>
      alerts.filter((one) => one.kind === kind && one.severity === severity).length;
    assert.ok(of("availability", "critical") >= 1);
    assert.ok(of("database", "critical") >= 1);
    assert.ok(of("security", "critical") >= 1);
    assert.equal(of("cost", "critical"), 1);
    assert.equal(of("cost", "warning"), 1);
    assert.equal(of("errors", "warning"), 2);
    assert.equal(of("utilization", "warning"), 3);
    assert.equal(of("scaling", "warning"), 5);
  });

  it("wait five minutes before a page says that a service is down", () => {
    const down = alerts.find(({ alert }) => alert === "ServiceDown");
    assert.deepEqual([down?.for, down?.severity], ["5m", "critical"]);
  });

  it("burn by the table of the workbook, for 99.9 %", () => {
    assert.deepEqual(
      BURN_RATES.map(({ factor, longWindow, shortWindow }) => [factor, longWindow, shortWindow]),
      [
        [14.4, "1h", "5m"],
        [6, "6h", "30m"],
        [3, "1d", "2h"],
        [1, "3d", "6h"],
      ],
    );
    const limits = alerts
      .filter(({ kind }) => kind === "slo")
      .map(({ expr }) => /0\.\d+/.exec(expr)?.[0]);
    assert.deepEqual(limits, ["0.0144", "0.006", "0.003", "0.001"]);
  });

  it("record what alerts stand on", () => {
    const recorded = new Set(groups.flatMap(({ recordings }) => recordings.map((r) => r.record)));
    const used = alerts.flatMap(({ expr }) => expr.match(/\b[a-z_]+:[a-z_]+:?\w*/g) ?? []);
    assert.ok(used.length > 10);
    assert.deepEqual(
      used.filter((series) => !recorded.has(series)),
      [],
    );
  });

  it("give compute the seed's part of a budget", () => {
    assert.equal(computeBudgetUsd(1320), 500);
    assert.equal(computeBudgetUsd(1400), 530);
  });
});
