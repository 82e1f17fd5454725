/** Runs single policies over resources written down in a test, without an engine. */
import assert from "node:assert/strict";

import type { ResourceView } from "../../analysis/resource";
import { isFields } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import { findingsOf, messageOf } from "../../policies/frame/deliver";
import type { Context, PlatformPolicy } from "../../policies/frame/policy";
import { Reader } from "../../policies/frame/reader";
import type { Settings } from "../../policies/frame/settings";
import { stackOf } from "../../policies/frame/view";

/** A value in a test's inputs; undefined takes the key away. */
export type Change = Readonly<Record<string, Value | undefined>>;

/** What an unknown fact reports, in full. */
export function undecidedMessage(path: string, from = ""): string {
  const source = from === "" ? "" : `, which comes from ${from}`;
  return `undecided: waits for the value of ${path}${source}; state a value that is known at preview.`;
}

/** Settings of a production stack with US data. */
export const SETTINGS: Settings = {
  residency: "us",
  budget: { monthlyUsd: 1400, lines: {} },
  environment: "prod",
  production: true,
  waivers: undefined,
  problems: [],
};

/** Settings of a production stack with EU data. */
export const EU: Settings = { ...SETTINGS, residency: "eu" };

/** Settings of a stack whose data may be lost. */
export const DEV: Settings = { ...SETTINGS, environment: "dev", production: false };

/**
 * A resource of a test.
 *
 * @param type Type token.
 * @param name Logical name.
 * @param inputs Its inputs.
 * @param more Dependencies, provider, outputs, where they matter.
 */
export function resource(
  type: string,
  name: string,
  inputs: Values,
  more: Partial<ResourceView> = {},
): ResourceView {
  return {
    urn: urnOf(type, name),
    type,
    name,
    inputs,
    outputs: {},
    provider: {},
    dependencies: {},
    ...more,
  };
}

/** The URN that {@link resource} gives. */
export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::test::${type}::${name}`;
}

/** Messages of a resource policy over one resource. */
export function messages(
  policy: PlatformPolicy,
  view: ResourceView,
  settings: Settings = SETTINGS,
): readonly string[] {
  const verdicts = policy.judgeResource?.({
    inputs: new Reader(view.inputs),
    view,
    context: contextOf(settings),
  });
  return findingsOf(view, verdicts ?? []).map(({ verdict }) => messageOf(verdict, view));
}

/** `name: message` of a stack policy over resources, sorted. */
export function stackMessages(
  policy: PlatformPolicy,
  views: readonly ResourceView[],
  settings: Settings = SETTINGS,
): readonly string[] {
  const findings = policy.judgeStack?.(stackOf(views), contextOf(settings)) ?? [];
  return findings
    .map(({ resource: of, verdict }) => `${of?.name ?? "stack"}: ${messageOf(verdict, of)}`)
    .toSorted();
}

/** A context on a fixed day. */
export function contextOf(settings: Settings): Context {
  return { settings, now: new Date("2026-11-20T12:00:00Z") };
}

/** Copies inputs with one change; `a.b` reaches into objects and lists, undefined removes. */
export function changed(inputs: Values, change: Change): Values {
  return Object.entries(change).reduce<Values>(
    (values, [path, value]) => setAt(values, path.split("."), value) as Values,
    inputs,
  );
}

function setAt(
  target: Value | undefined,
  path: readonly string[],
  value: Value | undefined,
): Value {
  const [key, ...rest] = path;
  assert.ok(key !== undefined);
  if (Array.isArray(target)) {
    const items = target as readonly Value[];
    const item = rest.length === 0 ? value : setAt(items[Number(key)], rest, value);
    return item === undefined
      ? items.filter((_, index) => index !== Number(key))
      : items.with(Number(key), item);
  }
  const fields = isFields(target) ? target : {};
  const next = rest.length === 0 ? value : setAt(fields[key], rest, value);
  const others = Object.entries(fields).filter(([name]) => name !== key);
  return Object.fromEntries(next === undefined ? others : [...others, [key, next]]);
}

/** A good resource, and one change per case with the full list of messages. */
export interface PolicyCases {
  readonly type: string;
  readonly good: Values;
  readonly settings?: Settings;
  readonly provider?: Values;
  /** Title -> change of the good inputs, messages. */
  readonly cases: Readonly<Record<string, readonly [Change, readonly string[]]>>;
}

/** Declares the spec of a resource policy. */
export function specify(policy: PlatformPolicy, spec: PolicyCases): void {
  const judged = (inputs: Values): readonly string[] =>
    messages(
      policy,
      resource(spec.type, "subject", inputs, { provider: spec.provider ?? {} }),
      spec.settings ?? SETTINGS,
    );
  describe(`${policy.name} on ${spec.type}`, () => {
    it("is silent on a good resource", () => {
      assert.deepEqual(judged(spec.good), []);
    });
    for (const [title, [change, expected]] of Object.entries(spec.cases)) {
      it(title, () => {
        assert.deepEqual(judged(changed(spec.good, change)), expected);
      });
    }
  });
}
