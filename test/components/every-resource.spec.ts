import assert from "node:assert/strict";
import { findResourceType, isTaggable } from "../../facts/resource-types";
import { REQUIRED_TAGS, TAG, urnOfTagValue } from "../../facts/tags";
import { URN_ANNOTATION } from "../../components/tagging";
import { stacks } from "../support/golden";
import { type Recorded, resourcesOf } from "../support/recorded";

/** Fields of an object input; empty where there is none. */
function fields(from: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  const value = path.reduce<unknown>(
    (each, key) => (each as Record<string, unknown> | undefined)?.[key],
    from,
  );
  return (value ?? {}) as Record<string, unknown>;
}

/** Mocks name the nearest parent only; the engine names all, as the engine tests check. */
function asMocksSpell(urn: string): string {
  const [head, project, types = "", ...name] = urn.split("::");
  return [head, project, types.split("$").slice(-2).join("$"), ...name].join("::");
}

function isObject({ type }: Recorded): boolean {
  return type.startsWith("kubernetes:") && !type.startsWith("kubernetes:helm.sh/");
}

for (const stack of stacks()) {
  describe(`every resource of ${stack}`, () => {
    let resources: readonly Recorded[] = [];
    before(async () => {
      resources = await resourcesOf(stack);
    });

    it("has a component as its parent", () => {
      const orphans = resources.filter(
        ({ type, parent }) =>
          !type.startsWith("pulumi:providers:") && !type.startsWith("platform:") && parent === "",
      );
      assert.deepEqual(
        orphans.map(({ urn }) => urn),
        [],
      );
    });

    it("is managed by an explicit provider", () => {
      const loose = resources.filter(
        ({ custom, type, provider }) =>
          custom && !type.startsWith("pulumi:providers:") && provider === "",
      );
      assert.deepEqual(
        loose.map(({ urn }) => urn),
        [],
      );
    });

    it("carries all standard tags, and its own URN, where it is taggable", () => {
      const taggable = resources.filter(({ type }) => type.startsWith("aws:") && isTaggable(type));
      assert.ok(taggable.length > 50, `${taggable.length} taggable resources`);
      for (const { urn, inputs } of taggable) {
        const tags = fields(inputs, "tags");
        const missing = REQUIRED_TAGS.filter((key) => typeof tags[key] !== "string");
        assert.deepEqual(missing, [], urn);
        assert.equal(asMocksSpell(urnOfTagValue(String(tags[TAG.urn]))), urn);
      }
    });

    it("carries labels and its own URN inside the cluster", () => {
      const objects = resources.filter(isObject);
      assert.ok(objects.length > 40, `${objects.length} objects`);
      for (const { urn, inputs } of objects) {
        const labels = fields(inputs, "metadata", "labels");
        assert.equal(labels["app.kubernetes.io/part-of"], "podcast-platform", urn);
        assert.equal(typeof labels[TAG.environment], "string", urn);
        const annotation = fields(inputs, "metadata", "annotations")[URN_ANNOTATION];
        assert.equal(asMocksSpell(String(annotation)), urn);
      }
    });

    it("is of a type that the table of types knows", () => {
      const unknown = resources
        .filter(({ type, custom }) => custom && !type.startsWith("pulumi:providers:"))
        .filter(({ type }) => findResourceType(type) === undefined);
      assert.deepEqual(
        unknown.map(({ urn }) => urn),
        [],
      );
    });

    it("keeps its name when another is added: names are unique by type", () => {
      const names = resources.map(({ type, name }) => `${type} ${name}`);
      assert.equal(new Set(names).size, names.length);
    });
  });
}
