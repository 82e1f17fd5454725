/** Entry of the function: settings and the real world. */
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { fieldsOf, parsed, textAt } from "../shared/json";
import { errorName, log, setting, sleep } from "../shared/runtime";
import { type DetectorPort, type Outcome, detect } from "./handler";
import { answers, originHealth } from "./probe";

/** Milliseconds that one question may take, so that five probes and their pauses end in time. */
const QUESTION_TIMEOUT_MS = 5000;

const parameters = new SSMClient();
const secrets = new SecretsManagerClient();
const workflows = new SFNClient();

async function edgeToken(): Promise<string> {
  const SecretId = setting("EDGE_TOKEN_SECRET");
  const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  return textAt(parsed(SecretString), "token") ?? "";
}

const port: DetectorPort = {
  log,
  sleep,
  answers: () => answers(setting("PUBLIC_URL"), QUESTION_TIMEOUT_MS),
  async originHealth() {
    const url = setting("ORIGIN_HEALTH_URL");
    return originHealth({ url, token: await edgeToken(), timeoutMs: QUESTION_TIMEOUT_MS });
  },
  async marker() {
    const name = setting("MARKER_PARAMETER");
    const { Parameter } = await parameters.send(new GetParameterCommand({ Name: name }));
    return Parameter?.Value ?? "";
  },
  async start(name, input) {
    const stateMachineArn = setting("STATE_MACHINE_ARN");
    try {
      await workflows.send(new StartExecutionCommand({ stateMachineArn, name, input }));
      return true;
    } catch (error) {
      if (errorName(error) === "ExecutionAlreadyExists") return false;
      throw error;
    }
  },
};

/**
 * What Lambda calls.
 *
 * @param event `dryRun: false` lets it act; everything else does not.
 */
export async function handler(event: unknown): Promise<Outcome> {
  const dryRun = fieldsOf(event).dryRun !== false || process.env.DRY_RUN === "true";
  const outcome = await detect({ dryRun }, port);
  log("info", "probed", { outcome });
  return outcome;
}
