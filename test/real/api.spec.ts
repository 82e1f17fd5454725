import assert from "node:assert/strict";
import { collectionOf, messageOf, warningsIn } from "./api";

describe("what an API server says", () => {
  it("reads each warning of a header, quotes within included", () => {
    const header = '299 - "unknown field \\"spec.x\\"", 299 - "deprecated in v1.40+"';
    assert.deepEqual(warningsIn(header), ['unknown field "spec.x"', "deprecated in v1.40+"]);
    assert.deepEqual(warningsIn(undefined), []);
  });

  it("quotes the server's message, or the status where there is none", () => {
    assert.equal(messageOf({ status: 422, body: { message: "no" }, warnings: [] }), "no");
    assert.equal(messageOf({ status: 503, body: {}, warnings: [] }), "status 503");
  });
});

describe("where an object is sent", () => {
  const at = (apiVersion: string, namespaced: boolean, namespace?: string): string =>
    collectionOf(
      { plural: "things", namespaced },
      {
        apiVersion,
        kind: "Thing",
        metadata: { name: "a", ...(namespace === undefined ? {} : { namespace }) },
      },
    );

  it("tells the core group from the others", () => {
    assert.equal(at("v1", false), "/api/v1/things");
    assert.equal(at("apps/v1", true, "app"), "/apis/apps/v1/namespaces/app/things");
  });

  it("takes the default namespace where none is said, as the server does", () => {
    assert.equal(at("v1", true), "/api/v1/namespaces/default/things");
  });
});
