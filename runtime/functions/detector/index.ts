/** Entry of the function: settings and the real world. */
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { fieldsOf, parsed, textAt } from "../shared/json";
import { errorName, log, setting, sleep } from "../shared/runtime";
import { type DetectorPort, type Outcome, detect } from "./handler";
import { type Probe, answers } from "./probe";

/** Milliseconds that one probe may take, so that five of them and their pauses end in time. */
const PROBE_TIMEOUT_MS = 5000;

const parameters = new SSMClient();
const secrets = new SecretsManagerClient();
const workflows = new SFNClient();

async function originCertificate(): Promise<Pick<Probe, "certificate">> {
  const name = process.env.ORIGIN_CERTIFICATE_SECRET;
  if (name === undefined) return {};
  const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
  const cert = textAt(parsed(SecretString), "certificate");
  const key = textAt(parsed(SecretString), "privateKey");
  return cert === undefined || key === undefined ? {} : { certificate: { cert, key } };
}

const port: DetectorPort = {
  log,
  sleep,
  async probe(target) {
    const timeoutMs = PROBE_TIMEOUT_MS;
    if (target === "public") return answers({ url: setting("PUBLIC_URL"), timeoutMs });
    return answers({
      url: setting("ORIGIN_URL"),
      serverName: setting("ORIGIN_SERVER_NAME"),
      timeoutMs,
      ...(await originCertificate()),
    });
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
