import assert from "node:assert/strict";
import { ofType, theOne } from "../support/find";
import { type Recorded, resourcesOf } from "../support/recorded";

const BUDGET = "aws:budgets/budget:Budget";
const STORAGE = "kubernetes:storage.k8s.io/v1:StorageClass";
const VPA = "kubernetes:autoscaling.k8s.io/v1:VerticalPodAutoscaler";

interface Notification {
  readonly threshold: number;
  readonly notificationType: string;
  readonly subscriberSnsTopicArns: readonly string[];
}

describe("AwsCostControl", () => {
  let dev: readonly Recorded[] = [];
  let prod: readonly Recorded[] = [];
  before(async () => {
    dev = await resourcesOf("dev");
    prod = await resourcesOf("prod");
  });

  it("has the account's budgets and the cell's, by the month and by the day", () => {
    assert.deepEqual(
      ofType(prod, BUDGET).map(({ inputs }) => [inputs.name, inputs.timeUnit, inputs.limitAmount]),
      [
        ["podcast-prod-primary-account-monthly", "MONTHLY", "25000"],
        ["podcast-prod-primary-account-daily", "DAILY", "1000"],
        ["podcast-prod-primary-cell-monthly", "MONTHLY", "1400"],
        ["podcast-prod-primary-cell-daily", "DAILY", "70"],
      ],
    );
  });

  it("warns at 80 and 90 percent of actual cost, and pages at 100", () => {
    for (const { inputs } of ofType(prod, BUDGET)) {
      const notifications = inputs.notifications as readonly Notification[];
      assert.deepEqual(
        notifications.map((one) => [
          one.threshold,
          one.notificationType,
          one.subscriberSnsTopicArns,
        ]),
        [
          [80, "ACTUAL", ["arn:aws:mock:::primary-observability-warning"]],
          [90, "ACTUAL", ["arn:aws:mock:::primary-observability-warning"]],
          [100, "ACTUAL", ["arn:aws:mock:::primary-observability-critical"]],
        ],
      );
    }
  });

  it("watches every service for anomalies, and tells a topic of each", () => {
    const [monitor] = ofType(prod, "aws:costexplorer/anomalyMonitor:AnomalyMonitor");
    const [told] = ofType(prod, "aws:costexplorer/anomalySubscription:AnomalySubscription");
    assert.deepEqual(
      [monitor?.inputs.monitorType, monitor?.inputs.monitorDimension],
      ["DIMENSIONAL", "SERVICE"],
    );
    assert.deepEqual(
      [told?.inputs.frequency, told?.inputs.subscribers],
      ["IMMEDIATE", [{ type: "SNS", address: "arn:aws:mock:::primary-observability-warning" }]],
    );
  });

  it("cleans up every day, and may end only what carries the tag", () => {
    const policy = theOne(
      prod,
      "aws:iam/rolePolicy:RolePolicy",
      "primary-costcontrol-idle-cleanup",
    );
    const { Statement: statements } = JSON.parse(policy.inputs.policy as string) as {
      Statement: { Sid: string; Action: string | string[]; Condition?: object }[];
    };
    const changing = statements.filter(({ Action }) =>
      [Action].flat().some((action) => /^(ec2|elasticloadbalancing):(?!Describe)/.test(action)),
    );
    assert.deepEqual(
      changing.map(({ Sid }) => Sid),
      ["Mark", "End"],
    );
    for (const { Condition } of changing) {
      const { StringEquals } = Condition as { StringEquals?: object };
      assert.deepEqual(StringEquals, { "aws:ResourceTag/idle-cleanup": "allow" });
    }
    const schedule = theOne(
      prod,
      "aws:scheduler/schedule:Schedule",
      "primary-costcontrol-idle-cleanup-daily",
    );
    assert.equal(schedule.inputs.scheduleExpression, "cron(30 4 * * ? *)");
  });

  it("tags volumes, and lets those without data be ended", () => {
    const tagsOf = (name: string): unknown[] => {
      const { inputs } = theOne(prod, STORAGE, `primary-compute-foundation-${name}`);
      const parameters = Object.entries(inputs.parameters as Record<string, string>);
      return parameters
        .filter(([key]) => key.startsWith("tagSpecification_"))
        .map(([, tag]) => tag);
    };
    const shared = [
      "environment=prod",
      "cost-center=podcast-platform-prod",
      "residency=us",
      "owner=platform-team",
      "component=compute",
    ];
    assert.deepEqual(tagsOf("encrypted"), [...shared, "data-class=personal"]);
    assert.deepEqual(tagsOf("expendable"), [
      ...shared,
      "data-class=internal",
      "idle-cleanup=allow",
    ]);
  });

  it("recommends requests for every workload of prod, and changes none", () => {
    const specs = ofType(prod, VPA).map(({ inputs }) => inputs.spec as Record<string, object>);
    assert.deepEqual(
      specs.map(({ targetRef }) => (targetRef as { name: string }).name),
      ["api-service", "celery-worker", "celery-scheduler"],
    );
    for (const { updatePolicy } of specs) assert.deepEqual(updatePolicy, { updateMode: "Off" });
    assert.deepEqual(ofType(dev, VPA), []);
  });
});
