/** A small stack like the platform's, for cost specs. */
import type { ResourceView } from "../../../analysis/resource";
import type { Values } from "../../../facts/values";
import { view } from "./support";

const REGION = "us-east-1";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

/** The database of the stack. */
export const DATABASE = {
  region: REGION,
  engine: "postgres",
  instanceClass: "db.t4g.large",
  multiAz: true,
  storageType: "gp3",
  allocatedStorage: 100,
  maxAllocatedStorage: 200,
  backupRetentionPeriod: 14,
} as const satisfies Values;

/** The node group of the stack. */
export const NODES = {
  region: REGION,
  instanceTypes: ["m7g.large"],
  capacityType: "ON_DEMAND",
  scalingConfig: { desiredSize: 3, minSize: 3, maxSize: 4 },
  launchTemplate: { id: "lt-1", version: "1" },
} as const satisfies Values;

/** Changes of the stack: inputs of the database or the nodes. */
export interface StackChanges {
  readonly database?: Values;
  readonly nodes?: Values;
}

/**
 * Cluster, nodes with a launch template, database, cache, NAT in three zones, key and log group.
 *
 * @param changes Inputs that differ.
 */
export function stack(changes: StackChanges = {}): readonly ResourceView[] {
  const template = view(
    TEMPLATE,
    {
      region: REGION,
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { volumeSize: 50, volumeType: "gp3" } },
      ],
    },
    { name: "template", outputs: { id: "lt-1" } },
  );
  const zones = ["a", "b", "c"];
  return [
    template,
    view("aws:eks/cluster:Cluster", { region: REGION, version: "1.34" }, { name: "cluster" }),
    view(
      "aws:eks/nodeGroup:NodeGroup",
      { ...NODES, ...changes.nodes },
      { name: "nodes", dependencies: { launchTemplate: [template.urn] } },
    ),
    view("aws:rds/instance:Instance", { ...DATABASE, ...changes.database }, { name: "database" }),
    view(
      "aws:elasticache/replicationGroup:ReplicationGroup",
      {
        region: REGION,
        engine: "valkey",
        nodeType: "cache.t4g.micro",
        numNodeGroups: 3,
        replicasPerNodeGroup: 1,
      },
      { name: "cache" },
    ),
    ...zones.flatMap((zone) => {
      const eip = view("aws:ec2/eip:Eip", { region: REGION }, { name: `eip-${zone}` });
      const dependencies = { allocationId: [eip.urn] };
      return [
        eip,
        view(
          "aws:ec2/natGateway:NatGateway",
          { region: REGION },
          { name: `nat-${zone}`, dependencies },
        ),
      ];
    }),
    view("aws:kms/key:Key", { region: REGION }, { name: "key" }),
    view(
      "aws:cloudwatch/logGroup:LogGroup",
      { region: REGION, retentionInDays: 30 },
      { name: "logs" },
    ),
    view("aws:ec2/subnet:Subnet", { region: REGION }, { name: "subnet" }),
  ];
}
