/** Prints shapes as TypeScript. What occurs more than once in a file gets a name there. */
import { identity, type Field, type Shape } from "./shape";

/** A type with a name of its own. */
export interface Named {
  readonly name: string;
  readonly says: string;
  readonly shape: Shape;
}

/** An object of fewer fields is shorter in place than by name. */
const LEAST_FIELDS = 2;

/** Names of the types that a file shares, by what they are. */
class Shared {
  private readonly counts = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private readonly taken: Set<string>;
  readonly shapes: { readonly name: string; readonly shape: Shape }[] = [];

  constructor(kinds: readonly Named[]) {
    this.taken = new Set(kinds.map(({ name }) => name));
    for (const { shape } of kinds) this.count(shape);
    for (const { name, shape } of kinds) this.nameWithin(shape, [name.replace(/Spec$/, "")]);
  }

  /** The name of a shape, if the file shares it. */
  nameOf(shape: Shape): string | undefined {
    return shape.is === "object" ? this.names.get(identity(shape)) : undefined;
  }

  private count(shape: Shape): void {
    if (shape.is === "list") this.count(shape.item);
    if (shape.is === "map") this.count(shape.value);
    if (shape.is !== "object") return;
    const key = identity(shape);
    const before = this.counts.get(key) ?? 0;
    this.counts.set(key, before + 1);
    // What a shared type holds is printed once, with it.
    if (before === 0) for (const field of shape.fields) this.count(field.shape);
  }

  private nameWithin(shape: Shape, path: readonly string[]): void {
    if (shape.is === "list") this.nameWithin(shape.item, path);
    if (shape.is === "map") this.nameWithin(shape.value, path);
    if (shape.is !== "object") return;
    const key = identity(shape);
    if (this.names.has(key)) return;
    if ((this.counts.get(key) ?? 0) > 1 && shape.fields.length >= LEAST_FIELDS) {
      const name = this.freeName(path);
      this.names.set(key, name);
      this.shapes.push({ name, shape });
    }
    for (const field of shape.fields) this.nameWithin(field.shape, [...path, field.name]);
  }

  /** The property's name; where that is taken, with its owner's before it, and so on. */
  private freeName(path: readonly string[]): string {
    const words = path.map((part) => part.charAt(0).toUpperCase() + part.slice(1));
    for (let length = 1; length <= words.length; length++) {
      const name = words.slice(-length).join("");
      if (this.taken.has(name)) continue;
      this.taken.add(name);
      return name;
    }
    throw new Error(`no free name for ${path.join(".")}`);
  }
}

function print(shape: Shape, shared: Shared): string {
  const name = shared.nameOf(shape);
  if (name !== undefined) return name;
  switch (shape.is) {
    case "text":
      return shape.text;
    case "list": {
      const item = print(shape.item, shared);
      return `readonly ${item.includes("|") ? `(${item})` : item}[]`;
    }
    case "map":
      return `Readonly<Record<string, ${print(shape.value, shared)}>>`;
    case "object":
      return body(shape.fields, shared);
    default:
      return never(shape);
  }
}

function never(shape: never): never {
  throw new Error(`unknown shape ${JSON.stringify(shape)}`);
}

function body(fields: readonly Field[], shared: Shared): string {
  const lines = fields.map(({ name, optional, says, shape }) => {
    const key = /^[\w$]+$/.test(name) ? name : JSON.stringify(name);
    const doc = says === undefined ? "" : `/** ${says} */\n`;
    return `${doc}readonly ${key}${optional ? "?" : ""}: ${print(shape, shared)};`;
  });
  return `{\n${lines.join("\n")}\n}`;
}

/**
 * Prints the types of one file.
 *
 * @param kinds The types that others import.
 */
export function printTypes(kinds: readonly Named[]): string {
  const shared = new Shared(kinds);
  const own = kinds.map(({ name, says, shape }) => {
    const is = shape.is === "object" ? body(shape.fields, shared) : print(shape, shared);
    return `/** ${says} */\nexport interface ${name} ${is}\n`;
  });
  const others = shared.shapes.map(({ name, shape }) => {
    const is = shape.is === "object" ? body(shape.fields, shared) : print(shape, shared);
    return `interface ${name} ${is}\n`;
  });
  return [...own, ...others].join("\n");
}
