/** A cloud of plain facts for tests of rules: what exists is written down, nothing is computed. */
import type { Value, Values } from "../../../facts/values";
import type {
  Call,
  CloudDefinition,
  CloudView,
  Scope,
  StoredResource,
  Verb,
} from "../../../simulator/contract";

/** The account of the tests. */
export const ACCOUNT = "111122223333";
/** The region of the tests. */
export const REGION = "us-east-1";
/** The other region of the tests. */
export const FAR = "us-west-2";
/** The endpoint of the tests' cluster. */
export const ENDPOINT = "https://ABCDEF.gr7.us-east-1.eks.amazonaws.com";

/** Where something stands, if not in the account and region of the tests. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
  readonly madeFor?: string;
}

/** A value that is to be text. */
export function textOf(value: Value | undefined): string {
  if (typeof value !== "string") throw new Error(`expected text, got ${typeof value}`);
  return value;
}

/** A resource that exists. */
export function thing(
  type: string,
  id: string,
  inputs: Values = {},
  more: Place & { readonly outputs?: Values } = {},
): StoredResource {
  const packageName = type.split(":")[0] as Scope["package"];
  const inCluster = packageName === "kubernetes";
  const account = more.account ?? (inCluster ? ENDPOINT : ACCOUNT);
  const scope: Scope = {
    package: packageName,
    account,
    provider: {},
    ...(inCluster ? {} : { region: more.region ?? REGION }),
  };
  const made = more.madeFor === undefined ? {} : { madeFor: more.madeFor };
  return {
    key: `${account}/${scope.region ?? "-"}/${type}/${id}`,
    type,
    id,
    scope,
    inputs,
    outputs: more.outputs ?? {},
    ...made,
  };
}

/** An object of the tests' cluster. */
export function object(
  kind: string,
  name: string,
  body: Values = {},
  namespace = "app",
): StoredResource {
  return thing(`kubernetes:${kind}`, `${namespace}/${name}`, {
    ...body,
    metadata: { name, namespace, ...(body.metadata as Values | undefined) },
  });
}

/** A view of what exists. */
export function viewOf(world: readonly StoredResource[], scope: Scope): CloudView {
  const mine = world.filter(
    (one) => one.scope.package === scope.package && one.scope.account === scope.account,
  );
  return {
    list: (type) => mine.filter((one) => one.type === type),
    all: () => mine,
    elsewhere: (packageName) => world.filter((one) => one.scope.package === packageName),
    find: (type: string, id: Value | undefined) =>
      mine.find((one) => one.type === type && one.id === id),
  };
}

/** A good call, the one change that the cloud refuses, and the rule that says so. */
export interface RuleCase {
  readonly rule: string;
  readonly type: string;
  readonly verb?: Verb;
  readonly id?: string;
  readonly inputs: Values;
  /** Inputs before an update. */
  readonly olds?: Values;
  /** Outputs before an update or a delete. */
  readonly before?: Values;
  readonly region?: string;
  readonly world?: readonly StoredResource[];
  /** Changed inputs, by path; `undefined` takes one away. */
  readonly change?: Readonly<Record<string, Value | undefined>>;
  /** What exists beside, in the refused call. */
  readonly add?: readonly StoredResource[];
  /** Ids of what does not exist in the refused call. */
  readonly drop?: readonly string[];
  /** A part of the message. */
  readonly says: RegExp;
}

/** Sets, or takes away, the value at a path. */
export function withChange(values: Values, path: string, value: Value | undefined): Values {
  const [key = "", ...rest] = path.split(".");
  const before: Value | undefined = values[key];
  if (rest.length === 0) {
    const others = Object.entries(values).filter(([name]) => name !== key);
    return value === undefined ? Object.fromEntries(others) : { ...values, [key]: value };
  }
  if (Array.isArray(before)) {
    const [index = "0", ...deeper] = rest;
    const items = (before as readonly Value[]).map((item, i) =>
      i === Number(index)
        ? deeper.length === 0
          ? (value ?? null)
          : withChange(item as Values, deeper.join("."), value)
        : item,
    );
    return { ...values, [key]: items };
  }
  return { ...values, [key]: withChange((before ?? {}) as Values, rest.join("."), value) };
}

function callOf(one: RuleCase, inputs: Values, world: readonly StoredResource[]): Call {
  const isObject = one.type.startsWith("kubernetes:");
  const packageName = one.type.split(":")[0] as Scope["package"];
  const account = isObject ? ENDPOINT : ACCOUNT;
  const scope: Scope = {
    package: packageName,
    account,
    provider: {},
    ...(isObject ? {} : { region: one.region ?? REGION }),
  };
  const verb = one.verb ?? "create";
  return {
    verb,
    type: one.type,
    urn: `urn:pulumi:dev::podcast-platform::${one.type}::it`,
    inputs,
    scope,
    cloud: viewOf(world, scope),
    now: Date.UTC(2026, 0, 1),
    ...(one.olds === undefined ? {} : { olds: one.olds }),
    ...(one.before === undefined ? {} : { before: one.before }),
    ...(one.id === undefined ? {} : { id: one.id }),
  };
}

/** Ids and messages of the rules that refuse a call. */
function refusals(
  cloud: CloudDefinition,
  call: Call,
): readonly (readonly [rule: string, message: string])[] {
  return cloud.rules
    .filter(
      (rule) =>
        rule.verbs.includes(call.verb) && (rule.types.includes(call.type) || rule.types[0] === "*"),
    )
    .flatMap((rule) => {
      const message = rule.refuse(call);
      return message === undefined ? [] : [[rule.id, message] as const];
    });
}

/** What the cloud says to the good call. */
export function judgeGood(
  cloud: CloudDefinition,
  one: RuleCase,
): readonly (readonly [string, string])[] {
  return refusals(cloud, callOf(one, one.inputs, one.world ?? []));
}

/** What the cloud says to the changed call. */
export function judgeBad(
  cloud: CloudDefinition,
  one: RuleCase,
): readonly (readonly [string, string])[] {
  const inputs = Object.entries(one.change ?? {}).reduce<Values>(
    (values, [path, value]) => withChange(values, path, value),
    one.inputs,
  );
  const world = [
    ...(one.world ?? []).filter((item) => !(one.drop ?? []).includes(item.id)),
    ...(one.add ?? []),
  ];
  return refusals(cloud, callOf(one, inputs, world));
}
