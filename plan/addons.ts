/** Add-ons that the vendor manages, pinned by the table of versions. */
import { EKS_ADDONS, EKS_ADDON_VERSIONS, EKS_VERSION, type EksAddon } from "../facts/versions";
import type { AddonPlan } from "./cell";

interface AddonChoice {
  readonly needsNodes: boolean;
  /** Source: the JSON schema of each add-on, `aws eks describe-addon-configuration`. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Two copies, so that a node may go: one on each of two nodes. */
const REPLICAS = 2;

const CHOICES = {
  "vpc-cni": {
    needsNodes: false,
    values: {
      // Off by default, and NetworkPolicies then do nothing at all.
      enableNetworkPolicy: "true",
      // In the default mode a new pod talks freely until its rules arrive.
      env: { NETWORK_POLICY_ENFORCING_MODE: "strict" },
    },
  },
  "kube-proxy": { needsNodes: false, values: {} },
  "eks-pod-identity-agent": { needsNodes: false, values: {} },
  coredns: { needsNodes: true, values: { replicaCount: REPLICAS } },
  "aws-ebs-csi-driver": { needsNodes: true, values: { controller: { replicaCount: REPLICAS } } },
  // Without it the API's autoscaler sees neither CPU nor memory.
  "metrics-server": { needsNodes: true, values: { replicas: REPLICAS } },
} as const satisfies Record<EksAddon, AddonChoice>;

/** Plans the add-ons of a cluster, those that nodes need first. */
export function planAddons(): readonly AddonPlan[] {
  const versions = EKS_ADDON_VERSIONS[EKS_VERSION];
  return EKS_ADDONS.map((name) => ({ name, version: versions[name], ...CHOICES[name] }));
}
