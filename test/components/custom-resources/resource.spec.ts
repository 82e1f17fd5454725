import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  customResource,
  type Inputs,
  type SpecInputs,
  type Unknown,
} from "../../../components/custom-resources/resource";
import type { Specs } from "../../../components/custom-resources/generated";

const METADATA = { name: "a", namespace: "app" };
const TRIGGERS = [{ type: "redis", metadata: { listLength: "5" } }];

/** Compiles only if both are the same. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** Never called: each line below its mark must fail to compile, or the type check fails. */
export function refused(): void {
  const spec = { scaleTargetRef: { name: "web" }, triggers: TRIGGERS };
  const made = (more: object): typeof spec & { readonly minReplicas: number } =>
    Object.assign({ ...spec, minReplicas: 1 }, more);
  // @ts-expect-error -- no such kind
  customResource("ScaledThing", "x", { metadata: METADATA, spec }, {});
  const extra = { ...spec, minReplicas: 1 };
  // @ts-expect-error -- a field that the definition does not have
  customResource("ScaledObject", "x", { metadata: METADATA, spec: extra }, {});
  // @ts-expect-error -- the same, out of a function
  customResource("ScaledObject", "x", { metadata: METADATA, spec: made({}) }, {});
  const nested = { ...spec, triggers: TRIGGERS.map((one) => ({ ...one, nme: "x" })) };
  // @ts-expect-error -- the same, in a list
  customResource("ScaledObject", "x", { metadata: METADATA, spec: nested }, {});
  const late = { ...spec, fallback: pulumi.output({ failureThreshold: 1, replicas: 1, x: 1 }) };
  // @ts-expect-error -- the same, in an output
  customResource("ScaledObject", "x", { metadata: METADATA, spec: late }, {});
  // @ts-expect-error -- a required field is missing
  customResource("ScaledObject", "x", { metadata: METADATA, spec: { triggers: TRIGGERS } }, {});
  const wrong = { ...spec, maxReplicaCount: "3" };
  // @ts-expect-error -- a value of another type
  customResource("ScaledObject", "x", { metadata: METADATA, spec: wrong }, {});
  const owner = { target: { creationPolicy: "Mine" } } as const;
  // @ts-expect-error -- a word that the enum does not have
  customResource("ExternalSecret", "x", { metadata: METADATA, spec: owner }, {});
}

/** Paths that the compiler names; a change of them does not compile. */
export const NAMED: readonly true[] = [
  true satisfies Same<Unknown<{ triggers: { nme: 1 }[] }, Specs["ScaledObject"]>, "triggers[].nme">,
  true satisfies Same<Unknown<{ fallback: { replicas: 1 } }, Specs["ScaledObject"]>, never>,
];

describe("a typed custom resource", () => {
  const seen: pulumi.runtime.MockResourceArgs[] = [];
  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        seen.push(args);
        return { id: `${args.name}-id`, state: args.inputs as Record<string, unknown> };
      },
      call: () => ({}),
    });
  });

  it("is sent under the API version of its kind, outputs within included", async () => {
    const triggers: SpecInputs<"ScaledObject">["triggers"] = TRIGGERS;
    const maxReplicaCount: Inputs<number> = pulumi.output(3);
    const made = customResource(
      "ScaledObject",
      "web",
      { metadata: METADATA, spec: { scaleTargetRef: { name: "web" }, triggers, maxReplicaCount } },
      {},
    );
    await new Promise((resolve) => made.urn.apply(resolve));
    assert.deepEqual(
      seen.map(({ type, name, inputs }) => [[type, name], inputs as unknown]),
      [
        [
          ["kubernetes:keda.sh/v1alpha1:ScaledObject", "web"],
          {
            apiVersion: "keda.sh/v1alpha1",
            kind: "ScaledObject",
            metadata: METADATA,
            spec: { scaleTargetRef: { name: "web" }, triggers: TRIGGERS, maxReplicaCount: 3 },
          },
        ],
      ],
    );
  });
});
