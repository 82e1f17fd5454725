/** Keys: models, and who may use them. */
import type { Call, Model, Rule, StoredResource } from "../../contract";
import { given, isOn, num, others, on, rules, text, when } from "../read";
import { isForeign } from "./in-use";
import { models } from "./model";
import { apiError } from "./places";
import { admits, arnPrincipals, parsePolicy } from "./policy-document";

const KEY = "aws:kms/key:Key";
const REPLICA = "aws:kms/replicaKey:ReplicaKey";
const ALIAS = "aws:kms/alias:Alias";

/** Models of keys and their names. */
export const KMS_MODELS: readonly Model[] = models([
  {
    type: "kms/key:Key",
    id: "{uuid}",
    outputs: {
      keyId: "{id}",
      arn: "arn:aws:kms:{region}:{account}:key/{id}",
      rotationPeriodInDays: 365,
    },
    replaceOn: ["customerMasterKeySpec", "keyUsage", "multiRegion"],
  },
  {
    type: "kms/replicaKey:ReplicaKey",
    // A replica shares the key id of its primary.
    id: (call: Call) => text(call.inputs, "primaryKeyArn")?.split("/").at(-1) ?? "",
    outputs: {
      keyId: "{id}",
      arn: "arn:aws:kms:{region}:{account}:key/{id}",
      keySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      keyRotationEnabled: false,
    },
    replaceOn: ["primaryKeyArn"],
  },
  {
    type: "kms/alias:Alias",
    id: "{.name}",
    outputs: {
      arn: "arn:aws:kms:{region}:{account}:{.name}",
      targetKeyArn: "arn:aws:kms:{region}:{account}:key/{.targetKeyId}",
    },
    replaceOn: ["name"],
  },
]);

/** The key that an ARN, id or alias names, in the region of the call. */
export function findKey(call: Call, reference: string | undefined): StoredResource | undefined {
  if (reference === undefined) return undefined;
  const id = reference.split("/").at(-1);
  return [...others(call, KEY), ...others(call, REPLICA)].find((one) => one.id === id);
}

const rootOf = (call: Call) => (name: string) =>
  name === "*" || name === call.scope.account || name === `arn:aws:iam::${call.scope.account}:root`;

function lockout(call: Call): string | undefined {
  const document = text(call.inputs, "policy");
  if (document === undefined || isOn(call.inputs, "bypassPolicyLockoutSafetyCheck"))
    return undefined;
  return when(
    !admits(parsePolicy(document), rootOf(call), ["kms:PutKeyPolicy"]),
    apiError(
      "KMS: CreateKey",
      "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.",
    ),
  );
}

function strangers(call: Call): string | undefined {
  const roles = new Set(call.cloud.all().map((one) => text(one.outputs, "arn")));
  const unknown = arnPrincipals(parsePolicy(text(call.inputs, "policy"))).find(
    (arn) =>
      arn.startsWith(`arn:aws:iam::${call.scope.account}:role/`) &&
      !arn.includes(":role/aws-service-role/") &&
      !roles.has(arn),
  );
  return when(
    unknown !== undefined,
    apiError(
      "KMS: CreateKey",
      "MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals.",
    ),
  );
}

/** Refusals of keys. */
export const KMS_RULES: readonly Rule[] = [
  ...rules("AWS KMS Developer Guide, Delete an AWS KMS key", on("check", [KEY, REPLICA]), {
    "key-deletion-window": (call) => {
      const days = num(call.inputs, "deletionWindowInDays");
      return when(
        days !== undefined && (days < 7 || days > 30),
        `expected deletion_window_in_days to be in the range (7 - 30), got ${days}`,
      );
    },
  }),
  ...rules(
    "AWS KMS API Reference, PutKeyPolicy",
    on("create update", [KEY, REPLICA, "aws:kms/keyPolicy:KeyPolicy"]),
    {
      "key-policy-json": (call) =>
        when(
          given(call.inputs, "policy") && parsePolicy(text(call.inputs, "policy")) === undefined,
          apiError(
            "KMS: CreateKey",
            "MalformedPolicyDocumentException: The policy document is not valid JSON.",
          ),
        ),
      "key-policy-lockout": lockout,
      "key-policy-unknown-principal": strangers,
    },
  ),
  ...rules("AWS KMS Developer Guide, Create aliases", on("check", [ALIAS]), {
    "alias-form": (call) => {
      const name = text(call.inputs, "name");
      if (name?.startsWith("alias/aws/") === true)
        return `"name" cannot begin with reserved AWS CMK prefix 'alias/aws/'`;
      return when(
        name !== undefined && !/^alias\/[\w/-]{1,250}$/.test(name),
        `"name" must begin with 'alias/' and be comprised of only [0-9A-Za-z_/-], got "${name}"`,
      );
    },
  }),
  ...rules("AWS KMS API Reference, CreateAlias", on("create", [ALIAS]), {
    "alias-duplicate": (call) =>
      when(
        others(call, ALIAS).some((one) => one.id === call.inputs.name),
        apiError(
          "KMS: CreateAlias",
          `AlreadyExistsException: An alias with the name arn:aws:kms:${call.scope.region}:${call.scope.account}:${text(call.inputs, "name")} already exists`,
        ),
      ),
  }),
  ...rules("AWS KMS API Reference, ReplicateKey", on("create", [REPLICA]), {
    "key-replica-of-single-region": (call) => {
      const arn = text(call.inputs, "primaryKeyArn");
      const primary = call.cloud.list(KEY).find((one) => one.outputs.arn === arn);
      return when(
        primary !== undefined && !isOn(primary.inputs, "multiRegion"),
        apiError(
          "KMS: ReplicateKey",
          `UnsupportedOperationException: ${arn} is not a multi-Region primary key.`,
        ),
      );
    },
    "key-replica-same-region": (call) =>
      when(
        given(call.inputs, "primaryKeyArn") && !isForeign(call, text(call.inputs, "primaryKeyArn")),
        apiError(
          "KMS: ReplicateKey",
          `ValidationException: Replica Region must differ from the Region of the primary key: ${call.scope.region}`,
        ),
      ),
  }),
  ...rules("AWS KMS API Reference, EnableKeyRotation", on("check", [KEY]), {
    "key-rotation-period": (call) => {
      const days = num(call.inputs, "rotationPeriodInDays");
      return when(
        days !== undefined && (days < 90 || days > 2560),
        `expected rotation_period_in_days to be in the range (90 - 2560), got ${days}`,
      );
    },
  }),
];
