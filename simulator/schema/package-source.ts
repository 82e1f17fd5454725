/** Finds the declarations of one SDK package and turns them into modules of the schema. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { fieldsOf, nameOf, outputFieldOf, parseDeclarations } from "./parse";
import type { Names } from "./parse";
import type { Field, Fields, ModuleSchema, OutputField, ResourceShape, Shape } from "./shapes";
import { moduleOf } from "./tokens";

/** A resource type with the references to named types not yet followed. */
type BareResource = Omit<ResourceShape, "types">;

/**
 * @param folder The package's folder in node_modules.
 * @returns The schema of each module, by module name.
 */
export function schemaOfPackage(folder: string): ReadonlyMap<string, ModuleSchema> {
  const names = enumsOf(folder);
  const types = inputTypesOf(folder, names);
  const modules = new Map<string, Record<string, BareResource>>();
  for (const path of declarationFiles(folder)) {
    for (const [token, resource] of resourcesOf(path, names)) {
      const module = modules.get(moduleOf(token)) ?? {};
      module[token] ??= resource;
      modules.set(moduleOf(token), module);
    }
  }
  return new Map(
    [...modules].map(([name, resources]) => [
      name,
      { resources, types: typesUsedBy(resources, types) },
    ]),
  );
}

function resourcesOf(path: string, names: Names): readonly [string, BareResource][] {
  const text = readFileSync(path, "utf8");
  if (!/extends pulumi\.(Custom|Provider)Resource/.test(text)) {
    return [];
  }
  const file = parseDeclarations(path, text);
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      interfaces.set(statement.name.text, statement);
    }
  }
  return file.statements.flatMap((statement): [string, BareResource][] => {
    const token = ts.isClassDeclaration(statement) ? tokenOf(path, text, statement) : undefined;
    if (token === undefined || !ts.isClassDeclaration(statement)) {
      return [];
    }
    const args = interfaces.get(`${statement.name?.text ?? ""}Args`);
    const declared =
      args === undefined ? { fields: {}, open: false } : fieldsOf(args.members, text, names);
    const shape = { inputs: declared.fields, outputs: outputsOf(statement) };
    return [[token, declared.open ? { ...shape, open: true } : shape]];
  });
}

/** The class's token stands in the JavaScript beside the declarations. */
function tokenOf(path: string, text: string, node: ts.ClassDeclaration): string | undefined {
  const name = node.name?.text ?? "";
  if (!new RegExp(`class ${name} extends pulumi\\.(Custom|Provider)Resource`).test(text)) {
    return undefined;
  }
  const script = readFileSync(path.replace(/\.d\.ts$/, ".js"), "utf8");
  const type = /__pulumiType = '([^']+)'/.exec(script)?.[1];
  return type !== undefined && text.includes("extends pulumi.ProviderResource")
    ? `pulumi:providers:${type}`
    : type;
}

function outputsOf(node: ts.ClassDeclaration): Record<string, OutputField> {
  const outputs: Record<string, OutputField> = {};
  for (const member of node.members) {
    if (ts.isPropertyDeclaration(member) && member.type !== undefined && isOutput(member.type)) {
      outputs[nameOf(member.name)] = outputFieldOf(member.type);
    }
  }
  return outputs;
}

function isOutput(type: ts.TypeNode): boolean {
  return (
    ts.isTypeReferenceNode(type) &&
    ts.isQualifiedName(type.typeName) &&
    type.typeName.right.text === "Output"
  );
}

/** The literals of every enum, by qualified name (`rds.EngineType`, `Region`). */
function enumsOf(folder: string): Names {
  const enums = new Map<string, readonly string[]>();
  const root = join(folder, "types", "enums");
  for (const path of filesBelow(root).filter((file) => file.endsWith(".d.ts"))) {
    const prefix = path
      .slice(root.length + 1)
      .split("/")
      .slice(0, -1)
      .join(".");
    const text = readFileSync(path, "utf8");
    for (const [, name, body] of text.matchAll(/const (\w+): \{([^}]*)\}/g)) {
      const values = [...(body ?? "").matchAll(/readonly \w+: "([^"]*)"/g)].map(([, v]) => v ?? "");
      enums.set(prefix === "" ? (name ?? "") : `${prefix}.${name ?? ""}`, values);
    }
  }
  return { enumValues: (name) => enums.get(name) };
}

/** Every named input type of the package, by qualified name (`rds.InstanceS3Import`). */
function inputTypesOf(folder: string, names: Names): ReadonlyMap<string, Fields> {
  const types = new Map<string, Fields>();
  const path = join(folder, "types", "input.d.ts");
  const text = readOptional(path);
  const visit = (statements: readonly ts.Statement[], prefix: string): void => {
    for (const statement of statements) {
      if (ts.isInterfaceDeclaration(statement)) {
        types.set(prefix + statement.name.text, fieldsOf(statement.members, text, names).fields);
      } else if (ts.isModuleDeclaration(statement)) {
        visit(bodyOf(statement), `${prefix}${statement.name.text}.`);
      }
    }
  };
  visit(parseDeclarations(path, text).statements, "");
  return types;
}

function bodyOf(node: ts.ModuleDeclaration): readonly ts.Statement[] {
  return node.body !== undefined && ts.isModuleBlock(node.body) ? node.body.statements : [];
}

/** The named types that resources refer to, directly or through others. */
function typesUsedBy(
  resources: Readonly<Record<string, BareResource>>,
  types: ReadonlyMap<string, Fields>,
): Record<string, Fields> {
  const used: Record<string, Fields> = {};
  const pending = Object.values(resources).flatMap(({ inputs }) => referencesOf(inputs));
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const fields = types.get(name);
    if (fields !== undefined && !(name in used)) {
      used[name] = fields;
      pending.push(...referencesOf(fields));
    }
  }
  return used;
}

function referencesOf(fields: Readonly<Record<string, Field>>): string[] {
  return Object.values(fields).flatMap(({ shape }) => namesIn(shape));
}

function namesIn(shape: Shape): string[] {
  switch (shape.k) {
    case "object":
      return [shape.type];
    case "array":
    case "map":
      return namesIn(shape.of);
    case "union":
      return shape.of.flatMap(namesIn);
    case "string":
    case "number":
    case "boolean":
    case "any":
    case "asset":
    case "enum":
      return [];
    default:
      return shape satisfies never;
  }
}

function declarationFiles(folder: string): readonly string[] {
  const skipped = new Set(["types", "node_modules", "config", "scripts"]);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .filter((path) => path.endsWith(".d.ts") && !/\/(index|get[A-Z]\w*)\.d\.ts$/.test(path));
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (isMissing(error)) {
      return [];
    }
    throw error;
  }
}

function readOptional(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isMissing(error)) {
      return "";
    }
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
