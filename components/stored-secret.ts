/** A generated password and the secret of the cloud's store that holds it. */
import { Secret, SecretVersion } from "@pulumi/aws/secretsmanager";
import {
  type ComponentResource,
  type Input,
  type Output,
  jsonStringify,
  secret,
} from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { TAG } from "../facts/tags";
import { logicalName } from "../plan/names";
import type { KeyOutputs, Placement, SecretOutputs } from "./contract";
import { isProtected } from "./lifetime";
import { siteName } from "./naming";

/**
 * Letters and digits only, so that no URL, ini file or connection string needs escapes; 48 of 62
 * characters hold 285 bits. RDS takes 8 to 128 characters, ElastiCache 16 to 128.
 */
const PASSWORD_CHARS = 48;

/**
 * Days in which a deleted secret can be brought back, and its name cannot be used again.
 * Source: AWS Secrets Manager API Reference, DeleteSecret: 7 to 30, or none.
 */
const RECOVERY_DAYS = 30;

/** Who owns the resources that are made here. */
export interface Owner extends Placement {
  readonly parent: ComponentResource;
  /** Logical name of the parent. */
  readonly name: string;
  readonly keys: KeyOutputs;
}

/**
 * A password that no one has seen.
 *
 * @param owner Who owns it.
 * @param role What it opens.
 */
export function generatePassword(owner: Owner, role: string): Output<string> {
  const password = new RandomPassword(
    logicalName(owner.name, role),
    { length: PASSWORD_CHARS, special: false },
    { parent: owner.parent, additionalSecretOutputs: ["result", "bcryptHash"] },
  );
  return secret(password.result);
}

/** A secret and what it holds. */
export interface StoredSecretArgs {
  /** What it opens; part of its name. */
  readonly role: string;
  /**
   * Part of the logical name of its value. A value is written once, since rotation owns it
   * afterwards: another version is another value.
   */
  readonly version: string;
  readonly values: Readonly<Record<string, Input<string | number>>>;
}

/** A standby site starts with the same secrets, under a key of its own region. */
function replicasOf({ secretReplicas = [] }: KeyOutputs) {
  if (secretReplicas.length === 0) return {};
  return { replicas: secretReplicas.map(({ region, kmsKeyId }) => ({ region, kmsKeyId })) };
}

/**
 * Puts named values into the cloud's secret store, as one JSON object.
 * Price: facts/prices, `secrets` (a month and a secret).
 *
 * @param owner Who owns the secret.
 * @param args The secret and what it holds.
 */
export function storeSecret(owner: Owner, args: StoredSecretArgs): SecretOutputs {
  const name = siteName("secret", owner, args.role);
  const logical = logicalName(owner.name, args.role);
  const kept = new Secret(
    logical,
    {
      name,
      kmsKeyId: owner.keys.secrets,
      recoveryWindowInDays: isProtected(owner.cell) ? RECOVERY_DAYS : 0,
      ...replicasOf(owner.keys),
      tags: { [TAG.dataClass]: "secret" },
    },
    { parent: owner.parent },
  );
  const stored = new SecretVersion(
    logicalName(logical, args.version),
    { secretId: kept.id, secretString: secret(jsonStringify(args.values)) },
    { parent: owner.parent },
  );
  return { name, arn: kept.arn, stored };
}
