/** Machine images by processor. */
import { type Arch, EC2_SIZES } from "../../facts/sizes";

/** Source: Amazon EKS API Reference, Nodegroup, `amiType`. */
const AMI_TYPES = {
  arm64: "AL2023_ARM_64_STANDARD",
  amd64: "AL2023_x86_64_STANDARD",
} as const satisfies Record<Arch, string>;

/** Types by name, for a name that may be in no table. */
const SIZES: Readonly<Record<string, { readonly arch: Arch } | undefined>> = EC2_SIZES;

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
