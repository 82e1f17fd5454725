/** Models of AWS resources as rows of templates. */
import type { Value } from "../../../facts/values";
import type { Call, Model } from "../../contract";
import { digits, hex, logicalName, text } from "../read";

/** The default region of templates where a call has none (IAM and other global services). */
const GLOBAL_REGION = "us-east-1";

/** One row: a model whose id and outputs are templates. */
export interface Row extends Omit<Model, "id" | "outputs" | "type"> {
  /** Type token without the `aws:` in front. */
  readonly type: string;
  /**
   * Template of the id, or a function where it is no new one.
   * @default the generated id of the type
   */
  readonly id?: string | ((call: Call) => string);
  /** Templates, plain values, or functions of the call. */
  readonly outputs?: Readonly<
    Record<string, Value | ((call: Call & { readonly id: string }) => Value)>
  >;
}

/**
 * Fills a template: `{region}`, `{account}`, `{id}`, `{name}` (the logical name), `{.path}` (an
 * input), `{hex17}`, `{dig12}`, `{upper17}` and `{uuid}` (stable for call, urn and template).
 *
 * @param template The template.
 * @param call The call, with the id once that is known.
 */
export function fill(template: string, call: Call): string {
  const seed = `${call.scope.account}/${call.urn}/${call.now}/${call.id ?? ""}/${template}`;
  return template.replace(
    /\{(\.?)([a-zA-Z.]+)(\d*)\}/g,
    (_, dot: string, word: string, n: string) => {
      if (dot === ".") return text(call.inputs, word + n) ?? "";
      return part(word, Number(n), { call, seed });
    },
  );
}

function part(word: string, length: number, from: { call: Call; seed: string }): string {
  const { call, seed } = from;
  switch (word) {
    case "region":
      return call.scope.region ?? GLOBAL_REGION;
    case "account":
      return call.scope.account;
    case "id":
      return call.id ?? "";
    case "name":
      return logicalName(call.urn);
    case "hex":
      return hex(seed, length);
    case "upper":
      return hex(seed, length).toUpperCase();
    case "dig":
      return digits(seed, length);
    case "uuid":
      return hex(seed, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-a$4-$5");
    default:
      return `{${word}}`;
  }
}

/** An id that no resource of the type has yet: a name that is taken stays as it is. */
function freshId(template: string, call: Call): string {
  for (let round = 0; round < 9; round++) {
    const id = fill(template, { ...call, urn: `${call.urn}${"+".repeat(round)}` });
    if (call.cloud.find(call.type, id) === undefined) return id;
  }
  return fill(template, call);
}

/** Makes models of rows. */
export function models(rows: readonly Row[]): readonly Model[] {
  return rows.map(model);
}

function model(row: Row): Model {
  const { type, id, outputs, ...rest } = row;
  return {
    ...rest,
    type: `aws:${type}`,
    ...(id === undefined
      ? {}
      : { id: typeof id === "function" ? id : (call: Call) => freshId(id, call) }),
    outputs: (call) =>
      Object.fromEntries(
        Object.entries(outputs ?? {}).map(([key, value]) => [
          key,
          drawn(value, call.before?.[key]) ?? evaluate(value, call),
        ]),
      ),
  };
}

/** What a cloud drew once stays for the life of the resource, such as the name of a balancer. */
function drawn(value: unknown, before: Value | undefined): Value | undefined {
  return typeof value === "string" && /\{(hex|upper|dig|uuid)/.test(value) ? before : undefined;
}

function evaluate(
  value: Value | ((call: Call & { readonly id: string }) => Value),
  call: Call & { readonly id: string },
): Value {
  if (typeof value === "function") return value(call);
  return typeof value === "string" ? fill(value, call) : value;
}
