/** Entry of the function: settings and the real world. */
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { fieldsOf } from "../shared/json";
import { log, setting } from "../shared/runtime";
import { balancers, deleteBalancer, markBalancer, unmarkBalancer } from "./balancers";
import {
  addresses,
  deleteSnapshot,
  deleteVolume,
  instances,
  mark,
  releaseAddress,
  snapshots,
  unmark,
  volumes,
} from "./ec2";
import { type CleanupPort, type Report, cleanUp } from "./handler";
import type { Found, Kind, Rules } from "./judge";

const topics = new SNSClient();

const FIND: Readonly<Record<Kind, () => Promise<readonly Found[]>>> = {
  volume: volumes,
  address: addresses,
  snapshot: snapshots,
  "load-balancer": balancers,
  instance: instances,
};

const END: Readonly<Partial<Record<Kind, (found: Found) => Promise<void>>>> = {
  volume: deleteVolume,
  address: releaseAddress,
  snapshot: deleteSnapshot,
  "load-balancer": deleteBalancer,
};

async function publish(report: Report): Promise<void> {
  const { TOPIC_ARN } = process.env;
  if (TOPIC_ARN === undefined) return;
  const { ended, wouldEnd, left } = report;
  const body = {
    source: "idle-cleanup",
    title: `Idle clean-up: ${ended.length} ended, ${wouldEnd.length} to end, ${left.length} left`,
    text: [...ended, ...wouldEnd, ...left].join("\n"),
    severity: "warning",
  };
  await topics.send(
    new PublishCommand({
      TopicArn: TOPIC_ARN,
      Subject: "Idle clean-up",
      Message: JSON.stringify(body),
    }),
  );
}

const port: CleanupPort = {
  log,
  now: Date.now,
  find: (kind) => FIND[kind](),
  mark: (found, since) =>
    found.kind === "load-balancer" ? markBalancer(found, since) : mark(found, since),
  unmark: (found) => (found.kind === "load-balancer" ? unmarkBalancer(found) : unmark(found)),
  async end(found) {
    await END[found.kind]?.(found);
  },
  report: publish,
};

/** `OURS` is `key=value,key=value`: what carries one of these tags belongs to the cell. */
function rules(): Rules {
  const pairs = setting("OURS")
    .split(",")
    .map((pair) => pair.split("="));
  const ours = pairs.map(([key = "", value = ""]) => ({ key, value }));
  return { ours, idleHours: Number(setting("IDLE_HOURS")) };
}

/**
 * What Lambda calls.
 *
 * @param event `dryRun: false` lets it end something; everything else does not.
 */
export async function handler(event: unknown): Promise<Report> {
  const dryRun = fieldsOf(event).dryRun !== false;
  return cleanUp({ rules: rules(), dryRun }, port);
}
