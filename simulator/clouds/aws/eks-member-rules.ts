/** What Amazon EKS refuses of node groups, add-ons and access. */
import type { Call, Rule, StoredResource } from "../../contract";
import { firstOf, given, num, others, on, rules, text, texts, when } from "../read";
import { hasOwnImage, instanceTypesOf, NODE } from "./eks-models";
import { minorOf } from "./eks-rules";
import { apiError, machine } from "./places";

const CLUSTER = "aws:eks/cluster:Cluster";
const GROUP = "aws:eks/nodeGroup:NodeGroup";
const ADDON = "aws:eks/addon:Addon";
const ENTRY = "aws:eks/accessEntry:AccessEntry";
const ACCESS = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const POD_IDENTITY = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
/** Beginnings of group names that the vendor keeps for itself. */
const OWN_GROUPS = /^(system|eks|aws|amazon|iam):/;
const IN_CLUSTER = [GROUP, ADDON, ENTRY, ACCESS, POD_IDENTITY];

const clusterOf = (call: Call): StoredResource | undefined =>
  others(call, CLUSTER).find((one) => one.id === call.inputs.clusterName);

/** Add-ons whose pods need a node before they are ready. */
const NEEDS_NODES = new Set([
  "coredns",
  "metrics-server",
  "aws-ebs-csi-driver",
  "snapshot-controller",
]);

/**
 * The form of versions by add-on: a build of EKS follows the version of the software.
 * Source: Amazon EKS User Guide, Amazon EKS add-ons.
 */
const ADDON_VERSION = /^v\d+\.\d+\.\d+-eksbuild\.\d+$/;

function nodesOf(call: Call): readonly StoredResource[] {
  return others(call, NODE).filter((one) => one.outputs.clusterName === call.inputs.clusterName);
}

function addonVersionFault(call: Call): string | undefined {
  const [name, version] = [text(call.inputs, "addonName"), text(call.inputs, "addonVersion")];
  const cluster = minorOf(text(clusterOf(call)?.inputs, "version"));
  if (version === undefined) return undefined;
  // The proxy follows the cluster's minor version, three behind at most.
  const own = name === "kube-proxy" ? Number(version.split(".")[1]) : undefined;
  const isFar = own !== undefined && cluster !== undefined && (own > cluster || own < cluster - 3);
  return when(
    !ADDON_VERSION.test(version) || isFar,
    apiError(
      "EKS: CreateAddon",
      `InvalidParameterException: Addon version specified is not supported: ${name} ${version}`,
    ),
  );
}

function architectureFault(call: Call): string | undefined {
  const ami = text(call.inputs, "amiType");
  if (ami === undefined || ami === "CUSTOM" || hasOwnImage(call)) return undefined;
  const arch = /ARM_64|_arm64/.test(ami) ? "arm64" : "amd64";
  const wrong = instanceTypesOf(call).find((kind) => machine(kind)?.arch !== arch);
  return when(
    wrong !== undefined,
    apiError(
      "EKS: CreateNodegroup",
      `InvalidParameterException: [${wrong}] is not a valid instance type for requested amiType ${ami}`,
    ),
  );
}

function sizeFault(call: Call): string | undefined {
  const [least = 0, now = 0, most = Infinity] = ["minSize", "desiredSize", "maxSize"].map((key) =>
    num(call.inputs, `scalingConfig.${key}`),
  );
  const node = (error: string): string =>
    apiError("EKS: CreateNodegroup", `InvalidParameterException: ${error}`);
  return firstOf([
    when(most < 1, node("maxSize must be at least 1")),
    when(now < least, node("desired capacity must be greater than or equal to minimum size")),
    when(now > most, node("desired capacity must be less than or equal to maximum size")),
  ]);
}

function hasTwin(call: Call, keys: readonly string[]): boolean {
  return others(call, call.type).some((one) =>
    keys.every((key) => one.inputs[key] === call.inputs[key]),
  );
}

