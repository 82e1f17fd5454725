/** Where alerts of the cloud are published: one topic that pages, one that informs. */
import { Topic, TopicPolicy, TopicSubscription } from "@pulumi/aws/sns";
import type { Output } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { Severity } from "../../plan/observability/rules";
import type { KeyOutputs, Placement, Where } from "../contract";
import { siteName } from "../naming";
import { policyDocumentOf } from "../policy-document";

/** Severities, each with a topic. */
export const SEVERITIES = ["critical", "warning"] as const satisfies readonly Severity[];

/** The topics by severity. */
export type AlertTopics = Readonly<Record<Severity, Output<string>>>;

/** Services that publish on our behalf, and say on whose. */
const PUBLISHERS = [
  "cloudwatch.amazonaws.com",
  "budgets.amazonaws.com",
  "costalerts.amazonaws.com",
  "backup.amazonaws.com",
] as const;

/**
 * The ARN of a topic, known at preview: roles are limited to it before it exists.
 *
 * @param placement The cell and the site.
 * @param severity Which topic.
 */
export function topicArn(placement: Placement, severity: Severity): string {
  const name = siteName("snsTopic", placement, severity);
  return `arn:aws:sns:${placement.site.region}:${placement.cell.accountId}:${name}`;
}

/**
 * Makes both topics. Who else is to hear of alerts (the relay to PagerDuty and Slack) subscribes.
 * Price: a message costs a fraction of a cent, and there are few.
 *
 * @param where The component that owns them.
 * @param keys The site's keys.
 */
export function alertTopics(where: Where, keys: KeyOutputs): AlertTopics {
  const [critical, warning] = SEVERITIES.map((severity) => topic(where, severity, keys));
  if (critical === undefined || warning === undefined) throw new Error("a topic is missing");
  const { emails } = where.site.observability.receivers;
  for (const endpoint of emails) subscribe(where, warning, endpoint);
  return { critical: critical.arn, warning: warning.arn };
}

function topic(where: Where, severity: Severity, keys: KeyOutputs): Topic {
  const made = new Topic(
    logicalName(where.name, severity),
    { name: siteName("snsTopic", where, severity), kmsMasterKeyId: keys.logs },
    { parent: where.parent },
  );
  new TopicPolicy(
    logicalName(where.name, severity),
    { arn: made.arn, policy: policyOf(where, topicArn(where, severity)) },
    { parent: where.parent },
  );
  return made;
}

/**
 * EventBridge knows no conditions in the policy of a topic.
 * Source: Amazon EventBridge User Guide, "Using resource-based policies", Amazon SNS permissions.
 */
function policyOf({ cell }: Where, arn: string): Output<string> {
  const mine = { StringEquals: { "aws:SourceAccount": cell.accountId } };
  const publish = { Effect: "Allow", Action: "sns:Publish", Resource: arn } as const;
  return policyDocumentOf([
    {
      ...publish,
      Sid: "Services",
      Principal: { Service: [...PUBLISHERS] },
      Condition: mine,
    },
    { ...publish, Sid: "Rules", Principal: { Service: "events.amazonaws.com" } },
    {
      ...publish,
      Sid: "Account",
      Principal: { AWS: `arn:aws:iam::${cell.accountId}:root` },
    },
  ]);
}

/** A part of a name that an address makes: letters and digits, the rest as hyphens. */
function slugOf(address: string): string {
  return address
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The recipient confirms by a link that Amazon SNS sends. */
function subscribe(where: Where, warning: Topic, endpoint: string): TopicSubscription {
  return new TopicSubscription(
    logicalName(where.name, "email", slugOf(endpoint)),
    { topic: warning.arn, protocol: "email", endpoint },
    { parent: where.parent },
  );
}
