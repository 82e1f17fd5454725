/** Add-ons that the vendor manages, pinned by the table of versions. */
import { EKS_ADDONS, EKS_ADDON_VERSIONS, EKS_VERSION, type EksAddon } from "../facts/versions";
import type { AddonPlan } from "./cell";

interface AddonChoice {
  readonly needsNodes: boolean;
  /** Source: the JSON schema of each add-on, `aws eks describe-addon-configuration`. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Add-ons of a cluster. Where a node may go, what has copies stands on two of them.
 *
 * @param replicas Copies of what can have more than one.
 */
function choices(replicas: number): Readonly<Record<EksAddon, AddonChoice>> {
  return {
    "vpc-cni": {
      needsNodes: false,
      values: {
        // Off by default, and NetworkPolicies then do nothing at all.
        enableNetworkPolicy: "true",
        // In the default mode a new pod talks freely until its rules arrive.
        env: {
          NETWORK_POLICY_ENFORCING_MODE: "strict",
          // A small node would run out of addresses long before it runs out of memory.
          ENABLE_PREFIX_DELEGATION: "true",
        },
      },
    },
    "kube-proxy": { needsNodes: false, values: {} },
    "eks-pod-identity-agent": { needsNodes: false, values: {} },
    coredns: { needsNodes: true, values: { replicaCount: replicas } },
    "aws-ebs-csi-driver": { needsNodes: true, values: { controller: { replicaCount: replicas } } },
    // Without it the API's autoscaler sees neither CPU nor memory.
    "metrics-server": { needsNodes: true, values: { replicas } },
  };
}

/**
 * Plans the add-ons of a cluster, those that nodes need first.
 *
 * @param replicas Copies of what can have more than one.
 */
export function planAddons(replicas: number): readonly AddonPlan[] {
  const versions = EKS_ADDON_VERSIONS[EKS_VERSION];
  const chosen = choices(replicas);
  return EKS_ADDONS.map((name) => ({ name, version: versions[name], ...chosen[name] }));
}
