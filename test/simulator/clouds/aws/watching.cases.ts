/** Cases of trails, detectors, alarms and topics. */
import type { Values } from "../../../../facts/values";
import type { StoredResource } from "../../../../simulator/contract";
import { type RuleCase, thing } from "../support";

const TRAIL = "aws:cloudtrail/trail:Trail";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const ALARM: Values = {
  name: "cpu",
  namespace: "AWS/RDS",
  metricName: "CPUUtilization",
  comparisonOperator: "GreaterThanThreshold",
  period: 300,
  evaluationPeriods: 3,
  alarmActions: ["t"],
};

/** A bucket that CloudTrail takes. */
export const trailBucket = (name: string): readonly StoredResource[] => {
  const Statement = ["s3:GetBucketAcl", "s3:PutObject"].map((Action) => ({
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action,
    Resource: "*",
  }));
  return [
    thing("aws:s3/bucket:Bucket", name, { bucket: name }),
    thing(POLICY, name, { bucket: name, policy: JSON.stringify({ Statement }) }),
  ];
};

const trail = (drop: readonly string[], says: RegExp): RuleCase => ({
  rule: "trail-bucket-policy",
  type: TRAIL,
  inputs: { name: "audit", s3BucketName: "b" },
  world: trailBucket("b"),
  drop,
  says,
});

const alarm = (change: Values, says: RegExp): RuleCase => ({
  rule: "alarm-form",
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  inputs: ALARM,
  change,
  says,
});

const onTopic = (type: string, key: string): RuleCase => ({
  rule: "topic-missing",
  type,
  inputs: { [key]: "arn:aws:sns:us-east-1:111122223333:t" },
  world: [
    thing(
      "aws:sns/topic:Topic",
      "arn:aws:sns:us-east-1:111122223333:t",
      { name: "t" },
      { outputs: { arn: "arn:aws:sns:us-east-1:111122223333:t" } },
    ),
  ],
  change: { [key]: "arn:aws:sns:us-east-1:111122223333:other" },
  says: /Topic does not exist/,
});

/** Cases of trails, detectors, alarms and topics. */
export const WATCHING_CASES: readonly RuleCase[] = [
  trail(["b"], /S3BucketDoesNotExistException: S3 bucket b/),
  {
    ...trail([], /InsufficientS3BucketPolicyException: Incorrect S3 bucket policy.*: other/),
    add: [thing("aws:s3/bucket:Bucket", "other", { bucket: "other" })],
    change: { s3BucketName: "other" },
  },
  {
    rule: "detector-unknown",
    type: "aws:guardduty/detectorFeature:DetectorFeature",
    inputs: { detectorId: "d", name: "S3_DATA_EVENTS" },
    world: [thing("aws:guardduty/detector:Detector", "d")],
    change: { detectorId: "e" },
    says: /not owned by the current account/,
  },
  alarm({ period: 45 }, /multiple of 60, got 45/),
  alarm({ evaluationPeriods: 300 }, /more than a day/),
  alarm({ okActions: ["1", "2", "3", "4", "5", "6"] }, /equal to 5, got 6/),
  onTopic("aws:sns/topicPolicy:TopicPolicy", "arn"),
  onTopic("aws:sns/topicSubscription:TopicSubscription", "topic"),
];
