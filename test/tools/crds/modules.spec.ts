import assert from "node:assert/strict";
import { readAnswer } from "../../../tools/crds/modules";

const NAME = { module: "example.com/m", version: "v1.0.0", sum: "h1:right" };

describe("Go's answer about a module", () => {
  it("is a folder, if the hash is the pinned one", () => {
    const answer = JSON.stringify({ Dir: "/modules/m", Sum: "h1:right" });
    assert.deepEqual(readAnswer(NAME, answer), { folder: "/modules/m" });
  });

  it("is refused if the hash is another", () => {
    const answer = JSON.stringify({ Dir: "/modules/m", Sum: "h1:wrong" });
    assert.deepEqual(readAnswer(NAME, answer), {
      reason: "example.com/m@v1.0.0 has the hash h1:wrong; pinned is h1:right",
    });
  });

  it("quotes Go's error, and its last words where it gave no answer", () => {
    const failed = JSON.stringify({ Error: "403 Forbidden\n\tserver response: no" });
    assert.deepEqual(readAnswer(NAME, failed), { reason: "403 Forbidden" });
    assert.deepEqual(readAnswer(NAME, "", "`go` does not run: ENOENT"), {
      reason: "example.com/m@v1.0.0: `go` does not run: ENOENT",
    });
  });
});
