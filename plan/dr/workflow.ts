/**
 * The failover as a state machine. It needs nothing in the dead region, and no program: it moves
 * the lease, promotes, starts nodes, moves the traffic, and has the program declare the rest.
 * Source of the form: Amazon States Language specification. Names of parameters of service calls
 * begin with a capital and follow the SDK for Java: AWS Step Functions Developer Guide, "AWS SDK
 * service integrations".
 */
import { STEP_LIMITS } from "./budget";
import { type JsonFields, type Machine, type States, TRANSIENT } from "./states";
import { SDK, type WorkflowArgs, nodeStart, promotion } from "./workflow-branches";

export type { WorkflowArgs } from "./workflow-branches";

/** Seconds between two looks at the public name. */
const HEALTH_SECONDS = 15;

/** Every error ends where people are told. */
const TO_NOTIFY = [{ ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next: "NotifyFailure" }];

/**
 * Somebody may have moved the cell by hand: only the state that the workflow was made for is left.
 * A second run finds the marker moved and ends.
 */
function confirm({ markerParameter, marker }: WorkflowArgs): States {
  return {
    ReadMarker: {
      Type: "Task",
      Resource: `${SDK}:ssm:getParameter`,
      Parameters: { Name: markerParameter },
      ResultSelector: { "marker.$": "States.StringToJson($.Parameter.Value)" },
      ResultPath: "$.before",
      Retry: TRANSIENT,
      Catch: TO_NOTIFY,
      Next: "ConfirmPhase",
    },
    ConfirmPhase: {
      Type: "Choice",
      Choices: [
        {
          And: [
            { Variable: "$.before.marker.phase", StringEquals: marker.phase },
            { Variable: "$.before.marker.generation", NumericEquals: marker.generation },
          ],
          Next: "MoveLease",
        },
      ],
      Default: "NothingToDo",
    },
    NothingToDo: { Type: "Succeed" },
    MoveLease: {
      Type: "Task",
      Resource: `${SDK}:ssm:putParameter`,
      Parameters: { Name: markerParameter, Value: marker.next, Type: "String", Overwrite: true },
      ResultPath: null,
      Retry: TRANSIENT,
      Catch: TO_NOTIFY,
      Next: "PromoteAndStart",
    },
  };
}

/** One call after the other: the dead site goes first. */
function traffic({ traffic: calls, edgeConnectionArn }: WorkflowArgs): States {
  const names = calls.map(({ name }) => `MoveDns${name}`);
  return Object.fromEntries(
    calls.map(({ endpoint, enabled }, index) => [
      names[index] ?? "",
      {
        Type: "Task",
        Resource: "arn:aws:states:::http:invoke",
        Parameters: {
          ApiEndpoint: endpoint,
          Method: "PATCH",
          Authentication: { ConnectionArn: edgeConnectionArn },
          RequestBody: { enabled },
        },
        ResultPath: null,
        Retry: TRANSIENT,
        Catch: TO_NOTIFY,
        Next: names[index + 1] ?? "DeclareSite",
      } as const,
    ]),
  );
}

function declareAndVerify(args: WorkflowArgs): States {
  return {
    DeclareSite: {
      Type: "Task",
      Resource: "arn:aws:states:::codebuild:startBuild.sync",
      Parameters: { ProjectName: args.buildProject },
      TimeoutSeconds: STEP_LIMITS.buildMinutes * 60,
      ResultPath: null,
      Catch: TO_NOTIFY,
      Next: "VerifyHealth",
    },
    VerifyHealth: {
      Type: "Task",
      Resource: "arn:aws:states:::http:invoke",
      Parameters: {
        ApiEndpoint: args.healthUrl,
        Method: "GET",
        Authentication: { ConnectionArn: args.healthConnectionArn },
      },
      ResultPath: null,
      Retry: [
        {
          ErrorEquals: ["States.ALL"],
          IntervalSeconds: HEALTH_SECONDS,
          MaxAttempts: Math.floor(STEP_LIMITS.verifySeconds / HEALTH_SECONDS),
          BackoffRate: 1,
        },
      ],
      Catch: TO_NOTIFY,
      Next: "NotifySuccess",
    },
  };
}

function notify(topicArn: string): States {
  const publish = (message: JsonFields) =>
    ({
      Type: "Task",
      Resource: "arn:aws:states:::sns:publish",
      Parameters: { TopicArn: topicArn, ...message },
      ResultPath: null,
      Retry: TRANSIENT,
    }) as const;
  const done = { Subject: "Failover done", Message: "The standby site serves." };
  return {
    NotifySuccess: { ...publish(done), End: true },
    NotifyFailure: {
      ...publish({ Subject: "Failover failed", "Message.$": "States.JsonToString($.failure)" }),
      Next: "Failed",
    },
    Failed: { Type: "Fail", Error: "FailoverFailed", Cause: "See the message on the topic" },
  };
}

/**
 * The failover from the primary to the standby site.
 *
 * @param args What it acts on.
 */
export function failoverWorkflow(args: WorkflowArgs): Machine {
  const first = args.traffic[0];
  return {
    Comment: "Moves the cell to its standby site: lease, promotion, nodes, traffic, program, proof",
    StartAt: "ReadMarker",
    TimeoutSeconds: 4 * 60 * 60,
    States: {
      ...confirm(args),
      PromoteAndStart: {
        Type: "Parallel",
        Branches: [promotion(args), ...args.nodes.map((_, index) => nodeStart(args, index))],
        ResultPath: null,
        Catch: TO_NOTIFY,
        Next: first === undefined ? "DeclareSite" : `MoveDns${first.name}`,
      },
      ...traffic(args),
      ...declareAndVerify(args),
      ...notify(args.topicArn),
    },
  };
}
