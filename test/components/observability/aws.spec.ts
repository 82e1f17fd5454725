import assert from "node:assert/strict";
import { WATCHES } from "../../../components/observability/aws-threats";
import { at, listAt, ofType, theOne } from "../../support/find";
import { planOf, type Recorded, resourcesOf } from "../../support/recorded";

const NAME = "primary-observability";

interface Statement {
  readonly Sid: string;
  readonly Principal: unknown;
  readonly Action: unknown;
  readonly Condition?: unknown;
}

function statements(resource: Recorded, key = "policy"): ReadonlyMap<string, Statement> {
  const document = JSON.parse(String(resource.inputs[key])) as { Statement: Statement[] };
  return new Map(document.Statement.map((one) => [one.Sid, one]));
}

describe("the watch outside of the cluster", () => {
  let prod: readonly Recorded[] = [];
  let dev: readonly Recorded[] = [];
  before(async () => {
    prod = await resourcesOf("prod");
    dev = await resourcesOf("dev");
  });

  it("has one trail over all regions, with proof, key and the bucket's leave", () => {
    const trail = theOne(prod, "aws:cloudtrail/trail:Trail", `${NAME}-trail`);
    const { isMultiRegionTrail, enableLogFileValidation, name } = trail.inputs;
    assert.deepEqual([isMultiRegionTrail, enableLogFileValidation], [true, true]);
    assert.equal(name, "podcast-prod-audit");
    const bucket = theOne(prod, "aws:s3/bucketPolicy:BucketPolicy", `${NAME}-trail-g1`);
    const policy = statements(bucket);
    assert.deepEqual(policy.get("TrailWrites")?.Condition, {
      StringEquals: {
        "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:444455556666:trail/podcast-prod-audit",
        "s3:x-amz-acl": "bucket-owner-full-control",
      },
    });
    assert.ok(policy.has("TrailLooks") && policy.has("OnlyTls"));
    assert.ok(trail.dependencies.includes(bucket.urn));
  });

  it("keeps the trail for a year in production, and as long as logs in development", () => {
    const days = (resources: readonly Recorded[]) =>
      at(
        theOne(
          resources,
          "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
          `${NAME}-trail-g1`,
        ).inputs,
        "rules",
        0,
        "expiration",
        "days",
      );
    assert.deepEqual([days(prod), days(dev)], [365, 90]);
  });

  it("lets its key be used by whoever publishes, and by the trail", () => {
    const key = theOne(prod, "aws:kms/key:Key", "primary-keys-logs");
    const policy = statements(key);
    assert.deepEqual(policy.get("PublishingRules")?.Principal, { Service: "events.amazonaws.com" });
    assert.match(JSON.stringify(policy.get("Publishers")), /cloudwatch\.amazonaws\.com/);
    assert.match(JSON.stringify(policy.get("CloudTrail")), /kms:GenerateDataKey\*/);
    for (const severity of ["critical", "warning"]) {
      const topic = theOne(prod, "aws:sns/topic:Topic", `${NAME}-${severity}`);
      assert.equal(typeof topic.inputs.kmsMasterKeyId, "string");
      const published = statements(
        theOne(prod, "aws:sns/topicPolicy:TopicPolicy", `${NAME}-${severity}`),
      );
      assert.deepEqual([...published.keys()], ["Services", "Rules", "Account"]);
    }
  });

  it("mails warnings to every address", () => {
    const { emails } = planOf("prod").primary.observability.receivers;
    const mails = ofType(prod, "aws:sns/topicSubscription:TopicSubscription").filter(
      ({ name, inputs }) => name.startsWith(NAME) && inputs.protocol === "email",
    );
    assert.ok(emails.length > 0);
    assert.deepEqual(
      mails.map(({ inputs }) => inputs.endpoint),
      emails,
    );
  });

  it("reports each watched event to the topic of its severity", () => {
    for (const { key, severity } of WATCHES) {
      const target = theOne(prod, "aws:cloudwatch/eventTarget:EventTarget", `${NAME}-${key}`);
      assert.equal(target.inputs.targetId, severity);
      const rule = theOne(prod, "aws:cloudwatch/eventRule:EventRule", `${NAME}-${key}`);
      assert.doesNotThrow(() => JSON.parse(String(rule.inputs.eventPattern)) as unknown);
    }
    assert.equal(ofType(prod, "aws:guardduty/detector:Detector").length, 1);
  });

  it("watches the database and the cache under the names that they have", () => {
    const alarms = ofType(prod, "aws:cloudwatch/metricAlarm:MetricAlarm").filter(({ name }) =>
      name.startsWith(NAME),
    );
    const named = (key: string) =>
      new Set(alarms.map(({ inputs }) => at(inputs, "dimensions", key)).filter(Boolean));
    const database = theOne(prod, "aws:rds/instance:Instance", "primary-data-g1");
    assert.deepEqual([...named("DBInstanceIdentifier")], [database.inputs.identifier]);
    const groups = ofType(prod, "aws:elasticache/replicationGroup:ReplicationGroup").map(
      ({ inputs }) => String(inputs.replicationGroupId),
    );
    const members = [...named("CacheClusterId")].map(String);
    assert.equal(members.length, 8);
    assert.ok(members.every((id) => groups.some((group) => id.startsWith(`${group}-0`))));
    assert.equal(named("NatGatewayId").size, 3);
    assert.ok(alarms.every(({ inputs }) => listAt(inputs, "alarmActions").length === 1));
  });

  it("writes logs of pods where production has an agent, and nowhere in development", () => {
    const group = theOne(prod, "aws:cloudwatch/logGroup:LogGroup", `${NAME}-pods`);
    assert.equal(group.inputs.retentionInDays, 30);
    assert.equal(
      ofType(dev, "aws:cloudwatch/logGroup:LogGroup").some(({ name }) => name === `${NAME}-pods`),
      false,
    );
  });

  it("makes secrets for receivers that hold no key, and never writes them again", () => {
    const version = theOne(
      prod,
      "aws:secretsmanager/secretVersion:SecretVersion",
      `${NAME}-alert-pagerduty-unset`,
    );
    assert.deepEqual(JSON.parse(String(version.inputs.secretString)), { routingKey: "unset" });
    assert.ok(version.ignoreChanges.includes("secretString"));
  });
});
