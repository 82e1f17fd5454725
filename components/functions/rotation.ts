/**
 * Secrets that rotate by themselves: the users of the cache, and the key by which the API signs
 * and checks API keys. Roles of the database need SQL and are rotated by a job in the cluster.
 */
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { API_KEY_ROTATION_DAYS } from "../../facts/seed";
import type { CacheOutputs, CacheRole, KeyOutputs, Placement, SecretOutputs } from "../contract";
import { siteName } from "../naming";
import type { Statements } from "../policy-document";
import { generatePassword, storeSecret } from "../stored-secret";
import { AwsFunction } from "./aws";
import { onRotation } from "./triggers";

/** What the rotation is made from. */
export interface AwsRotationArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly cache: CacheOutputs;
  /** Topic that hears of a rotation that failed. */
  readonly alertTopicArn: Input<string>;
}

/** A secret, and what the function must know of it; kinds as in runtime/functions/rotation. */
interface Rotated {
  readonly key: string;
  readonly secret: SecretOutputs;
  readonly opens:
    { readonly kind: "signing-key" } | { readonly kind: "cache-user"; readonly userId: string };
}

/** Part of the names of the API's key. */
const SIGNING_KEY = "api-signing";

/** Price: of the function, see aws.ts; of the secret, facts/prices, `secretsmanager`. */
export class AwsRotation extends ComponentResource {
  /**
   * What signs API keys: `current` with `currentId` signs, `previous` with `previousId`, once there
   * is one, is still accepted.
   */
  readonly apiSigningSecret: SecretOutputs;

  /**
   * @param name Logical name.
   * @param args The site, its keys, and whose secrets rotate.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: AwsRotationArgs, opts: ComponentResourceOptions) {
    super("platform:functions:AwsRotation", name, {}, opts);
    this.apiSigningSecret = this.signingKey(name, args);
    const rotated: readonly Rotated[] = [
      { key: SIGNING_KEY, secret: this.apiSigningSecret, opens: { kind: "signing-key" } },
      ...cacheUsers(args),
    ];
    const made = new AwsFunction(
      { ...args, parent: this, name },
      {
        code: "rotation",
        environment: {
          SECRETS: JSON.stringify(
            Object.fromEntries(rotated.map(({ secret, opens }) => [secret.name, opens])),
          ),
        },
        statements: statements(args, rotated),
        alarmTopicArn: args.alertTopicArn,
      },
    );
    for (const { key, secret } of rotated) {
      onRotation(made, { key, secret, everyDays: API_KEY_ROTATION_DAYS });
    }
    this.registerOutputs({ rotated: rotated.map(({ key }) => key) });
  }

  private signingKey(name: string, args: AwsRotationArgs): SecretOutputs {
    const owner = { ...args, parent: this, name };
    const current = generatePassword(owner, SIGNING_KEY);
    const values = { current, currentId: "k1" };
    return storeSecret(owner, { role: SIGNING_KEY, version: "v1", values });
  }
}

function cacheUsers(args: AwsRotationArgs): readonly Rotated[] {
  const roles = Object.keys(args.cache.secrets) as CacheRole[];
  return roles.map((role) => ({
    key: `cache-${role}`,
    secret: args.cache.secrets[role],
    opens: { kind: "cache-user", userId: siteName("cacheUser", args, role) },
  }));
}

/**
 * Sources: AWS Secrets Manager User Guide, "Lambda rotation function execution role permissions";
 * AWS Service Authorization Reference, Amazon ElastiCache.
 */
function statements(args: AwsRotationArgs, rotated: readonly Rotated[]): Statements {
  const { cell, site, keys } = args;
  const users = rotated.flatMap(({ opens }) =>
    opens.kind === "cache-user"
      ? [`arn:aws:elasticache:${site.region}:${cell.accountId}:user:${opens.userId}`]
      : [],
  );
  return [
    {
      Sid: "Secrets",
      Effect: "Allow",
      Action: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      Resource: rotated.map(({ secret }) => secret.arn),
    },
    {
      Sid: "SecretsKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keys.secrets,
      Condition: {
        StringEquals: { "kms:ViaService": `secretsmanager.${site.region}.amazonaws.com` },
      },
    },
    {
      Sid: "CacheUsers",
      Effect: "Allow",
      Action: ["elasticache:DescribeUsers", "elasticache:ModifyUser"],
      Resource: users,
    },
  ];
}
