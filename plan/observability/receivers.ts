/** Who hears of alerts: PagerDuty of critical ones, Slack and e-mail of warnings (seed, Alerting). */
import type { CellConfig } from "../config/schema";

/**
 * Where the key of a receiver is. People put it there, never the program: either under a name that
 * the configuration gives, or into a secret that the program makes empty-handed and never writes
 * again.
 */
export type ReceiverSecret =
  { readonly kind: "named"; readonly name: string } | { readonly kind: "own" };

/** The receivers of a cell. */
export interface ReceiversPlan {
  readonly pagerDuty: ReceiverSecret;
  readonly slack: ReceiverSecret;
  /** Addresses; each confirms its subscription by a link. */
  readonly emails: readonly string[];
}

/** Field of a receiver's secret that holds its key. */
export const RECEIVER_KEYS = { pagerDuty: "routingKey", slack: "webhookUrl" } as const;

/** A receiver that has a key. */
export type Receiver = keyof typeof RECEIVER_KEYS;

/** Attribute of a message to the topic of warnings that is meant for e-mail alone. */
export const MAIL_ONLY = "mail-only";

/** What an own secret holds until somebody has set it: no key has this form. */
export const UNSET = "unset";

function secretOf(name: string | undefined): ReceiverSecret {
  return name === undefined ? { kind: "own" } : { kind: "named", name };
}

/**
 * Plans the receivers.
 *
 * @param config The configuration, key `alerts`.
 */
export function planReceivers({ alerts }: Pick<CellConfig, "alerts">): ReceiversPlan {
  return {
    pagerDuty: secretOf(alerts.pagerDutySecretName),
    slack: secretOf(alerts.slackSecretName),
    emails: alerts.emails,
  };
}
