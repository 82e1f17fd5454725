/** Flow logs of a network, in an encrypted log group that only their own role can write. */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { FlowLog, type Vpc } from "@pulumi/aws/ec2";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import type { ComponentResource } from "@pulumi/pulumi";
import { TAG } from "../../facts/tags";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, Placement } from "../contract";
import { siteName } from "../naming";
import { policyDocument, serviceTrust } from "../policy-document";

/** What is logged, and under which key. */
export interface FlowLogsArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly vpc: Vpc;
}

/** Addresses are personal data in the EU. Source: Court of Justice of the EU, C-582/14. */
const DATA_CLASS = { [TAG.dataClass]: "personal" } as const;

/** Seconds that one record covers: the shorter of the two that exist (60 and 600). */
const AGGREGATION_SECONDS = 60;

/** The log group, the role that writes it, and the flow log. Price: facts/prices, `logs`. */
export class FlowLogs {
  /**
   * @param parent The network component.
   * @param name Its logical name.
   * @param args What is logged, and under which key.
   */
  constructor(
    private readonly parent: ComponentResource,
    private readonly name: string,
    args: FlowLogsArgs,
  ) {
    const group = this.logGroup(args);
    const role = this.role(args);
    this.allowWriting(role, args);
    new FlowLog(
      logicalName(name, "flow-logs"),
      {
        vpcId: args.vpc.id,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: AGGREGATION_SECONDS,
      },
      { parent },
    );
  }

  private logGroup({ cell, site, keys }: FlowLogsArgs): LogGroup {
    return new LogGroup(
      logicalName(this.name, "flow-logs"),
      {
        name: groupName({ cell, site }),
        retentionInDays: site.network.flowLogRetentionDays,
        kmsKeyId: keys.logs,
        tags: DATA_CLASS,
      },
      { parent: this.parent },
    );
  }

  private role(args: FlowLogsArgs): Role {
    const mine = { StringEquals: { "aws:SourceAccount": args.cell.accountId } };
    return new Role(
      logicalName(this.name, "flow-logs"),
      {
        name: siteName("iamRole", args, "flow-logs"),
        assumeRolePolicy: serviceTrust("vpc-flow-logs.amazonaws.com", mine),
      },
      { parent: this.parent },
    );
  }

  /** Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs". */
  private allowWriting(role: Role, { cell, site }: FlowLogsArgs): void {
    const group = `arn:aws:logs:${site.region}:${cell.accountId}:log-group:${groupName({ cell, site })}`;
    new RolePolicy(
      logicalName(this.name, "flow-logs"),
      {
        name: "write",
        role: role.id,
        policy: policyDocument([
          {
            Sid: "Write",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            Resource: [group, `${group}:*`],
          },
        ]),
      },
      { parent: this.parent },
    );
  }
}

/** Name of the log group: planned, so that the role can be limited to it at preview. */
function groupName(placement: Placement): string {
  return `/${siteName("logGroup", placement, "flow-logs")}`;
}
