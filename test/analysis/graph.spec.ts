import assert from "node:assert/strict";

import fc from "fast-check";

import { Graph } from "../../analysis/graph";
import type { Edge } from "../../analysis/graph";

const edge = (from: string, to: string): Edge => ({ from, to, by: "" });
const through = (path: readonly Edge[] | undefined) => path?.map(({ to }) => to);

describe("Graph", () => {
  it("finds the shortest way", () => {
    const graph = new Graph([edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("b", "d")]);
    assert.deepEqual(through(graph.path("a", "d")), ["b", "d"]);
  });

  it("finds no way against the direction of a step", () => {
    assert.equal(new Graph([edge("a", "b")]).path("b", "a"), undefined);
  });

  it("ends on a ring", () => {
    const graph = new Graph([edge("a", "b"), edge("b", "a")]);
    assert.equal(graph.path("a", "c"), undefined);
  });

  it("needs no step to where it is", () => {
    assert.deepEqual(new Graph([]).path("a", "a"), []);
  });

  it("finds the same way whatever the order of steps", () => {
    const place = fc.constantFrom("a", "b", "c", "d", "e");
    const edges = fc.array(
      fc.tuple(place, place).map(([from, to]) => edge(from, to)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(edges, (steps) => {
        assert.deepEqual(
          new Graph(steps).path("a", "e"),
          new Graph(steps.toReversed()).path("a", "e"),
        );
      }),
    );
  });
});
