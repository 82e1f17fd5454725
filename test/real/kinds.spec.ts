import assert from "node:assert/strict";
import type { Definition, Published } from "../../tools/crds/definitions";
import type { CrdSource } from "../../tools/crds/sources";
import { kindsOf, lookUp, teach, type Teachable } from "./kinds";

const SOURCE: CrdSource = {
  module: "example.com/operator",
  version: "v1.0.0",
  sum: "h1:x",
  paths: ["crds"],
  chart: { name: "operator", version: "1.0.0" },
  kinds: { Thing: { group: "example.com", version: "v1" } },
};

const DEFINITION: Definition = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "things.example.com" },
  spec: {
    group: "example.com",
    scope: "Namespaced",
    names: { kind: "Thing", plural: "things" },
    versions: [
      { name: "v1", served: true },
      { name: "v1alpha1", served: false },
    ],
  },
};

const HERE: Published = { source: SOURCE, definitions: [DEFINITION] };
const AWAY: Published = { source: SOURCE, reason: "the proxy does not answer" };
const THING = { apiVersion: "example.com/v1", kind: "Thing" };

describe("the definition of a kind", () => {
  it("is found by group, kind and version", () => {
    assert.deepEqual(lookUp(THING, [HERE]), { is: "found", definition: DEFINITION });
  });

  it("is taken from the first that has it", () => {
    const own: Definition = { ...DEFINITION, metadata: { name: "mine" } };
    const found = lookUp(THING, [{ source: SOURCE, definitions: [own] }, HERE]);
    assert.deepEqual(found, { is: "found", definition: own });
    assert.deepEqual(lookUp(THING, [AWAY, HERE]), { is: "found", definition: DEFINITION });
  });

  for (const wrong of [{ kind: "Things" }, { apiVersion: "example.com/v1alpha1" }]) {
    it(`is refused where the publisher has none: ${JSON.stringify(wrong)}`, () => {
      const { kind, apiVersion } = { ...THING, ...wrong };
      assert.deepEqual(lookUp({ kind, apiVersion }, [HERE]), {
        is: "refused",
        reason: `example.com/operator v1.0.0 defines no ${kind} of ${apiVersion}`,
      });
    });
  }

  it("is missing for the reason for which its source is", () => {
    const reason = "the proxy does not answer";
    assert.deepEqual(lookUp(THING, [AWAY]), { is: "missing", reason });
  });

  it("is missing from the table if nobody publishes its group", () => {
    const reason = "no source of tools/crds/sources.ts defines it";
    const other = { ...THING, apiVersion: "example.org/v1" };
    assert.deepEqual(lookUp(other, [AWAY, HERE]), { is: "missing", reason });
  });
});

describe("teaching a server", () => {
  const objects = [{ name: "t", isPatch: false, object: { ...THING, metadata: { name: "t" } } }];

  /** A server that knows no kind, and has the groups that are named. */
  const knowing = (...groups: readonly string[]): Teachable => ({
    ask: ({ path }) => {
      const status = groups.some((group) => path === `/apis/${group}`) ? 200 : 404;
      return Promise.resolve({ status, body: {}, warnings: [] });
    },
    resource: () => Promise.resolve(undefined),
  });

  it("refuses a kind that a group of the server's own does not have", async () => {
    const unknown = await teach(knowing("example.com"), objects, []);
    assert.deepEqual(unknown.get("Thing of example.com/v1"), {
      is: "refused",
      reason: "the server has no Thing of example.com/v1",
    });
  });

  it("leaves open what nobody could be asked about", async () => {
    const unknown = await teach(knowing(), objects, [AWAY]);
    assert.deepEqual(unknown.get("Thing of example.com/v1")?.is, "missing");
  });

  it("quotes the server on a definition that it refuses", async () => {
    const server: Teachable = {
      ask: () => Promise.resolve({ status: 422, body: { message: "bad schema" }, warnings: [] }),
      resource: () => Promise.resolve(undefined),
    };
    const unknown = await teach(server, objects, [HERE]);
    assert.deepEqual([...unknown.values()], [{ is: "refused", reason: "bad schema" }]);
  });
});

describe("the kinds of objects", () => {
  it("are listed once, in the order of the objects", () => {
    const of = (kind: string, name: string) => ({
      name,
      isPatch: false,
      object: { apiVersion: "v1", kind, metadata: { name } },
    });
    assert.deepEqual(
      kindsOf([of("Secret", "a"), of("Pod", "b"), of("Secret", "c")]).map(({ kind }) => kind),
      ["Secret", "Pod"],
    );
  });
});
