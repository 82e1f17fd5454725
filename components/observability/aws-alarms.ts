/** Alarms on stores and gateways, as the plan states them. */
import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import type { Input } from "@pulumi/pulumi";
import type { AlarmPlan, Watched } from "../../plan/observability/alarms";
import { RUNBOOKS } from "../../plan/observability/rules";
import { logicalName } from "../../plan/names";
import type { NetworkOutputs, Where } from "../contract";
import { generationName, siteName } from "../naming";
import type { AlertTopics } from "./aws-topics";

/** What alarms are made from. */
export interface AlarmsArgs {
  readonly network: NetworkOutputs;
  readonly topics: AlertTopics;
}

function never(watched: never): never {
  throw new Error(`no dimensions for ${JSON.stringify(watched)}`);
}

/** How the vendor names what is watched. */
function dimensionsOf(
  where: Where,
  watched: Watched,
  { natGatewayIds }: NetworkOutputs,
): Record<string, Input<string>> {
  switch (watched.kind) {
    case "database":
      return { DBInstanceIdentifier: generationName("rdsInstance", where, "database") };
    case "cache-node": {
      const group = siteName("cacheReplicationGroup", where, watched.group);
      return { CacheClusterId: `${group}-${watched.member}` };
    }
    case "nat": {
      const id = natGatewayIds.get(watched.zone);
      if (id === undefined) {
        const zones = [...natGatewayIds.keys()].join(", ");
        throw new Error(`no NAT gateway in ${watched.zone}, got ${zones}`);
      }
      return { NatGatewayId: id };
    }
    default:
      return never(watched);
  }
}

/** What tells two alarms of one kind apart. */
function partsOf(watched: Watched): readonly string[] {
  switch (watched.kind) {
    case "database":
      return [];
    case "cache-node":
      return [watched.member];
    case "nat":
      return [watched.zone];
    default:
      return never(watched);
  }
}

/**
 * One alarm. Price: facts/prices, `cloudwatch` (an alarm and month).
 *
 * @param where The component that owns it.
 * @param plan What it watches, and when it is raised.
 * @param args Ids of what it watches, and who hears of it.
 */
export function metricAlarm(where: Where, plan: AlarmPlan, args: AlarmsArgs): MetricAlarm {
  const parts = partsOf(plan.watched);
  const topic = args.topics[plan.severity];
  return new MetricAlarm(
    logicalName(where.name, plan.key, ...parts),
    {
      name: siteName("alarm", where, plan.key, ...parts),
      alarmDescription: `${plan.description}. ${RUNBOOKS}/${plan.key}.md`,
      namespace: plan.namespace,
      metricName: plan.metric,
      dimensions: dimensionsOf(where, plan.watched, args.network),
      statistic: plan.statistic,
      comparisonOperator: plan.comparison,
      threshold: plan.threshold,
      period: plan.periodSeconds,
      evaluationPeriods: plan.periods,
      treatMissingData: plan.missing,
      alarmActions: [topic],
      okActions: [topic],
    },
    { parent: where.parent },
  );
}
