/** What the clean-up of idle things may do: look at all, and end only what its owner allows. */
import type { Input } from "@pulumi/pulumi";
import type { IdlePlan } from "../../plan/costcontrol/idle";
import type { Statements } from "../policy-document";

/** Whose things, and by which tag they may end. */
export interface CleanupRights {
  readonly accountId: string;
  readonly region: string;
  readonly idle: IdlePlan;
  /** Topic of the report, and its key. */
  readonly topicArn: Input<string>;
  readonly topicKeyArn: Input<string>;
}

/** Calls that list things know no resource. Source: AWS Service Authorization Reference, EC2, ELB. */
const LOOK = [
  "ec2:DescribeAddresses",
  "ec2:DescribeInstances",
  "ec2:DescribeSnapshots",
  "ec2:DescribeVolumes",
  "elasticloadbalancing:DescribeLoadBalancers",
  "elasticloadbalancing:DescribeTags",
  "elasticloadbalancing:DescribeTargetGroups",
  "elasticloadbalancing:DescribeTargetHealth",
] as const;

/** Tag that the function writes. Source: runtime/functions/idle-cleanup/judge.ts. */
const MARK = "idle-since";

/**
 * Statements of the clean-up's role. The end of something is granted only where the plan ends
 * things, and then only for what carries the tag: a wrong line of code cannot delete more.
 *
 * @param rights Whose things, and by which tag they may end.
 */
export function cleanupStatements(rights: CleanupRights): Statements {
  const { accountId, region, idle, topicArn, topicKeyArn } = rights;
  const ec2 = (kind: string): string => {
    // Snapshots have an ARN without an account.
    const owner = kind === "snapshot" ? "" : accountId;
    return `arn:aws:ec2:${region}:${owner}:${kind}/*`;
  };
  const balancers = `arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/*`;
  const allow = { Effect: "Allow" } as const;
  const allowed = {
    StringEquals: { [`aws:ResourceTag/${idle.allowTag.key}`]: idle.allowTag.value },
  };
  const end = {
    ...allow,
    Sid: "End",
    Action: [
      "ec2:DeleteVolume",
      "ec2:DeleteSnapshot",
      "ec2:ReleaseAddress",
      "elasticloadbalancing:DeleteLoadBalancer",
    ],
    Resource: [ec2("volume"), ec2("snapshot"), ec2("elastic-ip"), balancers],
    Condition: allowed,
  };
  return [
    { ...allow, Sid: "Look", Action: LOOK, Resource: "*" },
    {
      ...allow,
      Sid: "Mark",
      Action: [
        "ec2:CreateTags",
        "ec2:DeleteTags",
        "elasticloadbalancing:AddTags",
        "elasticloadbalancing:RemoveTags",
      ],
      Resource: [ec2("volume"), ec2("snapshot"), ec2("elastic-ip"), balancers],
      Condition: { ...allowed, "ForAllValues:StringEquals": { "aws:TagKeys": [MARK] } },
    },
    { ...allow, Sid: "Report", Action: "sns:Publish", Resource: topicArn },
    {
      ...allow,
      Sid: "ReportKey",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: topicKeyArn,
      Condition: { StringEquals: { "kms:ViaService": `sns.${region}.amazonaws.com` } },
    },
    ...(idle.ends ? [end] : []),
  ];
}
