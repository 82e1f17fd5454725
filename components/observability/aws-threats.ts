/** Findings of the cloud about the account, and acts that no release of ours ever does. */
import { EventRule, EventTarget } from "@pulumi/aws/cloudwatch";
import { Detector, DetectorFeature } from "@pulumi/aws/guardduty";
import { logicalName } from "../../plan/names";
import type { ObservabilityPlan } from "../../plan/observability";
import type { Severity } from "../../plan/observability/rules";
import type { Where } from "../contract";
import { siteName } from "../naming";
import type { AlertTopics } from "./aws-topics";

/** An event pattern. Source: Amazon EventBridge User Guide, "Event patterns". */
type Pattern = Readonly<Record<string, unknown>>;

/** Events that are alerts. */
interface Watch {
  readonly key: string;
  readonly severity: Severity;
  readonly description: string;
  readonly pattern: Pattern;
}

/** Calls of one service, as CloudTrail records them. */
function calls(service: string, names: readonly string[]): Pattern {
  return {
    source: [`aws.${service}`],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventSource: [`${service}.amazonaws.com`], eventName: [...names] },
  };
}

/** Severities of findings. Source: Amazon GuardDuty User Guide, "Severity levels of findings". */
const SEVERE = { medium: 4, high: 7 } as const;

function findings(condition: readonly (string | number)[]): Pattern {
  return {
    source: ["aws.guardduty"],
    "detail-type": ["GuardDuty Finding"],
    detail: { severity: [{ numeric: condition }] },
  };
}

/**
 * What is watched. Sources: CIS AWS Foundations Benchmark, section 4 (root, trail, keys); Amazon
 * GuardDuty User Guide, "Processing findings with Amazon EventBridge".
 */
export const WATCHES: readonly Watch[] = [
  {
    key: "finding-high",
    severity: "critical",
    description: "GuardDuty reports a threat of high severity",
    pattern: findings([">=", SEVERE.high]),
  },
  {
    key: "finding-medium",
    severity: "warning",
    description: "GuardDuty reports a threat of medium severity",
    pattern: findings([">=", SEVERE.medium, "<", SEVERE.high]),
  },
  {
    key: "trail-changed",
    severity: "critical",
    description: "Somebody stops, changes or deletes the trail",
    pattern: calls("cloudtrail", [
      "StopLogging",
      "DeleteTrail",
      "UpdateTrail",
      "PutEventSelectors",
    ]),
  },
  {
    key: "detector-changed",
    severity: "critical",
    description: "Somebody deletes the detector or hides findings",
    pattern: calls("guardduty", ["DeleteDetector", "UpdateDetector", "CreateFilter"]),
  },
  {
    key: "key-deleted",
    severity: "critical",
    description: "Somebody disables a key or orders its deletion",
    pattern: calls("kms", ["DisableKey", "ScheduleKeyDeletion"]),
  },
  {
    key: "root-used",
    severity: "critical",
    description: "Somebody uses the account's root user",
    pattern: {
      "detail-type": ["AWS API Call via CloudTrail", "AWS Console Sign In via CloudTrail"],
      detail: { userIdentity: { type: ["Root"] } },
    },
  },
];

/**
 * Protection that reads what the account has anyway. Agents on nodes and scans of volumes are not
 * among it: they are billed by processor and gigabyte.
 * Source: Amazon GuardDuty API Reference, DetectorFeatureConfiguration.
 */
const FEATURES = ["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "RDS_LOGIN_EVENTS"] as const;

/**
 * Makes the detector of the region, which the account has once, and the rules that turn findings
 * into alerts. Price: facts/prices, `guardduty`, by the events and gigabytes that it reads.
 *
 * @param where The component that owns them.
 * @param topics Where alerts go.
 * @param sources What it reads beside its foundation. A new detector has every plan on, so a plan
 *   that is not wanted is switched off by name.
 */
export function threatWatch(
  where: Where,
  topics: AlertTopics,
  sources: ObservabilityPlan["threats"],
): Detector {
  const { parent } = where;
  const detector = new Detector(
    logicalName(where.name, "detector"),
    { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
    { parent },
  );
  const status = sources === "all" ? "ENABLED" : "DISABLED";
  for (const feature of FEATURES) {
    const key = feature.toLowerCase().replaceAll("_", "-");
    new DetectorFeature(
      logicalName(where.name, "detector", key),
      { detectorId: detector.id, name: feature, status },
      { parent },
    );
  }
  for (const watch of WATCHES) report(where, watch, topics);
  return detector;
}

function report(where: Where, watch: Watch, topics: AlertTopics): void {
  const logical = logicalName(where.name, watch.key);
  const rule = new EventRule(
    logical,
    {
      name: siteName("eventRule", where, watch.key),
      description: watch.description,
      eventPattern: JSON.stringify(watch.pattern),
    },
    { parent: where.parent },
  );
  new EventTarget(
    logical,
    { rule: rule.name, arn: topics[watch.severity], targetId: watch.severity },
    { parent: where.parent },
  );
}
