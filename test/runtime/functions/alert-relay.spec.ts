import assert from "node:assert/strict";
import type { Request } from "../../../runtime/functions/alert-relay/channels";
import {
  type RelayPort,
  type RelaySettings,
  relay,
} from "../../../runtime/functions/alert-relay/handler";
import { recordedEvent } from "./events";

const ROUTING_KEY = "R0123456789ABCDEFGHIJ";
const WEBHOOK = "https://hooks.slack.com/services/T000/B000/XXXX";

const both: RelaySettings = {
  pagerDutySecret: "pagerduty",
  slackSecret: "slack",
  pagerDutyRegion: "us",
  criticalTopics: [],
};

/** A world that answers with the statuses that are left, and then 200. */
class World implements RelayPort {
  readonly posted: Request[] = [];
  readonly logged: string[] = [];
  readonly slept: number[] = [];
  secrets: Record<string, string> = { pagerduty: ROUTING_KEY, slack: WEBHOOK };

  constructor(private readonly statuses: (number | undefined)[] = []) {}

  secret(name: string): Promise<string> {
    return Promise.resolve(this.secrets[name] ?? "");
  }

  post(request: Request): Promise<number> {
    this.posted.push(request);
    const status = this.statuses.length === 0 ? 200 : this.statuses.shift();
    return status === undefined
      ? Promise.reject(new Error(`reset ${request.url}`))
      : Promise.resolve(status);
  }

  sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    return Promise.resolve();
  }

  log = (level: string, message: string, fields: object = {}): void => {
    this.logged.push(JSON.stringify({ level, message, ...fields }));
  };

  to(host: string): readonly Request[] {
    return this.posted.filter(({ url }) => new URL(url).hostname === host);
  }
}

const replay = (world: World, event: string, settings: RelaySettings = both): Promise<void> =>
  relay(recordedEvent("alert-relay", event), settings, world);

describe("alert-relay", () => {
  it("pages for a critical alarm, and says it in the channel", async () => {
    const world = new World();
    await replay(world, "alarm");
    assert.deepEqual(world.to("events.pagerduty.com"), [
      {
        url: "https://events.pagerduty.com/v2/enqueue",
        body: {
          routing_key: ROUTING_KEY,
          event_action: "trigger",
          dedup_key:
            "arn:aws:cloudwatch:us-east-1:111122223333:alarm:podcast-prod-primary-database-storage",
          payload: {
            summary: "podcast-prod-primary-database-storage is ALARM",
            source: "podcast-prod-primary-database-storage",
            severity: "critical",
            custom_details: {
              text: "critical: the database runs out of storage\nThreshold Crossed: 1 datapoint [9.5E9 (20/11/26 04:26:00)] was less than the threshold (1.07E10).",
            },
          },
        },
      },
    ]);
    assert.equal(world.to("hooks.slack.com").length, 1);
  });

  it("closes the same incident when the alarm is over", async () => {
    const world = new World();
    await replay(world, "alarm");
    await replay(world, "alarm-ok");
    const [opened, closed] = world.to("events.pagerduty.com").map(({ body }) => body) as {
      event_action: string;
      dedup_key: string;
    }[];
    assert.deepEqual([opened?.event_action, closed?.event_action], ["trigger", "resolve"]);
    assert.equal(opened?.dedup_key, closed?.dedup_key);
  });

  const severities: readonly (readonly [event: string, severity: string, text: RegExp])[] = [
    ["budget-near", "warning", /podcast-prod-primary-cell-monthly is at 81 %/],
    ["budget-over", "critical", /podcast-prod-primary-cell-monthly is at 101 %/],
    ["guardduty", "critical", /known malicious IP address/],
    ["anomaly", "warning", /Cost anomaly of \$151/],
    ["idle-cleanup", "warning", /1 ended/],
    ["text", "warning", /The replica of the database was restarted/],
  ];
  for (const [event, severity, text] of severities) {
    it(`takes ${event} as ${severity}`, async () => {
      const world = new World();
      await replay(world, event);
      assert.equal(world.to("events.pagerduty.com").length, severity === "critical" ? 1 : 0);
      const [message] = world.to("hooks.slack.com").map(({ body }) => body as { text: string });
      assert.match(message?.text ?? "", text);
      assert.equal(message?.text.startsWith(`*[${severity}]*`), true, message?.text);
    });
  }

  it("pages for whatever comes from a topic of critical alerts", async () => {
    const world = new World();
    const criticalTopics = ["arn:aws:sns:us-east-1:111122223333:podcast-prod-primary-alerts"];
    await replay(world, "text", { ...both, criticalTopics });
    assert.equal(world.to("events.pagerduty.com").length, 1);
  });

  it("keeps incidents of an EU cell in the EU", async () => {
    const world = new World();
    await replay(world, "alarm", { ...both, pagerDutyRegion: "eu" });
    assert.equal(world.to("events.eu.pagerduty.com").length, 1);
    assert.equal(world.to("events.pagerduty.com").length, 0);
  });

  it("tries again when the other end is busy, and waits longer each time", async () => {
    const world = new World([503, undefined, 202]);
    await replay(world, "text", { ...both, pagerDutySecret: undefined });
    assert.equal(world.posted.length, 3);
    assert.deepEqual(world.slept, [1000, 2000]);
  });

  it("does not try again what is refused, and fails so that the event is kept", async () => {
    const world = new World([400]);
    await assert.rejects(
      replay(world, "text", { ...both, pagerDutySecret: undefined }),
      /^Error: Error: Slack took no alert: status 400$/,
    );
    assert.equal(world.posted.length, 1);
  });

  it("says it in the channel even where nobody can be paged", async () => {
    const world = new World();
    world.secrets = { slack: WEBHOOK };
    world.secret = (name) =>
      name === "slack" ? Promise.resolve(WEBHOOK) : Promise.reject(new Error("AccessDenied"));
    await assert.rejects(replay(world, "alarm"), /AccessDenied/);
    assert.equal(world.to("hooks.slack.com").length, 1);
  });

  it("reads a secret that is a JSON object", async () => {
    const world = new World();
    world.secrets = {
      pagerduty: JSON.stringify({ routingKey: ROUTING_KEY }),
      slack: JSON.stringify({ webhookUrl: WEBHOOK }),
    };
    await replay(world, "alarm");
    assert.equal(world.to("hooks.slack.com")[0]?.url, WEBHOOK);
  });

  it("passes over a channel whose key nobody has set yet, and says so", async () => {
    const world = new World();
    world.secrets = { pagerduty: '{"routingKey":"unset"}', slack: '{"webhookUrl":"unset"}' };
    await replay(world, "alarm");
    assert.deepEqual(world.posted, []);
    assert.equal(world.logged.filter((line) => line.includes("channel without a key")).length, 2);
  });

  it("sends nothing to an address that is not Slack's", async () => {
    const world = new World();
    world.secrets = { pagerduty: ROUTING_KEY, slack: "https://example.com/hook" };
    await assert.rejects(replay(world, "text"), /holds no https:\/\/hooks\.slack\.com\/ address/);
    assert.deepEqual(world.posted, []);
  });

  it("never writes a secret, neither to the log nor into an error", async () => {
    const world = new World([undefined, undefined, undefined, undefined, undefined, undefined]);
    const error = await replay(world, "alarm").then(
      () => assert.fail("nothing failed"),
      (thrown: unknown) => String(thrown),
    );
    for (const said of [...world.logged, error]) {
      assert.ok(!said.includes(ROUTING_KEY) && !said.includes("services/T000"), said);
    }
  });
});
