/** Finds and ends load balancers. */
import {
  AddTagsCommand,
  DeleteLoadBalancerCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RemoveTagsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { tagsOf } from "./ec2";
import { type Found, IDLE_SINCE } from "./judge";

const elb = new ElasticLoadBalancingV2Client();

async function allArns(): Promise<readonly string[]> {
  const arns: string[] = [];
  let marker: string | undefined;
  do {
    const from = marker === undefined ? {} : { Marker: marker };
    const page = await elb.send(new DescribeLoadBalancersCommand(from));
    arns.push(...(page.LoadBalancers ?? []).map(({ LoadBalancerArn = "" }) => LoadBalancerArn));
    marker = page.NextMarker;
  } while (marker !== undefined);
  return arns;
}

/** Whether any group behind it has a target, in whatever health. */
async function hasTargets(arn: string): Promise<boolean> {
  const groups = await elb.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: arn }));
  for (const { TargetGroupArn = "" } of groups.TargetGroups ?? []) {
    const health = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    if ((health.TargetHealthDescriptions ?? []).length > 0) return true;
  }
  return false;
}

/** Load balancers; idle while nothing stands behind them. */
export async function balancers(): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const arn of await allArns()) {
    const { TagDescriptions = [] } = await elb.send(
      new DescribeTagsCommand({ ResourceArns: [arn] }),
    );
    const tags = tagsOf(TagDescriptions[0]?.Tags);
    found.push({ kind: "load-balancer", id: arn, tags, idle: !(await hasTargets(arn)) });
  }
  return found;
}

/**
 * Writes since when it is idle.
 *
 * @param found The load balancer.
 * @param since As ISO 8601.
 */
export async function markBalancer({ id }: Found, since: string): Promise<void> {
  const tag = { Key: IDLE_SINCE, Value: since };
  await elb.send(new AddTagsCommand({ ResourceArns: [id], Tags: [tag] }));
}

/**
 * Forgets since when it is idle.
 *
 * @param found The load balancer.
 */
export async function unmarkBalancer({ id }: Found): Promise<void> {
  await elb.send(new RemoveTagsCommand({ ResourceArns: [id], TagKeys: [IDLE_SINCE] }));
}

/**
 * Deletes a load balancer.
 *
 * @param found The load balancer.
 */
export async function deleteBalancer({ id }: Found): Promise<void> {
  await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: id }));
}
