import assert from "node:assert/strict";
import { EngineRecord } from "../../../automation/engine/record";
import { byComponent, changesOf, countsOf, realChanges } from "../../../automation/summary/changes";
import { outlivingOf } from "../../../automation/summary/outliving";
import { preEvent, STACK_URN, urnOf, type EventResource } from "../../support/events";

const network: EventResource = { name: "net", type: "platform:network:AwsNetwork", custom: false };
const data: EventResource = { name: "data", type: "platform:data:AwsData", custom: false };
const vpc: EventResource = {
  name: "net",
  type: "aws:ec2/vpc:Vpc",
  parents: "platform:network:AwsNetwork",
  parent: urnOf(network),
};
const database: EventResource = {
  name: "data-g1",
  type: "aws:rds/instance:Instance",
  parents: "platform:data:AwsData",
  parent: urnOf(data),
};

function changes(...resources: readonly EventResource[]) {
  const record = new EngineRecord();
  for (const resource of resources) record.add(preEvent(resource));
  return changesOf(record.steps);
}

describe("changes of a preview", () => {
  it("belong to the outermost component", () => {
    const groups = byComponent(realChanges(changes(network, vpc, data, database)));
    assert.deepEqual([...groups.keys()], ["data", "network"]);
  });

  it("count a replacement once, though the engine takes three steps", () => {
    const steps = ["create-replacement", "replace", "delete-replaced"];
    const replaced = changes(...steps.map((op) => ({ ...vpc, op, keys: ["cidrBlock"] })));
    assert.deepEqual(countsOf(replaced), [["replace", 1]]);
    assert.deepEqual(replaced[0]?.replacedBy, ["cidrBlock"]);
  });

  it("put the replacement of a data store first and call it dangerous", () => {
    const found = realChanges(changes({ ...vpc, op: "delete" }, { ...database, op: "replace" }));
    assert.deepEqual(
      found.map(({ name, dangerous }) => [name, dangerous]),
      [
        ["data-g1", true],
        ["net", false],
      ],
    );
  });

  it("are none where everything stays, and components are no changes", () => {
    assert.deepEqual(realChanges(changes({ ...vpc, op: "same" }, network)), []);
  });

  it("without a component belong to the stack", () => {
    const [only] = changes({ ...vpc, parent: STACK_URN });
    assert.equal(only?.component, "stack");
  });
});

describe("what outlives a destroy", () => {
  it("is the final snapshot of a database and a key that waits, each with its reason", () => {
    const record = new EngineRecord();
    const inputs = { skipFinalSnapshot: false, finalSnapshotIdentifier: "podcast-final" };
    record.add(preEvent({ ...database, op: "delete", id: "db-1", inputs }));
    record.add(
      preEvent({
        name: "key",
        type: "aws:kms/key:Key",
        op: "delete",
        inputs: { deletionWindowInDays: 7 },
      }),
    );
    record.add(preEvent({ ...vpc, op: "delete" }));
    assert.deepEqual(
      outlivingOf(record.steps).map(({ why }) => why),
      ["leaves the snapshot podcast-final", "waits 7 days before it is gone"],
    );
  });

  it("is nothing of a database whose data may be lost", () => {
    const record = new EngineRecord();
    record.add(preEvent({ ...database, op: "delete", inputs: { skipFinalSnapshot: true } }));
    assert.deepEqual(outlivingOf(record.steps), []);
  });
});