/** Refusals of what belongs to a cluster. */
export const EKS_MEMBER_RULES: readonly Rule[] = [
  ...rules("Amazon EKS API Reference, CreateNodegroup and CreateAddon", on("create", IN_CLUSTER), {
    "eks-cluster-missing": (call) =>
      when(
        given(call.inputs, "clusterName") && clusterOf(call) === undefined,
        apiError(
          `EKS: Create${call.type.split(":")[2]}`,
          `ResourceNotFoundException: No cluster found for name: ${text(call.inputs, "clusterName")}.`,
        ),
      ),
  }),
  ...rules("Amazon EKS API Reference, CreateNodegroup", on("create", [GROUP]), {
    "eks-node-architecture": architectureFault,
  }),
  ...rules("Amazon EKS API Reference, NodegroupScalingConfig", on("create update", [GROUP]), {
    "eks-node-group-size": sizeFault,
  }),
  ...rules(
    "Amazon EKS User Guide, Customize managed nodes with launch templates",
    on("create", [GROUP]),
    {
      "eks-template-and-disk": (call) =>
        when(
          given(call.inputs, "launchTemplate") && given(call.inputs, "diskSize"),
          apiError(
            "EKS: CreateNodegroup",
            "InvalidParameterException: Disk size must be specified within the launch template.",
          ),
        ),
    },
  ),
  ...rules("Amazon EKS API Reference, CreateAddon", on("create update", [ADDON]), {
    "eks-addon-version": addonVersionFault,
  }),
  ...rules(
    "Amazon EKS User Guide, Troubleshoot problems with Amazon EKS add-ons",
    on("create", [ADDON]),
    {
      "eks-addon-without-nodes": (call) => {
        const name = text(call.inputs, "addonName") ?? "";
        const isIdle = NEEDS_NODES.has(name) && nodesOf(call).length === 0;
        return when(
          isIdle,
          `waiting for EKS Add-On (${text(call.inputs, "clusterName")}:${name}) create: timeout while waiting for state to become 'ACTIVE' (last state: 'DEGRADED', timeout: 20m0s). last error: InsufficientNumberOfReplicas: The add-on is unhealthy because it doesn't have the desired number of replicas.`,
        );
      },
    },
  ),
  ...rules("Amazon EKS API Reference, CreateAccessEntry", on("create", [ENTRY]), {
    "eks-access-entry-duplicate": (call) =>
      when(
        hasTwin(call, ["clusterName", "principalArn"]),
        apiError(
          "EKS: CreateAccessEntry",
          `ResourceInUseException: The specified access entry resource is already in use on this cluster: ${text(call.inputs, "principalArn")}`,
        ),
      ),
    "eks-access-entry-group": (call) => {
      const group = texts(call.inputs, "kubernetesGroups").find((name) => OWN_GROUPS.test(name));
      return when(
        group !== undefined,
        apiError(
          "EKS: CreateAccessEntry",
          `InvalidParameterException: The kubernetes group name ${group} is invalid, it cannot start with system:, eks:, aws:, amazon:, or iam:`,
        ),
      );
    },
  }),
  ...rules("Amazon EKS API Reference, AssociateAccessPolicy", on("create", [ACCESS]), {
    "eks-access-entry-missing": (call) => {
      const exists = others(call, ENTRY).some(
        (one) =>
          one.inputs.clusterName === call.inputs.clusterName &&
          one.inputs.principalArn === call.inputs.principalArn,
      );
      return when(
        !exists,
        apiError(
          "EKS: AssociateAccessPolicy",
          `ResourceNotFoundException: The specified principalArn could not be found. You can view your available access entries with 'list-access-entries': ${text(call.inputs, "principalArn")}`,
        ),
      );
    },
  }),
  ...rules("Amazon EKS API Reference, CreatePodIdentityAssociation", on("create", [POD_IDENTITY]), {
    "eks-pod-identity-duplicate": (call) =>
      when(
        hasTwin(call, ["clusterName", "namespace", "serviceAccount"]),
        apiError(
          "EKS: CreatePodIdentityAssociation",
          `ResourceInUseException: Association already exists: ${text(call.inputs, "namespace")}/${text(call.inputs, "serviceAccount")}`,
        ),
      ),
  }),
];
