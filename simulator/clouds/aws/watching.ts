/** What watches an account: trails, detectors, alarms, topics. */
import type { Call, Model, Rule } from "../../contract";
import { firstOf, known, list, num, on, others, rules, text, when } from "../read";
import { models } from "./model";
import { apiError } from "./places";
import { admits, parsePolicy } from "./policy-document";

const TRAIL = "aws:cloudtrail/trail:Trail";
const DETECTOR = "aws:guardduty/detector:Detector";
const FEATURE = "aws:guardduty/detectorFeature:DetectorFeature";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TOPIC = "aws:sns/topic:Topic";
const ON_TOPICS: Readonly<Record<string, string>> = {
  "aws:sns/topicPolicy:TopicPolicy": "arn",
  "aws:sns/topicSubscription:TopicSubscription": "topic",
};

/** Models of what watches an account. */
export const WATCHING_MODELS: readonly Model[] = models([
  {
    type: "cloudtrail/trail:Trail",
    id: "arn:aws:cloudtrail:{region}:{account}:trail/{.name}",
    outputs: { arn: "{id}", homeRegion: "{region}" },
    replaceOn: ["name"],
  },
  {
    type: "guardduty/detector:Detector",
    id: "{hex32}",
    outputs: {
      accountId: "{account}",
      arn: "arn:aws:guardduty:{region}:{account}:detector/{id}",
    },
  },
  {
    type: "guardduty/detectorFeature:DetectorFeature",
    id: "{.detectorId}/{.name}",
    replaceOn: ["detectorId", "name"],
  },
  { type: "sns/topicPolicy:TopicPolicy", id: "{.arn}", replaceOn: ["arn"] },
]);

const create = (error: string): string => apiError("CloudTrail: CreateTrail", error);

/** CloudTrail looks at its bucket before it takes a trail. */
function bucketRefused(call: Call): string | undefined {
  const bucket = text(call.inputs, "s3BucketName");
  if (bucket === undefined) return undefined;
  if (call.cloud.find("aws:s3/bucket:Bucket", bucket) === undefined)
    return create(`S3BucketDoesNotExistException: S3 bucket ${bucket} does not exist!`);
  const policy = call.cloud
    .list("aws:s3/bucketPolicy:BucketPolicy")
    .find((one) => one.inputs.bucket === bucket);
  const isAdmitted = admits(
    parsePolicy(text(policy?.inputs, "policy")),
    (name) => name === "cloudtrail.amazonaws.com",
    ["s3:GetBucketAcl", "s3:PutObject"],
  );
  return when(
    !isAdmitted,
    create(
      `InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: ${bucket}`,
    ),
  );
}

/** Periods below a minute that a metric can be looked at. */
const SHORT_PERIODS = [10, 20, 30];
const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3600;
const MOST_ACTIONS = 5;

function alarmFault(call: Call): string | undefined {
  const invalid = (message: string): string =>
    apiError("CloudWatch: PutMetricAlarm", `ValidationError: ${message}`);
  const period = num(call.inputs, "period");
  const periods = num(call.inputs, "evaluationPeriods") ?? 1;
  const most = Math.max(
    ...["alarmActions", "okActions"].map((key) => list(call.inputs, key).length),
  );
  return firstOf([
    when(
      period !== undefined && period % 60 !== 0 && !SHORT_PERIODS.includes(period),
      invalid(`Period must be 10, 20, 30 or a multiple of 60, got ${period}`),
    ),
    when(
      period !== undefined && period < HOUR_SECONDS && period * periods > DAY_SECONDS,
      invalid("Metrics cannot be checked across more than a day (EvaluationPeriods * Period)"),
    ),
    when(
      most > MOST_ACTIONS,
      invalid(`Member must have length less than or equal to ${MOST_ACTIONS}, got ${most}`),
    ),
  ]);
}

function topicMissing(call: Call): string | undefined {
  const arn = text(call.inputs, ON_TOPICS[call.type] ?? "");
  const exists = others(call, TOPIC).some((one) => known(one).arn === arn || one.id === arn);
  return when(
    arn !== undefined && !exists,
    apiError("SNS: SetTopicAttributes", "NotFound: Topic does not exist"),
  );
}

/** Refusals of what watches an account. */
export const WATCHING_RULES: readonly Rule[] = [
  ...rules(
    "AWS CloudTrail User Guide, Amazon S3 bucket policy for CloudTrail",
    on("create update", [TRAIL]),
    { "trail-bucket-policy": bucketRefused },
  ),
  ...rules(
    "Amazon GuardDuty API Reference, UpdateDetector: BadRequestException",
    on("create", [FEATURE]),
    {
      "detector-unknown": (call) =>
        when(
          !others(call, DETECTOR).some((one) => one.id === call.inputs.detectorId),
          apiError(
            "GuardDuty: UpdateDetector",
            "BadRequestException: The request is rejected because the input detectorId is not owned by the current account.",
          ),
        ),
    },
  ),
  ...rules(
    "Amazon CloudWatch API Reference, PutMetricAlarm: Period, EvaluationPeriods",
    on("create update", [ALARM]),
    { "alarm-form": alarmFault },
  ),
  ...rules(
    "Amazon SNS API Reference, SetTopicAttributes and Subscribe: NotFound",
    on("create", Object.keys(ON_TOPICS)),
    { "topic-missing": topicMissing },
  ),
];
