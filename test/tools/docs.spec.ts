import assert from "node:assert/strict";
import path from "node:path";
import { projectFiles } from "../../tools/docs.mjs";
import { findProblems, foreignNames, unknownScripts } from "../../tools/docs/check.mjs";
import { Sandbox } from "./sandbox";

const ROOT = path.dirname(path.dirname(__dirname));

describe("the documents", () => {
  it("name no registry, no machine's path, no dead link and no unknown script", () => {
    const files = projectFiles(ROOT);
    assert.ok(files.includes("README.md"), "git lists the project's files");
    assert.deepEqual(findProblems(ROOT, files), []);
  });
});

describe("the check of the documents", () => {
  it("finds package registries and absolute paths of a machine", () => {
    const host = ["registry", "npmjs", "org"].join(".");
    const home = ["", "root", ""].join("/");
    assert.deepEqual(foreignNames(`first\n  "https://${host}/a", cd ${home}project`), [
      `2: names the package registry ${host}`,
      `2: names a path of a machine, ${home}`,
    ]);
  });

  it("lets relative paths and addresses pass that look alike", () => {
    assert.deepEqual(foreignNames("../work/x https://a.example/work/x $HOME/work/x"), []);
  });

  it("knows the scripts of package.json, with and without -s", () => {
    const text = "`npm start`, `npm run -s simulate -- up`, npm run nothing, npm ci";
    assert.deepEqual(unknownScripts(text, ["simulate"]), [
      '1: npm script "start" is not in package.json',
      '1: npm script "nothing" is not in package.json',
    ]);
  });

  it("finds links and pictures that lead nowhere, outside of fenced blocks", () => {
    const sandbox = new Sandbox();
    try {
      sandbox.write("package.json", JSON.stringify({ scripts: {} }));
      sandbox.write("docs/here.md", "");
      sandbox.write(
        "docs/index.md",
        '[a](here.md#part) [b](gone.md) [c](https://a.example)\n```\n[d](x)\n```\n<img src="no.svg">',
      );
      assert.deepEqual(findProblems(sandbox.root, ["docs/index.md"]), [
        "docs/index.md:1: the link gone.md leads nowhere",
        "docs/index.md:5: the link no.svg leads nowhere",
      ]);
    } finally {
      sandbox.remove();
    }
  });
});
