import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type SiteState,
  databases,
  dutiesOf,
  leaseHolder,
  markerOf,
  nextPhases,
  stateOf,
  stepsBetween,
  writers,
} from "../../plan/site";

/** A walk of transitions from the first day of a cell, one state after the other. */
const walk = fc.array(fc.nat(), { maxLength: 40 }).map((choices) =>
  choices.reduce<readonly SiteState[]>(
    (states, choice) => {
      const open = nextPhases(states.at(-1)!);
      return [...states, open[choice % open.length]!];
    },
    [{ phase: "primary-active", generation: 1 }],
  ),
);

describe("the sites of a cell", () => {
  it("have one writer in every state that a cell can reach, and it holds the lease", () => {
    fc.assert(
      fc.property(walk, (states) => {
        for (const state of states) {
          assert.deepEqual(
            writers(state).map(({ site }) => site),
            [leaseHolder(state)],
          );
        }
      }),
    );
  });

  it("never have two writers between two steps, however far a transition came", () => {
    fc.assert(
      fc.property(walk, (states) => {
        for (const [index, from] of states.slice(0, -1).entries()) {
          const to = states[index + 1]!;
          let lease = leaseHolder(from);
          const open = new Set(
            databases(from)
              .filter(({ duty }) => duty !== "replica")
              .map(({ site, generation }) => `${site}-g${generation}`),
          );
          for (const step of stepsBetween(from, to)) {
            if (step.kind === "move-lease") lease = step.to;
            if (step.kind === "promote") open.add(`${step.site}-g${step.generation}`);
            const writing = [...open].filter((one) => one.startsWith(`${lease}-`));
            assert.ok(writing.length <= 1, `${writing.join(" and ")} write after ${step.kind}`);
          }
        }
      }),
    );
  });

  it("never make a replica of what could write, nor use a generation twice for two databases", () => {
    fc.assert(
      fc.property(walk, (states) => {
        const could = new Set<string>();
        for (const state of states) {
          for (const { site, generation, duty } of databases(state)) {
            const key = `${site}-g${generation}`;
            if (duty === "replica") assert.ok(!could.has(key), `${key} is a replica again`);
            else could.add(key);
          }
        }
      }),
    );
  });

  it("move the lease before they promote", () => {
    const from = { phase: "primary-active", generation: 3 } as const;
    assert.deepEqual(stepsBetween(from, { phase: "failing-over", generation: 3 }), [
      { kind: "move-lease", to: "standby" },
      { kind: "promote", site: "standby", generation: 3 },
    ]);
  });

  it("give the returning site a database of the next generation", () => {
    const from = { phase: "failing-over", generation: 3 } as const;
    assert.deepEqual(stepsBetween(from, { phase: "standby-active", generation: 4 }), [
      { kind: "replicate", site: "primary", generation: 4 },
    ]);
  });

  it("never go back on a failover that has begun, and say where they may go", () => {
    const from = { phase: "failing-over", generation: 1 } as const;
    assert.throws(
      () => stepsBetween(from, { phase: "primary-active", generation: 1 }),
      /failing-over of generation 1 cannot become primary-active .*; allowed: standby-active of generation 2/,
    );
  });

  it("keep what the old site declares until a move is over, and send it no traffic", () => {
    const [primary, standby] = dutiesOf({ phase: "failing-over", generation: 1 });
    assert.deepEqual(
      [primary, standby].map((one) => [one?.runsWorkloads, one?.takesTraffic, one?.duty]),
      [
        [true, false, "fenced"],
        [true, true, "writer"],
      ],
    );
    const [atRest] = dutiesOf({ phase: "standby-active", generation: 2 });
    assert.deepEqual([atRest?.runsWorkloads, atRest?.duty], [false, "replica"]);
  });

  it("write a marker that the detector reads", () => {
    assert.deepEqual(markerOf(stateOf({ active: "primary", generation: 2 })), {
      active: "primary",
      phase: "primary-active",
      generation: 2,
    });
  });
});
