/** How an alert is said to PagerDuty and to Slack. */
import type { Alert } from "./alert";

/** A request of HTTP. */
export interface Request {
  readonly url: string;
  readonly body: object;
}

/** Longest texts. Source: PagerDuty, "Send an Alert Event": `summary` 1024, `dedup_key` 255. */
const PAGERDUTY_MAX = { summary: 1024, key: 255 } as const;

/** Source: Slack API, "Formatting text": messages are cut at 40,000 characters; nobody reads 3,000. */
const SLACK_MAX_CHARS = 3000;

/** Source: PagerDuty, "Service Regions": EU accounts have a host of their own. */
const PAGERDUTY_HOSTS = {
  us: "https://events.pagerduty.com",
  eu: "https://events.eu.pagerduty.com",
} as const;

/** Where an account of PagerDuty is. */
export type PagerDutyRegion = keyof typeof PAGERDUTY_HOSTS;

/**
 * Opens or closes an incident. Two events with one key are one incident.
 * Source: PagerDuty, "Events API v2 Overview".
 *
 * @param alert The alert.
 * @param routingKey Of the service's integration; a secret.
 * @param region Where the account is.
 */
export function pagerDuty(alert: Alert, routingKey: string, region: PagerDutyRegion): Request {
  return {
    url: `${PAGERDUTY_HOSTS[region]}/v2/enqueue`,
    body: {
      routing_key: routingKey,
      event_action: alert.status === "resolved" ? "resolve" : "trigger",
      dedup_key: alert.key.slice(-PAGERDUTY_MAX.key),
      payload: {
        summary: alert.title.slice(0, PAGERDUTY_MAX.summary),
        source: alert.source,
        severity: alert.severity,
        custom_details: { text: alert.text },
      },
      ...(alert.link === undefined ? {} : { links: [{ href: alert.link, text: "Details" }] }),
    },
  };
}

/** Characters that Slack reads as markup. Source: Slack API, "Formatting text", Escaping text. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * Says it in the channel of an incoming webhook.
 * Source: Slack API, "Sending messages using incoming webhooks".
 *
 * @param alert The alert.
 * @param webhookUrl Of the channel; a secret.
 * @throws Error if it is no webhook of Slack: the text would go to a stranger.
 */
export function slack(alert: Alert, webhookUrl: string): Request {
  if (!webhookUrl.startsWith("https://hooks.slack.com/")) {
    throw new Error("the Slack secret holds no https://hooks.slack.com/ address");
  }
  const state = alert.status === "resolved" ? "resolved" : alert.severity;
  const lines = [`*[${state}]* ${escaped(alert.title)}`, escaped(alert.text), alert.link ?? ""];
  const text = lines.filter((line) => line !== "").join("\n");
  return { url: webhookUrl, body: { text: text.slice(0, SLACK_MAX_CHARS) } };
}
