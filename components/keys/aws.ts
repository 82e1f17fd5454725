/** The site's customer-managed keys: one a purpose, so that each is admitted to few services. */
import { Alias, Key } from "@pulumi/aws/kms";
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { type Component, type DataClass, TAG } from "../../facts/tags";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, KeyPurpose, Placement } from "../contract";
import { isDataKept, isProtected } from "../lifetime";
import { siteName } from "../naming";
import { keyPolicy } from "./policy";

/** Days between the order to delete a key and its end. Source: AWS KMS, 7 to 30. */
const DELETION_WINDOW_DAYS = { kept: 30, disposable: 7 } as const;

/** Whose bill a key is on, and what it guards. */
const PURPOSES = {
  data: { component: "data", dataClass: "personal", description: "databases and caches" },
  logs: { component: "observability", dataClass: "internal", description: "log groups" },
  secrets: { component: "identity", dataClass: "secret", description: "secrets" },
  disks: { component: "compute", dataClass: "internal", description: "volumes of nodes and pods" },
} as const satisfies Record<
  KeyPurpose,
  { component: Component; dataClass: DataClass; description: string }
>;

/** One key a purpose, rotated every year. Price: facts/prices, `kms` (a month and a key). */
export class AwsKeys extends ComponentResource implements Record<"arns", KeyOutputs> {
  readonly arns: KeyOutputs;

  /**
   * @param name Logical name.
   * @param args The cell and the site whose keys these are.
   * @param opts Provider and transformations.
   */
  constructor(name: string, args: Placement, opts: ComponentResourceOptions) {
    super("platform:keys:AwsKeys", name, {}, opts);
    this.arns = {
      data: this.key(name, "data", args).arn,
      logs: this.key(name, "logs", args).arn,
      secrets: this.key(name, "secrets", args).arn,
      disks: this.key(name, "disks", args).arn,
    };
    this.registerOutputs({ arns: this.arns });
  }

  private key(name: string, purpose: KeyPurpose, placement: Placement): Key {
    const { cell, site } = placement;
    const { component, dataClass, description } = PURPOSES[purpose];
    const kept = isDataKept(cell);
    const key = new Key(
      logicalName(name, purpose),
      {
        description: `${cell.stack}: ${description}`,
        enableKeyRotation: true,
        deletionWindowInDays: DELETION_WINDOW_DAYS[kept ? "kept" : "disposable"],
        policy: keyPolicy(purpose, { accountId: cell.accountId, region: site.region }),
        tags: { [TAG.component]: component, [TAG.dataClass]: dataClass },
      },
      {
        parent: this,
        protect: isProtected(cell),
        // The last snapshot of a cell that goes can only be read with this key.
        retainOnDelete: purpose === "data" && kept && !isProtected(cell),
      },
    );
    new Alias(
      logicalName(name, purpose, "alias"),
      { name: `alias/${siteName("kmsAlias", placement, purpose)}`, targetKeyId: key.keyId },
      { parent: this },
    );
    return key;
  }
}
