/** Entry of the function: settings and the real world. */
import { randomBytes } from "node:crypto";
import {
  DescribeUsersCommand,
  ElastiCacheClient,
  ModifyUserCommand,
} from "@aws-sdk/client-elasticache";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { errorName, log, setting, sleep } from "../shared/runtime";
import { type RotationPort, rotate } from "./handler";
import { rotatedFrom } from "./kinds";

/** 36 bytes are 48 characters of base64url, as long as the first password that the program made. */
const RANDOM_BYTES = 36;

const secrets = new SecretsManagerClient();
const cache = new ElastiCacheClient();

const port: RotationPort = {
  log,
  sleep,
  // Letters and digits of hexadecimal would be longer for the same strength; `-` and `_` need no escape.
  random: () => randomBytes(RANDOM_BYTES).toString("base64url"),
  async describe(secretId) {
    const found = await secrets.send(new DescribeSecretCommand({ SecretId: secretId }));
    return {
      rotationEnabled: found.RotationEnabled === true,
      stages: found.VersionIdsToStages ?? {},
    };
  },
  async read(secretId, version) {
    const of = version.stage === "AWSPENDING" ? { VersionId: version.token } : {};
    const command = { SecretId: secretId, VersionStage: version.stage, ...of };
    try {
      return (await secrets.send(new GetSecretValueCommand(command))).SecretString;
    } catch (error) {
      if (errorName(error) === "ResourceNotFoundException") return undefined;
      throw error;
    }
  },
  async writePending(secretId, token, text) {
    await secrets.send(
      new PutSecretValueCommand({
        SecretId: secretId,
        ClientRequestToken: token,
        SecretString: text,
        VersionStages: ["AWSPENDING"],
      }),
    );
  },
  async makeCurrent(secretId, token, instead) {
    const from = instead === undefined ? {} : { RemoveFromVersionId: instead };
    const move = { SecretId: secretId, VersionStage: "AWSCURRENT", MoveToVersionId: token };
    await secrets.send(new UpdateSecretVersionStageCommand({ ...move, ...from }));
  },
  async setCachePasswords(userId, passwords) {
    const mode = { Type: "password", Passwords: [...passwords] } as const;
    await cache.send(new ModifyUserCommand({ UserId: userId, AuthenticationMode: mode }));
  },
  async cacheUserStatus(userId) {
    const { Users = [] } = await cache.send(new DescribeUsersCommand({ UserId: userId }));
    return Users[0]?.Status ?? "absent";
  },
};

/**
 * What Lambda calls.
 *
 * @param event A step of a rotation.
 */
export async function handler(event: unknown): Promise<void> {
  await rotate(event, rotatedFrom(setting("SECRETS")), port);
}
