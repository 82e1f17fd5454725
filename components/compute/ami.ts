/** Machine images by processor, and what a machine is told at its start. */
import { type Arch, EC2_SIZES, type NodeSize } from "../../facts/sizes";

/** Source: Amazon EKS API Reference, Nodegroup, `amiType`. */
const AMI_TYPES = {
  arm64: "AL2023_ARM_64_STANDARD",
  amd64: "AL2023_x86_64_STANDARD",
} as const satisfies Record<Arch, string>;

/** Types by name, for a name that may be in no table. */
const SIZES: Readonly<Record<string, NodeSize | undefined>> = EC2_SIZES;

/**
 * The image type of a pool. One pool has one processor architecture, since one image serves it.
 *
 * @param instanceTypes Instance types of the pool, such as `m7g.large`.
 * @throws Error if a type is in no table, or the types mix architectures.
 */
export function amiTypeOf(instanceTypes: readonly string[]): string {
  const architectures = new Set(instanceTypes.map((type) => SIZES[type]?.arch));
  const [arch] = architectures;
  if (arch === undefined || architectures.size !== 1) {
    throw new Error(
      `instanceTypes is ${instanceTypes.join(", ")}; allowed are types of facts/sizes, ` +
        "all of one processor architecture",
    );
  }
  return AMI_TYPES[arch];
}

/** Parts a MIME message; stands nowhere in the parts. */
const BOUNDARY = "node-config";

/**
 * User data of a pool: how many pods a node admits, since the image itself counts addresses
 * without prefixes. The vendor adds the rest. Nodes of one pool are alike, so the smallest decides.
 * Source: Amazon EKS User Guide, "Customize managed nodes with launch templates"; amazon-eks-ami,
 * nodeadm, NodeConfig.
 *
 * @param instanceTypes Types of the pool.
 */
export function nodeConfig(instanceTypes: readonly string[]): string {
  // `amiTypeOf` has refused a type that is in no table.
  const sizes = instanceTypes.flatMap((type) => SIZES[type] ?? []);
  const maxPods = Math.min(...sizes.map((size) => size.maxPods));
  const config = {
    apiVersion: "node.eks.aws/v1alpha1",
    kind: "NodeConfig",
    spec: { kubelet: { config: { maxPods } } },
  };
  const message = [
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    "",
    `--${BOUNDARY}`,
    "Content-Type: application/node.eks.aws",
    "",
    JSON.stringify(config),
    "",
    `--${BOUNDARY}--`,
    "",
  ];
  return Buffer.from(message.join("\n")).toString("base64");
}
