/** Values in the protocol's form (google.protobuf.Struct) and in ours. */
import { createHash } from "node:crypto";
import { Struct, Value as ProtoValue } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { SECRET_KEY, SECRET_SIGNATURE, UNKNOWN, UNKNOWN_SENTINEL } from "../../facts/values";
import type { Value, Values } from "../../facts/values";

/**
 * Signatures of special objects.
 * Source: `specialAssetSig`, `specialArchiveSig`, `specialOutputValueSig`, `specialResourceSig` in
 * the Pulumi SDK's runtime/rpc module.
 */
const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7";
const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";

/** Unknown values of a type other than string; none of them says more than "unknown". */
const UNKNOWN_SENTINELS: ReadonlySet<string> = new Set([
  UNKNOWN_SENTINEL,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/**
 * @param struct A message's values, or undefined when the message has none.
 * @returns The values, without secrets and outputs around them, unknown parts marked.
 */
export function decode(struct: Struct | undefined): Values {
  const entries: [string, Value][] = [];
  struct?.getFieldsMap().forEach((value, key) => {
    entries.push([key, decodeValue(value)]);
  });
  return Object.fromEntries(entries);
}

/**
 * @param values Values of ours.
 * @returns The same as a message; marks of unknown parts become the engine's sentinel.
 */
export function encode(values: Values): Struct {
  return Struct.fromJavaScript(encodeFields(values));
}

function decodeValue(value: ProtoValue): Value {
  switch (value.getKindCase()) {
    case ProtoValue.KindCase.STRING_VALUE: {
      const text = value.getStringValue();
      return UNKNOWN_SENTINELS.has(text) ? UNKNOWN : text;
    }
    case ProtoValue.KindCase.NUMBER_VALUE:
      return value.getNumberValue();
    case ProtoValue.KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case ProtoValue.KindCase.LIST_VALUE:
      return (value.getListValue()?.getValuesList() ?? []).map(decodeValue);
    case ProtoValue.KindCase.STRUCT_VALUE:
      return decodeObject(decode(value.getStructValue()));
    case ProtoValue.KindCase.NULL_VALUE:
    case ProtoValue.KindCase.KIND_NOT_SET:
    default:
      return null;
  }
}

function decodeObject(fields: Values): Value {
  const signature = fields[SECRET_KEY];
  return typeof signature === "string" ? (opened(signature, fields) ?? fields) : fields;
}

/** What a special object stands for; undefined for an object that only looks like one. */
function opened(signature: string, fields: Values): Value | undefined {
  switch (signature) {
    case SECRET_SIGNATURE:
      return fields.value ?? null;
    case OUTPUT_SIGNATURE:
      return fields.value ?? UNKNOWN;
    case RESOURCE_SIGNATURE:
      return fields.id === "" ? UNKNOWN : (fields.id ?? fields.urn ?? null);
    case ASSET_SIGNATURE:
    case ARCHIVE_SIGNATURE:
      return withHash(fields);
    default:
      return undefined;
  }
}

/** An asset is the same as long as its content is; the engine sends a hash, others send text. */
function withHash(fields: Values): Values {
  const { hash } = fields;
  if (typeof hash === "string" && hash !== "") {
    return fields;
  }
  const content = JSON.stringify(encodeFields(fields));
  return { ...fields, hash: createHash("sha256").update(content).digest("hex") };
}

function encodeFields(values: Values): Record<string, JavaScriptValue> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]): [string, JavaScriptValue] => [
      key,
      encodeValue(value),
    ]),
  );
}

function encodeValue(value: Value): JavaScriptValue {
  if (value === UNKNOWN) {
    return UNKNOWN_SENTINEL;
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return isList(value) ? value.map(encodeValue) : encodeFields(value);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
