/** What watches a site from outside its cluster: topics, logs, trail, findings, alarms. */
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { KeyOutputs, NetworkOutputs, Placement, Where } from "../contract";
import { metricAlarm } from "./aws-alarms";
import { type LogStores, logStores } from "./aws-logs";
import { threatWatch } from "./aws-threats";
import { type AlertTopics, alertTopics } from "./aws-topics";
import { auditTrail } from "./aws-trail";
import { type ReceiverSecrets, receiverSecrets } from "./receivers";

/** What the watch is made from. */
export interface AwsObservabilityArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
}

/** Price: facts/prices, `cloudwatch` (alarms, logs) and `s3`; findings by what is read. */
export class AwsObservability extends ComponentResource {
  /** ARNs of the topics: whoever relays alerts subscribes to them. */
  readonly topics: AlertTopics;
  /** Where the agent of the nodes writes; undefined where there is none. */
  readonly logs: LogStores | undefined;
  /** Keys of PagerDuty and Slack; undefined where nothing in the cluster raises alerts. */
  readonly receivers: ReceiverSecrets | undefined;

  /**
   * @param name Logical name.
   * @param args The cell, the site, its keys and its network.
   * @param opts Provider and transformations.
   */
  constructor(name: string, args: AwsObservabilityArgs, opts: ComponentResourceOptions) {
    super("platform:observability:AwsObservability", name, {}, opts);
    const { cell, site, keys, network } = args;
    const where: Where = { cell, site, parent: this, name };
    this.topics = alertTopics(where, keys);
    const { monitoring } = site.observability;
    this.logs = monitoring === undefined ? undefined : logStores(where, monitoring.logs, keys);
    this.receivers = monitoring === undefined ? undefined : receiverSecrets({ ...where, keys });
    auditTrail(where, keys);
    threatWatch(where, this.topics, site.observability.threats);
    for (const plan of site.observability.alarms) {
      metricAlarm(where, plan, { network, topics: this.topics });
    }
    this.registerOutputs({ topics: this.topics, logs: this.logs?.groupName });
  }
}
