/** Entry of the function: settings and the real world. */
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { log, setting, sleep } from "../shared/runtime";
import { type RelayPort, type RelaySettings, relay } from "./handler";

/** Milliseconds after which a channel counts as silent. */
const TIMEOUT_MS = 5000;

const secrets = new SecretsManagerClient();

const port: RelayPort = {
  log,
  sleep,
  async secret(name) {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
    if (SecretString === undefined) throw new Error(`${name} holds no text`);
    return SecretString;
  },
  async post({ url, body }) {
    const { status } = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return status;
  },
};

function settings(): RelaySettings {
  const { PAGERDUTY_SECRET, SLACK_SECRET, CRITICAL_TOPIC_ARNS = "" } = process.env;
  return {
    ...(PAGERDUTY_SECRET === undefined ? {} : { pagerDutySecret: PAGERDUTY_SECRET }),
    ...(SLACK_SECRET === undefined ? {} : { slackSecret: SLACK_SECRET }),
    pagerDutyRegion: setting("PAGERDUTY_REGION") === "eu" ? "eu" : "us",
    criticalTopics: CRITICAL_TOPIC_ARNS.split(",").filter((arn) => arn !== ""),
  };
}

/**
 * What Lambda calls.
 *
 * @param event An event of SNS.
 */
export async function handler(event: unknown): Promise<void> {
  await relay(event, settings(), port);
}
