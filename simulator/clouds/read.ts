/** Reading of values that may be absent or unknown, for rules and models. */
import { createHash } from "node:crypto";
import { isFields, type Value, type Values } from "../../facts/values";
import type { Call, Rule, StoredResource, Verb } from "../contract";

/**
 * The value at a path such as `vpcConfig.subnetIds` or `rules.0.name`.
 *
 * @param from Where to look.
 * @param path Field names and array indices, joined by dots.
 * @returns Undefined where a part of the path is absent or unknown.
 */
export function at(from: Value | undefined, path: string): Value | undefined {
  return path.split(".").reduce<Value | undefined>((value, key) => {
    if (Array.isArray(value)) return (value as readonly Value[])[Number(key)];
    return isFields(value) ? value[key] : undefined;
  }, from);
}

/** The text at a path; undefined where it is absent, unknown or something else. */
export function text(from: Value | undefined, path: string): string | undefined {
  const value = at(from, path);
  return typeof value === "string" ? value : undefined;
}

/** The number at a path; undefined where it is absent, unknown or something else. */
export function num(from: Value | undefined, path: string): number | undefined {
  const value = at(from, path);
  return typeof value === "number" ? value : undefined;
}

/** Whether the value at a path is `true`; an unknown is not. */
export function isOn(from: Value | undefined, path: string): boolean {
  return at(from, path) === true;
}

/** The items at a path; none where it is absent or unknown. */
export function list(from: Value | undefined, path: string): readonly Value[] {
  const value = at(from, path);
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

/** The texts among the items at a path. */
export function texts(from: Value | undefined, path: string): readonly string[] {
  return list(from, path).filter((item): item is string => typeof item === "string");
}

/** The named values at a path; none where it is absent or unknown. */
export function fields(from: Value | undefined, path: string): Values {
  const value = at(from, path);
  return isFields(value) ? value : {};
}

/** Whether something stands at a path, known or not. */
export function given(from: Value | undefined, path: string): boolean {
  const value = at(from, path);
  return value !== undefined && value !== null;
}

/** What the cloud knows of a resource: its outputs over its inputs. */
export function known(resource: StoredResource): Values {
  return { ...resource.inputs, ...resource.outputs };
}

/** Every text at any depth of a value. */
export function* everyText(value: Value | undefined): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value))
    for (const item of value as readonly Value[]) yield* everyText(item);
  else if (isFields(value)) for (const item of Object.values(value)) yield* everyText(item);
}

/** Whether a text stands at any depth of a value. */
export function mentions(value: Value | undefined, sought: string): boolean {
  return [...everyText(value)].includes(sought);
}

/** Resources of a type in the call's region, without the one that the call is about. */
export function others(call: Call, type: string): readonly StoredResource[] {
  return call.cloud
    .list(type)
    .filter((one) => one.scope.region === call.scope.region && !isSelf(call, one));
}

/** Whether a stored resource is the one that the call is about. */
export function isSelf(call: Call, one: StoredResource): boolean {
  return one.type === call.type && one.id === call.id && one.scope.region === call.scope.region;
}

/**
 * Lower-case hexadecimal digits that follow from a seed.
 *
 * @param seed Any text; the same seed gives the same digits.
 * @param length How many digits, at most 64.
 */
export function hex(seed: string, length: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, length);
}

/** Decimal digits that follow from a seed, at most 60. */
export function digits(seed: string, length: number): string {
  return BigInt(`0x${hex(seed, 64)}`)
    .toString()
    .slice(5, 5 + length);
}

/** The logical name: the last part of a URN. */
export function logicalName(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Which calls some rules concern. */
type Concern = Pick<Rule, "types" | "verbs">;

/**
 * The calls that rules concern.
 *
 * @param verbs What is done, as one text: `create update`.
 * @param types To which types.
 */
export function on(verbs: Verb | "create update", types: readonly string[]): Concern {
  return { types, verbs: verbs === "create update" ? ["create", "update"] : [verbs] };
}

/**
 * Rules that share their source and the calls that they concern.
 *
 * @param source The vendor's document or issue thread.
 * @param concern See {@link on}.
 * @param table Rule id -> judgement.
 */
export function rules(
  source: string,
  concern: Concern,
  table: Readonly<Record<string, Rule["refuse"]>>,
): Rule[] {
  return Object.entries(table).map(([id, refuse]) => ({ id, source, ...concern, refuse }));
}

/**
 * The message when something is wrong.
 *
 * @param wrong Whether the call is to be refused.
 * @param message What the cloud says then.
 */
export function when(wrong: boolean, message: string): string | undefined {
  return wrong ? message : undefined;
}

/** The first message of several judgements. */
export function firstOf(messages: Iterable<string | undefined>): string | undefined {
  for (const message of messages) if (message !== undefined) return message;
  return undefined;
}
