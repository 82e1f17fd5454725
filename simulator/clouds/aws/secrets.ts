/** AWS Secrets Manager. */
import type { Values } from "../../../facts/values";
import type { Call, Model, Rule, StoredResource } from "../../contract";
import { given, hex, num, others, on, rules, text, when } from "../read";
import { models } from "./model";
import { apiError } from "./places";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

/** The type of a deleted secret whose name is blocked: in no Pulumi state. */
export const DELETED_SECRET = "aws:secretsmanager/deletedSecret:DeletedSecret";

const DAY_MS = 86_400_000;
const DEFAULT_RECOVERY_DAYS = 30;

/** A rotated secret has a newer version than the program wrote. */
function rotate(resource: StoredResource): Values {
  return { versionStages: ["AWSPREVIOUS"], rotatedVersionId: hex(resource.id, 32) };
}

/** Models of secrets. */
export const SECRET_MODELS: readonly Model[] = models([
  {
    type: "secretsmanager/secret:Secret",
    id: "arn:aws:secretsmanager:{region}:{account}:secret:{.name}-{hex6}",
    outputs: { arn: "{id}", replicas: (call) => call.inputs.replicas ?? [] },
    replaceOn: ["name", "namePrefix"],
    remains: (call) => {
      const days = num(call.inputs, "recoveryWindowInDays") ?? DEFAULT_RECOVERY_DAYS;
      const name = text(call.inputs, "name") ?? "";
      return days === 0
        ? []
        : [{ type: DELETED_SECRET, id: name, outputs: { untilMs: call.now + days * DAY_MS } }];
    },
  },
  {
    type: "secretsmanager/secretVersion:SecretVersion",
    id: "{.secretId}|{uuid}",
    outputs: {
      arn: "{.secretId}",
      versionId: (call) => call.id.split("|").at(-1) ?? "",
      versionStages: ["AWSCURRENT"],
    },
    replaceOn: ["secretId", "secretString", "secretBinary", "secretStringWoVersion"],
    writeOnly: ["secretStringWo"],
    age: (resource, cloud) => {
      const secret = resource.inputs.secretId;
      const isRotated = cloud
        .list("aws:secretsmanager/secretRotation:SecretRotation")
        .some((one) => one.inputs.secretId === secret);
      return isRotated ? rotate(resource) : undefined;
    },
  },
  {
    type: "secretsmanager/secretRotation:SecretRotation",
    id: "{.secretId}",
    outputs: { rotationEnabled: true },
    replaceOn: ["secretId"],
  },
]);

const create = (error: string): string => apiError("Secrets Manager: CreateSecret", error);

/** Refusals of secrets. */
export const SECRET_RULES: readonly Rule[] = [
  ...rules("AWS Secrets Manager API Reference, DeleteSecret", on("check", [SECRET]), {
    "secret-recovery-window": (call) => {
      const days = num(call.inputs, "recoveryWindowInDays");
      return when(
        days !== undefined && days !== 0 && (days < 7 || days > 30),
        `expected recovery_window_in_days to be 0 or in the range (7 - 30), got ${days}`,
      );
    },
  }),
  ...rules("AWS Secrets Manager API Reference, CreateSecret", on("check", [SECRET]), {
    "secret-name-form": (call) => {
      const name = text(call.inputs, "name");
      return when(
        name !== undefined && !/^[\w/+=.@-]{1,512}$/.test(name),
        create(
          `ValidationException: Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!, got ${name}`,
        ),
      );
    },
  }),
  ...rules("AWS Secrets Manager API Reference, CreateSecret", on("create", [SECRET]), {
    "secret-duplicate": (call) =>
      when(
        others(call, SECRET).some((one) => one.inputs.name === call.inputs.name),
        create(
          `ResourceExistsException: The operation failed because the secret ${text(call.inputs, "name")} already exists.`,
        ),
      ),
    "secret-replica-own-region": (call) =>
      when(
        (call.inputs.replicas as readonly Values[] | undefined)?.some(
          (one) => one.region === call.scope.region,
        ) === true,
        create(
          "InvalidParameterException: Invalid replica region: a secret can't be replicated to its own Region.",
        ),
      ),
  }),
  ...rules(
    "AWS Secrets Manager User Guide, Delete an AWS Secrets Manager secret",
    on("create", [SECRET]),
    {
      "secret-name-in-recovery": (call) => {
        const isBlocked = others(call, DELETED_SECRET).some(
          (one) => one.id === call.inputs.name && (num(one.outputs, "untilMs") ?? 0) > call.now,
        );
        return when(
          isBlocked,
          create(
            "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion.",
          ),
        );
      },
    },
  ),
  ...rules("AWS Secrets Manager API Reference, PutSecretValue", on("create", [VERSION]), {
    "secret-of-version-missing": (call) =>
      when(
        given(call.inputs, "secretId") && !isStored(call),
        apiError(
          "Secrets Manager: PutSecretValue",
          "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
        ),
      ),
  }),
];

const isStored = (call: Call): boolean =>
  others(call, SECRET).some(
    (one) => one.id === call.inputs.secretId || one.inputs.name === call.inputs.secretId,
  );
