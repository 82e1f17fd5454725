/** A vault of one region: own key, and a lock that only a named right can lift. */
import { Vault, VaultLockConfiguration } from "@pulumi/aws/backup";
import { Alias, Key } from "@pulumi/aws/kms";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Region } from "../../facts/regions";
import { TAG } from "../../facts/tags";
import type { BackupsPlan } from "../../plan/dr";
import { logicalName } from "../../plan/names";
import { administration, throughServices } from "../keys/policy";
import { isProtected } from "../lifetime";
import { type Place, siteName } from "../naming";
import { policyDocument } from "../policy-document";

/** Where the vault stands, and what it keeps. */
export interface AwsVaultArgs extends Place {
  readonly region: Region;
  readonly plan: BackupsPlan;
}

/** Days between the order to delete the key and its end. Source: AWS KMS, 7 to 30. */
const DELETION_WINDOW_DAYS = 30;

/**
 * It outlives a `destroy` while it holds backups: AWS refuses to delete a vault with recovery
 * points. Price: facts/prices, `rds` (backup storage, a GB and month) and `kms`.
 */
export class AwsVault extends ComponentResource {
  readonly vaultName: string;
  readonly arn: Output<string>;
  /** What a plan comes after: an unlocked vault would take any backup. */
  readonly locked: VaultLockConfiguration;

  /**
   * @param name Logical name.
   * @param args Where the vault stands, and what it keeps.
   * @param opts Provider of that region, and transformations.
   */
  constructor(name: string, args: AwsVaultArgs, opts: ComponentResourceOptions) {
    super("platform:dr:AwsVault", name, {}, opts);
    const kept = isProtected(args.cell);
    this.vaultName = siteName("backupVault", args, "backups");
    const vault = new Vault(
      name,
      {
        name: this.vaultName,
        kmsKeyArn: this.key(name, args).arn,
        forceDestroy: !kept,
        tags: { [TAG.dataClass]: "personal" },
      },
      { parent: this, protect: kept },
    );
    this.locked = new VaultLockConfiguration(
      name,
      {
        backupVaultName: vault.name,
        minRetentionDays: args.plan.lock.minDays,
        maxRetentionDays: args.plan.lock.maxDays,
        // No `changeableForDays`: it would make the lock one that nobody can ever lift.
      },
      { parent: this },
    );
    this.arn = vault.arn;
    this.registerOutputs({ arn: this.arn });
  }

  private key(name: string, args: AwsVaultArgs): Key {
    const place = { accountId: args.cell.accountId, region: args.region };
    const kept = isProtected(args.cell);
    const key = new Key(
      logicalName(name, "key"),
      {
        description: `${args.cell.stack}: backups`,
        enableKeyRotation: true,
        deletionWindowInDays: DELETION_WINDOW_DAYS,
        policy: policyDocument([administration(place), throughServices(place, ["backup", "rds"])]),
        tags: { [TAG.dataClass]: "personal" },
      },
      { parent: this, protect: kept },
    );
    new Alias(
      logicalName(name, "key"),
      { name: `alias/${siteName("kmsAlias", args, "backups")}`, targetKeyId: key.keyId },
      { parent: this },
    );
    return key;
  }
}
