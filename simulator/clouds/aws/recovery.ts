/** What moves a cell: workflows, markers of the active site, and connections to others. */
import type { Value } from "../../../facts/values";
import type { Call, Model, Rule } from "../../contract";
import { fields, firstOf, isOn, list, on, others, rules, text, when } from "../read";
import { models } from "./model";
import { apiError } from "./places";
import { isUntrusted } from "./recovery-copies";

const MACHINE = "aws:sfn/stateMachine:StateMachine";
const PARAMETER = "aws:ssm/parameter:Parameter";
const CONNECTION = "aws:cloudwatch/eventConnection:EventConnection";

/** Models of workflows, markers and connections. */
export const RECOVERY_MODELS: readonly Model[] = models([
  {
    type: "sfn/stateMachine:StateMachine",
    id: "arn:aws:states:{region}:{account}:stateMachine:{.name}",
    outputs: {
      arn: "{id}",
      status: "ACTIVE",
      revisionId: "{uuid}",
      creationDate: "2026-01-01T00:00:00Z",
    },
    replaceOn: ["name", "namePrefix", "type"],
  },
  {
    type: "ssm/parameter:Parameter",
    id: "{.name}",
    outputs: {
      // The name begins with a slash of its own.
      arn: (call) =>
        `arn:aws:ssm:${call.scope.region}:${call.scope.account}:parameter${(text(call.inputs, "name") ?? "").replace(/^(?!\/)/, "/")}`,
      version: 1,
      dataType: "text",
    },
    replaceOn: ["name"],
  },
  {
    type: "cloudwatch/eventConnection:EventConnection",
    id: "{.name}",
    outputs: {
      arn: "arn:aws:events:{region}:{account}:connection/{.name}/{uuid}",
      secretArn:
        "arn:aws:secretsmanager:{region}:{account}:secret:events!connection/{.name}/{uuid}-{hex6}",
    },
    replaceOn: ["name"],
  },
]);

const machineError = (error: string): string => apiError("SFN: CreateStateMachine", error);

/** Names that the states of a machine lead to and that it does not have, branches included. */
function danglingIn(machine: Value | undefined): string | undefined {
  const states = fields(machine, "States");
  const start = text(machine, "StartAt");
  const targets = Object.values(states).flatMap((state) => [
    text(state, "Next"),
    text(state, "Default"),
    ...[...list(state, "Catch"), ...list(state, "Choices")].map((one) => text(one, "Next")),
  ]);
  const wrong = [start ?? "StartAt", ...targets].find(
    (name) => name !== undefined && !(name in states),
  );
  if (wrong !== undefined) return wrong;
  const inside = Object.values(states).flatMap((state) => list(state, "Branches"));
  return firstOf(inside.map(danglingIn));
}

function definitionFault(call: Call): string | undefined {
  const definition = text(call.inputs, "definition");
  if (definition === undefined) return undefined;
  const invalid = (what: string): string =>
    machineError(`InvalidDefinition: Invalid State Machine Definition: '${what}'`);
  try {
    const wrong = danglingIn(JSON.parse(definition) as Value);
    return when(
      wrong !== undefined,
      invalid(`MISSING_TRANSITION_TARGET: Missing 'Next' target: ${wrong}`),
    );
  } catch {
    return invalid("INVALID_JSON_DESCRIPTION: Invalid JSON description");
  }
}

/** Refusals of workflows, markers and connections. */
export const RECOVERY_RULES: readonly Rule[] = [
  ...rules(
    "AWS Step Functions API Reference, CreateStateMachine, InvalidDefinition",
    on("create update", [MACHINE]),
    { "state-machine-definition": definitionFault },
  ),
  ...rules(
    "AWS Step Functions API Reference, CreateStateMachine, InvalidLoggingConfiguration",
    on("create update", [MACHINE]),
    {
      "state-machine-log-destination": (call) => {
        const group = text(call.inputs, "loggingConfiguration.logDestination");
        return when(
          group !== undefined && !group.endsWith(":*"),
          machineError(
            `InvalidLoggingConfiguration: Invalid Logging Configuration: The CloudWatch Logs Resource ARN must end with ":*": ${group}`,
          ),
        );
      },
    },
  ),
  ...rules(
    "AWS Step Functions Developer Guide, Creating an IAM role for your state machine",
    on("create", [MACHINE]),
    {
      "state-machine-role-trust": (call) =>
        when(
          isUntrusted(call, "roleArn", "states.amazonaws.com"),
          machineError(
            `AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.`,
          ),
        ),
    },
  ),
  ...rules("AWS Systems Manager API Reference, PutParameter", on("create", [PARAMETER]), {
    "parameter-duplicate": (call) =>
      when(
        !isOn(call.inputs, "overwrite") &&
          others(call, PARAMETER).some((one) => one.inputs.name === call.inputs.name),
        apiError(
          "SSM: PutParameter",
          "ParameterAlreadyExists: The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
        ),
      ),
  }),
  ...rules("Amazon EventBridge API Reference, CreateConnection", on("create", [CONNECTION]), {
    "event-connection-duplicate": (call) =>
      when(
        others(call, CONNECTION).some((one) => one.inputs.name === call.inputs.name),
        apiError(
          "EventBridge: CreateConnection",
          `ResourceAlreadyExistsException: Connection ${text(call.inputs, "name")} already exists.`,
        ),
      ),
  }),
];
