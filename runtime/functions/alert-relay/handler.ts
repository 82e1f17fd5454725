/**
 * Hands alerts of a topic on: critical ones to PagerDuty and Slack, warnings to Slack. E-mail is a
 * subscription of the topic itself, so that it does not depend on this function.
 */
import { listAt, parsed, textAt } from "../shared/json";
import type { Log } from "../shared/runtime";
import { type Alert, type TopicMessage, alertOf } from "./alert";
import { type PagerDutyRegion, type Request, pagerDuty, slack } from "./channels";

/** What the relay asks of the world. */
export interface RelayPort {
  /** The value of a secret. */
  secret(name: string): Promise<string>;
  /** The status of the answer; throws where there is none. */
  post(request: Request): Promise<number>;
  sleep(milliseconds: number): Promise<void>;
  readonly log: Log;
}

/** How the relay is set up. */
export interface RelaySettings {
  /** Names of secrets; absent where the cell has no such channel. */
  readonly pagerDutySecret?: string;
  readonly slackSecret?: string;
  readonly pagerDutyRegion: PagerDutyRegion;
  readonly criticalTopics: readonly string[];
}

/** Attempts, and the first pause between them, which doubles. */
const ATTEMPTS = 3;
const PAUSE_MS = 1000;

/** Too many requests, or trouble at the other end: worth another attempt. */
function isTransient(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Posts until it is taken. Addresses and bodies hold secrets, so errors name the channel alone. */
async function deliver(port: RelayPort, channel: string, request: Request): Promise<void> {
  let last = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await port.sleep(PAUSE_MS * 2 ** (attempt - 1));
    const status = await port.post(request).catch(() => undefined);
    if (status !== undefined && status < 300) return;
    last = status === undefined ? "no answer" : `status ${status}`;
    if (status !== undefined && !isTransient(status)) break;
  }
  throw new Error(`${channel} took no alert: ${last}`);
}

/** What a secret holds until somebody has put the value in. */
const UNSET = "unset";

/**
 * A secret holds the value itself, or a JSON object with it under one key.
 *
 * @returns undefined where nobody has set it yet.
 */
async function secretValue(
  port: RelayPort,
  name: string,
  key: string,
): Promise<string | undefined> {
  const text = (await port.secret(name)).trim();
  const value = textAt(parsed(text), key) ?? text;
  if (value !== UNSET && value !== "") return value;
  port.log("warn", "channel without a key", { secret: name });
  return undefined;
}

async function page(port: RelayPort, settings: RelaySettings, alert: Alert): Promise<void> {
  if (settings.pagerDutySecret === undefined || alert.severity !== "critical") return;
  const routingKey = await secretValue(port, settings.pagerDutySecret, "routingKey");
  if (routingKey === undefined) return;
  await deliver(port, "PagerDuty", pagerDuty(alert, routingKey, settings.pagerDutyRegion));
}

async function tell(port: RelayPort, settings: RelaySettings, alert: Alert): Promise<void> {
  if (settings.slackSecret === undefined) return;
  const webhookUrl = await secretValue(port, settings.slackSecret, "webhookUrl");
  if (webhookUrl === undefined) return;
  await deliver(port, "Slack", slack(alert, webhookUrl));
}

/** Messages of an event of SNS. */
function messagesOf(event: unknown): readonly TopicMessage[] {
  return listAt(event, "Records").map((record) => ({
    id: textAt(record, "Sns", "MessageId") ?? "",
    topicArn: textAt(record, "Sns", "TopicArn") ?? "",
    subject: textAt(record, "Sns", "Subject") ?? "",
    body: textAt(record, "Sns", "Message") ?? "",
  }));
}

/**
 * Hands on every alert of an event. Each channel is tried even where another one fails; a repeated
 * event pages nobody again, since PagerDuty knows the key.
 *
 * @param event An event of SNS.
 * @param settings How the relay is set up.
 * @param port The world.
 * @throws Error if a channel took no alert, so that the event is tried again and then kept.
 */
export async function relay(
  event: unknown,
  settings: RelaySettings,
  port: RelayPort,
): Promise<void> {
  const failures: string[] = [];
  for (const message of messagesOf(event)) {
    const alert = alertOf(message, settings.criticalTopics);
    const { severity, status, source } = alert;
    port.log("info", "alert", { severity, status, source, messageId: message.id });
    const sent = await Promise.allSettled([
      page(port, settings, alert),
      tell(port, settings, alert),
    ]);
    for (const result of sent) {
      if (result.status === "rejected") failures.push(String(result.reason));
    }
  }
  if (failures.length > 0) throw new Error(failures.join("; "));
}
