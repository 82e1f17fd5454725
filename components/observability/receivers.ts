/** Secrets with the keys of PagerDuty and Slack, which people set and the program never reads. */
import { output } from "@pulumi/pulumi";
import {
  RECEIVER_KEYS,
  type Receiver,
  type ReceiverSecret,
  UNSET,
} from "../../plan/observability/receivers";
import type { SecretOutputs } from "../contract";
import { type Owner, storeSecret } from "../stored-secret";

/** The secrets by receiver. */
export type ReceiverSecrets = Readonly<Record<Receiver, SecretOutputs>>;

/** Name of an own secret, after the platform's prefix. */
const ROLES = { pagerDuty: "alert-pagerduty", slack: "alert-slack" } as const satisfies Record<
  Receiver,
  string
>;

/**
 * A secret that stands under a name of the configuration: made before the program runs. Secrets
 * Manager ends each ARN with six characters of its own.
 * Source: AWS Secrets Manager User Guide, "What's in a Secrets Manager secret?".
 */
function named(owner: Owner, name: string): SecretOutputs {
  const { cell, site, parent } = owner;
  const arn = `arn:aws:secretsmanager:${site.region}:${cell.accountId}:secret:${name}-??????`;
  return { name, arn: output(arn), stored: parent };
}

function secretOf(owner: Owner, receiver: Receiver, of: ReceiverSecret): SecretOutputs {
  if (of.kind === "named") return named(owner, of.name);
  // Written once, so that what people put there stays: docs/runbooks/secret-rotation.md.
  const values = { [RECEIVER_KEYS[receiver]]: UNSET };
  return storeSecret(owner, { role: ROLES[receiver], version: UNSET, values });
}

/**
 * The secrets of the receivers.
 *
 * @param owner Who owns those that the program makes.
 */
export function receiverSecrets(owner: Owner): ReceiverSecrets {
  const { receivers } = owner.site.observability;
  return {
    pagerDuty: secretOf(owner, "pagerDuty", receivers.pagerDuty),
    slack: secretOf(owner, "slack", receivers.slack),
  };
}
