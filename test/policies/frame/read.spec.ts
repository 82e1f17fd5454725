import assert from "node:assert/strict";

import { UNKNOWN, UNKNOWN_SENTINEL } from "../../../facts/values";
import { readValues } from "../../../policies/frame/read";
import { bagOf as bag } from "../../support/unknowns";

describe("readValues", () => {
  it("marks an unknown and keeps what stands beside it", () => {
    assert.deepEqual(readValues(bag({ a: UNKNOWN_SENTINEL, b: { c: UNKNOWN_SENTINEL, d: 1 } })), {
      a: UNKNOWN,
      b: { c: UNKNOWN, d: 1 },
    });
  });

  it("keeps the entries of a list around an unknown one", () => {
    assert.deepEqual(readValues(bag({ list: [UNKNOWN_SENTINEL, { cidr: "0.0.0.0/0" }] })), {
      list: [UNKNOWN, { cidr: "0.0.0.0/0" }],
    });
  });

  it("knows the unknowns of every type", () => {
    const object = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff";
    assert.deepEqual(readValues(bag({ object })), { object: UNKNOWN });
  });

  it("reads plain values as they are, null included", () => {
    const plain = { text: "a", number: 0, off: false, nothing: null, list: [], fields: {} };
    assert.deepEqual(readValues(bag(plain)), plain);
  });

  it("gives nothing for a provider that the engine does not name", () => {
    assert.deepEqual(readValues(undefined), {});
  });
});
