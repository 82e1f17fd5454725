/** What Amazon EKS refuses of clusters. */
import { UNKNOWN } from "../../../facts/values";
import type { Call, Rule } from "../../contract";
import { overlap, PRIVATE_BLOCKS } from "../cidr";
import { at, others, on, rules, text, texts, when } from "../read";
import { apiError, zoneOfSubnet } from "./places";

const CLUSTER = "aws:eks/cluster:Cluster";
const GROUP = "aws:eks/nodeGroup:NodeGroup";

/**
 * Minor versions of Kubernetes that EKS offers, standard and extended support.
 * Source: Amazon EKS User Guide, Understand the Kubernetes version lifecycle on EKS.
 */
export const EKS_MINORS = [30, 31, 32, 33, 34, 35] as const;

/** The minor version of `1.33`. */
export const minorOf = (version: string | undefined): number | undefined => {
  const match = /^1\.(\d+)$/.exec(version ?? "");
  return match === null ? undefined : Number(match[1]);
};

const create = (error: string): string => apiError("EKS: CreateCluster", error);
const update = (error: string): string => apiError("EKS: UpdateClusterVersion", error);

function versionMove(call: Call): string | undefined {
  const [from, to] = [minorOf(text(call.olds, "version")), minorOf(text(call.inputs, "version"))];
  if (from === undefined || to === undefined) return undefined;
  if (to < from)
    return update(
      `InvalidParameterException: Unsupported Kubernetes minor version update from 1.${from} to 1.${to}`,
    );
  return when(
    to > from + 1,
    update(
      `InvalidParameterException: Unsupported Kubernetes minor version update from 1.${from} to 1.${to}: one minor version at a time`,
    ),
  );
}

/** Refusals of clusters. */
export const EKS_RULES: readonly Rule[] = [
  ...rules(
    "Amazon EKS User Guide, View Amazon EKS networking requirements for VPC and subnets",
    on("create", [CLUSTER]),
    {
      "eks-two-zones": (call) => {
        const zones = new Set(
          texts(call.inputs, "vpcConfig.subnetIds").map((id) => zoneOfSubnet(call, id)),
        );
        return when(
          zones.size < 2,
          create(
            "InvalidParameterException: Subnets specified must be in at least two different AZs",
          ),
        );
      },
    },
  ),
  ...rules(
    "Amazon EKS User Guide, Understand the Kubernetes version lifecycle on EKS",
    on("create update", [CLUSTER]),
    {
      "eks-version-unknown": (call) => {
        const version = text(call.inputs, "version");
        const isOffered = EKS_MINORS.some((minor) => minor === minorOf(version));
        return when(
          version !== undefined && !isOffered,
          create(`InvalidParameterException: unsupported Kubernetes version ${version}`),
        );
      },
    },
  ),
  ...rules(
    "Amazon EKS User Guide, Update existing cluster to new Kubernetes version",
    on("update", [CLUSTER]),
    { "eks-version-move": versionMove },
  ),
  ...rules("Amazon EKS User Guide, Cluster API server endpoint", on("create update", [CLUSTER]), {
    "eks-no-endpoint": (call) =>
      when(
        at(call.inputs, "vpcConfig.endpointPublicAccess") === false &&
          at(call.inputs, "vpcConfig.endpointPrivateAccess") !== true &&
          at(call.inputs, "vpcConfig.endpointPrivateAccess") !== UNKNOWN,
        create("InvalidParameterException: Private and public endpoint access cannot be false"),
      ),
    "eks-private-range": (call) => {
      const wrong = texts(call.inputs, "vpcConfig.publicAccessCidrs").find(
        (cidr) => cidr !== "0.0.0.0/0" && PRIVATE_BLOCKS.some((block) => overlap(block, cidr)),
      );
      return when(
        wrong !== undefined,
        create(
          `InvalidParameterException: The following CIDRs are invalid in publicAccessCidrs: [${wrong}]`,
        ),
      );
    },
  }),
  ...rules("Amazon EKS API Reference, CreateCluster", on("create", [CLUSTER]), {
    "eks-cluster-duplicate": (call) =>
      when(
        others(call, CLUSTER).some((one) => one.id === call.inputs.name),
        create(
          `ResourceInUseException: Cluster already exists with name: ${text(call.inputs, "name")}`,
        ),
      ),
  }),
  ...rules("Amazon EKS User Guide, Delete a cluster", on("delete", [CLUSTER]), {
    "eks-cluster-has-nodes": (call) =>
      when(
        others(call, GROUP).some((one) => one.inputs.clusterName === call.id),
        apiError("EKS: DeleteCluster", `ResourceInUseException: Cluster has nodegroups attached`),
      ),
  }),
];
