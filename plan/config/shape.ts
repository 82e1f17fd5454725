/** The shape of the configuration as plain data: which keys are known where, what is allowed. */
import { z } from "zod";
import { ConfigSchema } from "./schema";

/** The part of JSON Schema that messages need. */
interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly propertyNames?: Node;
  readonly additionalProperties?: Node | false;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

// The schema is closed, plain data: z.toJSONSchema writes the fields above for each part of it.
const root = z.toJSONSchema(ConfigSchema, { io: "input", unrepresentable: "any" }) as Node;

function step(node: Node, key: PropertyKey): readonly Node[] {
  const additional = node.additionalProperties;
  const inside =
    typeof key === "number"
      ? node.items
      : (node.properties?.[String(key)] ?? (additional === false ? undefined : additional));
  return [
    ...(inside === undefined ? [] : [inside]),
    ...(node.anyOf ?? []).flatMap((choice) => step(choice, key)),
  ];
}

function nodesAt(path: readonly PropertyKey[]): readonly Node[] {
  return path.reduce<readonly Node[]>(
    (nodes, key) => nodes.flatMap((node) => step(node, key)),
    [root],
  );
}

function keysOf(node: Node): readonly string[] {
  return [
    ...Object.keys(node.properties ?? {}),
    ...(node.propertyNames?.enum ?? []).map(String),
    ...(node.anyOf ?? []).flatMap(keysOf),
  ];
}

function allowedBy(node: Node): readonly string[] {
  if (node.description !== undefined) return [node.description];
  if (node.anyOf !== undefined) return node.anyOf.flatMap(allowedBy);
  if (node.enum !== undefined) return [node.enum.map(String).join(", ")];
  const keys = keysOf(node);
  if (keys.length > 0) return [`keys ${keys.join(", ")}`];
  return [node.type === "array" ? "a list" : (node.type ?? "any value")];
}

/**
 * The keys that may stand below a path.
 *
 * @param path Path into the configuration; empty for the top.
 */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  return [...new Set(nodesAt(path).flatMap(keysOf))];
}

/**
 * What may stand at a path, in words.
 *
 * @param path Path into the configuration.
 */
export function allowedAt(path: readonly PropertyKey[]): string {
  return [...new Set(nodesAt(path).flatMap(allowedBy))].join("; or ");
}
