/**
 * Hands the alerts of topics on to PagerDuty and Slack. E-mail addresses are subscribed to the
 * topics themselves, so that they do not depend on a function.
 */
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { MAIL_ONLY } from "../../plan/observability/receivers";
import type { KeyOutputs, Placement, SecretOutputs } from "../contract";
import type { Statements } from "../policy-document";
import { AwsFunction } from "./aws";
import { onTopic } from "./triggers";

/** Which topics, and where their alerts go. */
export interface AwsAlertRelayArgs extends Placement {
  readonly keys: KeyOutputs;
  /** Messages of `critical` page, whatever they say. */
  readonly topics: Readonly<Record<"critical" | "warning", Input<string>>>;
  /** Keys of the channels, which people put there. */
  readonly receivers: Readonly<Record<"pagerDuty" | "slack", SecretOutputs>>;
}

/** Price: of the function, see aws.ts. */
export class AwsAlertRelay extends ComponentResource {
  /**
   * Its own failures raise an alarm that no topic hears, since that topic would call it again; what
   * it could not deliver waits in its queue.
   *
   * @param name Logical name.
   * @param args Which topics, and where their alerts go.
   * @param opts Provider and transformations.
   */
  constructor(name: string, args: AwsAlertRelayArgs, opts: ComponentResourceOptions) {
    super("platform:functions:AwsAlertRelay", name, {}, opts);
    const { cell, topics, receivers } = args;
    const made = new AwsFunction(
      { ...args, parent: this, name },
      {
        code: "alert-relay",
        environment: {
          // Incidents of an EU cell stay in the EU.
          PAGERDUTY_REGION: cell.residency,
          PAGERDUTY_SECRET: receivers.pagerDuty.name,
          SLACK_SECRET: receivers.slack.name,
          CRITICAL_TOPIC_ARNS: topics.critical,
        },
        statements: readReceivers(args),
      },
    );
    for (const [key, topicArn] of Object.entries(topics)) {
      // Alertmanager tells Slack by itself, and comes here for the sake of e-mail alone.
      onTopic(made, { key, topicArn, filter: { [MAIL_ONLY]: [{ exists: false }] } });
    }
    this.registerOutputs({ functionName: made.functionName });
  }
}

/** Source: AWS Secrets Manager User Guide, "Determine who has permissions to your secrets". */
function readReceivers({ site, keys, receivers }: AwsAlertRelayArgs): Statements {
  const through = `secretsmanager.${site.region}.amazonaws.com`;
  return [
    {
      Sid: "Receivers",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: [receivers.pagerDuty.arn, receivers.slack.arn],
    },
    {
      Sid: "ReceiversKey",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: keys.secrets,
      Condition: { StringEquals: { "kms:ViaService": through } },
    },
  ];
}
