import assert from "node:assert/strict";
import { planCostControl } from "../../../plan/costcontrol";
import { planBudgets } from "../../../plan/costcontrol/budgets";
import { SHAPES } from "../../../plan/environments";
import { openCost } from "../../../plan/operators/opencost";
import { vpa } from "../../../plan/operators/vpa";
import { configOf } from "../../support/config";

const args = {
  config: configOf("prod"),
  shape: SHAPES.prod,
  tags: { "cost-center": "podcast-platform-prod" },
  clusterName: "podcast-platform-prod",
};

describe("control of cost", () => {
  it("has the seed's budgets for the account, and the cell's ceiling beside them", () => {
    const percentages = [80, 90, 100];
    assert.deepEqual(planBudgets({ monthlyUsd: 1400, dailyUsd: 70, alertPercentages: [50, 100] }), [
      {
        key: "account-monthly",
        limitUsd: 25_000,
        timeUnit: "MONTHLY",
        alertPercentages: percentages,
      },
      {
        key: "account-daily",
        limitUsd: 1000,
        timeUnit: "DAILY",
        alertPercentages: percentages,
      },
      { key: "cell-monthly", limitUsd: 1400, timeUnit: "MONTHLY", alertPercentages: [50, 100] },
      { key: "cell-daily", limitUsd: 70, timeUnit: "DAILY", alertPercentages: [50, 100] },
    ]);
  });

  it("tells of an anomaly from five percent of the ceiling on", () => {
    const { part } = planCostControl(args);
    assert.equal(part.anomalyUsd, Math.round(args.config.budget.monthlyUsd * 0.05));
  });

  it("tells ten people by e-mail, the most that a notification takes", () => {
    const emails = Array.from({ length: 12 }, (_, i) => `someone${i}@example.com`);
    const config = { ...args.config, alerts: { emails } };
    const { part } = planCostControl({ ...args, config });
    assert.deepEqual(part.emails, emails.slice(0, 10));
  });

  it("knows what is ours by our tag and by that of the controller of load balancers", () => {
    const { idle } = planCostControl(args).part;
    assert.deepEqual(idle.ours, [
      { key: "cost-center", value: "podcast-platform-prod" },
      { key: "elbv2.k8s.aws/cluster", value: "podcast-platform-prod" },
    ]);
    assert.equal(idle.idleHours, 24);
  });

  it("recommends requests where the environment measures inside its cluster", () => {
    const of = (environment: keyof typeof SHAPES): boolean =>
      planCostControl({ ...args, shape: SHAPES[environment] }).part.rightSizing;
    assert.deepEqual([of("dev"), of("staging"), of("prod")], [false, true, true]);
  });

  it("gives its reasons", () => {
    const { reasons } = planCostControl(args);
    assert.deepEqual(
      reasons.map(({ what }) => what),
      ["budgets", "idle"],
    );
  });
});

describe("OpenCost", () => {
  const plan = openCost("podcast-platform-prod");

  it("stands beside Prometheus, which it reads, and after its kinds", () => {
    assert.equal(plan.namespace, "monitoring");
    assert.deepEqual(plan.needs, ["kube-prometheus-stack"]);
    assert.deepEqual((plan.values.opencost as { prometheus: object }).prometheus, {
      internal: { enabled: false },
      external: {
        enabled: true,
        url: "http://stack-prometheus.monitoring.svc.cluster.local:9090",
      },
    });
  });

  it("opens no page and no door of its own", () => {
    const { ui, mcp } = plan.values.opencost as Record<string, { enabled: boolean }>;
    assert.deepEqual([ui, mcp], [{ enabled: false }, { enabled: false }]);
  });
});

describe("the recommender", () => {
  it("comes without the parts that change pods", () => {
    const { updater, admissionController } = vpa().values;
    assert.deepEqual([updater, admissionController], [{ enabled: false }, { enabled: false }]);
    assert.deepEqual(vpa().calledPorts, []);
  });
});
