import assert from "node:assert/strict";
import { missingStates, type State } from "../../../plan/dr/states";
import { failoverWorkflow, type WorkflowArgs } from "../../../plan/dr/workflow";

const ARGS: WorkflowArgs = {
  markerParameter: "/podcast/prod/site",
  marker: { phase: "primary-active", generation: 2, next: '{"active":"standby"}' },
  replica: { identifier: "replica-g2", promotedClass: "db.t4g.large", backupRetentionDays: 14 },
  clusterName: "podcast-platform-prod-standby",
  nodes: [
    { nodeGroupName: "system", desired: 3 },
    { nodeGroupName: "workers", desired: 2 },
  ],
  traffic: [
    { name: "Primary", endpoint: "https://edge/pools/1", enabled: false },
    { name: "Standby", endpoint: "https://edge/pools/2", enabled: true },
  ],
  edgeConnectionArn: "arn:edge",
  buildProject: "failover",
  healthUrl: "https://api.example/healthz/ready",
  healthConnectionArn: "arn:health",
  topicArn: "arn:topic",
};
const machine = failoverWorkflow(ARGS);

/** The names of the states from one on, along `Next` alone. */
function pathFrom(name: string, states: Readonly<Record<string, State>>): readonly string[] {
  const state = states[name];
  const next = state !== undefined && "Next" in state ? state.Next : undefined;
  return next === undefined ? [name] : [name, ...pathFrom(next, states)];
}

function taskOf(states: Readonly<Record<string, State>>, name: string) {
  const state = states[name];
  assert.ok(state?.Type === "Task", `${name} is no task`);
  return state;
}

describe("the failover's workflow", () => {
  it("leads from every state to one that there is", () => {
    assert.deepEqual(missingStates(machine), []);
    const broken = { ...machine, StartAt: "Nowhere" };
    assert.deepEqual(missingStates(broken), ["Nowhere"]);
  });

  it("moves the lease, promotes and starts nodes, moves traffic, declares, verifies, tells", () => {
    assert.deepEqual(pathFrom("MoveLease", machine.States), [
      "MoveLease",
      "PromoteAndStart",
      "MoveDnsPrimary",
      "MoveDnsStandby",
      "DeclareSite",
      "VerifyHealth",
      "NotifySuccess",
    ]);
  });

  it("moves nothing where the marker says something else", () => {
    const state = machine.States.ConfirmPhase;
    assert.ok(state?.Type === "Choice");
    assert.equal(state.Default, "NothingToDo");
    assert.deepEqual(state.Choices[0]?.And, [
      { Variable: "$.before.marker.phase", StringEquals: "primary-active" },
      { Variable: "$.before.marker.generation", NumericEquals: 2 },
    ]);
  });

  it("tells people of every task and branch that fails", () => {
    const silent = Object.entries(machine.States)
      .filter(([, { Type }]) => Type === "Task" || Type === "Parallel")
      .filter(([name]) => !name.startsWith("Notify"))
      .filter(([, state]) => !("Catch" in state) || state.Catch?.[0]?.Next !== "NotifyFailure");
    assert.deepEqual(silent, []);
  });

  it("waits until the replica is none any more, and not for ever", () => {
    const parallel = machine.States.PromoteAndStart;
    assert.ok(parallel?.Type === "Parallel");
    const [database, ...nodes] = parallel.Branches;
    const promote = taskOf(database?.States ?? {}, "PromoteReplica");
    assert.match(promote.Resource, /:rds:promoteReadReplica$/);
    assert.deepEqual(promote.Parameters, {
      DbInstanceIdentifier: "replica-g2",
      BackupRetentionPeriod: 14,
    });
    const judge = database?.States.PromotedJudge;
    assert.ok(judge?.Type === "Choice");
    assert.match(JSON.stringify(judge.Choices[0]), /ReadReplicaSource.*"IsPresent":false/);
    assert.equal(judge.Choices[1]?.NumericGreaterThanEquals, 45);
    assert.equal(judge.Choices[1].Next, "DatabaseLate");
    assert.equal(nodes.length, 2);
    assert.deepEqual(taskOf(nodes[1]?.States ?? {}, "ScaleNodes1").Parameters, {
      ClusterName: "podcast-platform-prod-standby",
      NodegroupName: "workers",
      ScalingConfig: { DesiredSize: 2 },
    });
  });

  it("takes the dead site out at the edge, and shows the edge's credential to nobody else", () => {
    const primary = taskOf(machine.States, "MoveDnsPrimary").Parameters;
    assert.deepEqual(primary.RequestBody, { enabled: false });
    assert.deepEqual(primary.Authentication, { ConnectionArn: "arn:edge" });
    const verify = taskOf(machine.States, "VerifyHealth").Parameters;
    assert.deepEqual(verify.Authentication, { ConnectionArn: "arn:health" });
  });
});
