/** Reads CustomResourceDefinitions out of files. */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { moduleFolder, type Origin } from "./modules";
import { CRD_SOURCES, type CrdSource } from "./sources";

const Version = z.looseObject({
  name: z.string(),
  served: z.boolean(),
  schema: z.looseObject({ openAPIV3Schema: z.record(z.string(), z.unknown()) }).optional(),
});

const DefinitionShape = z.looseObject({
  apiVersion: z.literal("apiextensions.k8s.io/v1"),
  kind: z.literal("CustomResourceDefinition"),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    group: z.string(),
    scope: z.enum(["Namespaced", "Cluster"]),
    names: z.looseObject({ kind: z.string(), plural: z.string() }),
    versions: z.array(Version),
  }),
});

/** A definition as published. Source: Kubernetes API, CustomResourceDefinition v1. */
export type Definition = z.infer<typeof DefinitionShape>;

/**
 * Definitions in one text; other objects are passed over.
 *
 * @param text YAML of any number of documents.
 */
export function definitionsIn(text: string): readonly Definition[] {
  return parseAllDocuments(text).flatMap((document) => {
    const parsed = DefinitionShape.safeParse(document.toJS());
    return parsed.success ? [parsed.data] : [];
  });
}

/** Files of a path: itself, or those of the folder. */
function filesAt(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => [".yaml", ".yml"].includes(extname(name)))
    .toSorted()
    .map((name) => join(path, name));
}

/**
 * All definitions of a folder's files.
 *
 * @param paths Files and folders.
 */
export function definitionsAt(paths: readonly string[]): readonly Definition[] {
  return paths.flatMap((path) =>
    filesAt(path).flatMap((file) => definitionsIn(readFileSync(file, "utf8"))),
  );
}

/** The definitions of one source, or why there are none. */
export type Published =
  | { readonly source: CrdSource; readonly definitions: readonly Definition[] }
  | { readonly source: CrdSource; readonly reason: string };

/**
 * Fetches one source's definitions.
 *
 * @param source Where they are published.
 * @param origin Where the module may come from.
 */
export async function published(source: CrdSource, origin: Origin): Promise<Published> {
  const found = await moduleFolder(source, origin);
  if ("reason" in found) return { source, reason: found.reason };
  const definitions = definitionsAt(source.paths.map((path) => join(found.folder, path)));
  return definitions.length === 0
    ? { source, reason: `${source.module}: no definition in ${source.paths.join(", ")}` }
    : { source, definitions };
}

/**
 * Fetches the definitions of all sources, by operator.
 *
 * @param origin Where the modules may come from.
 * @default origin anywhere
 */
export async function allPublished(
  origin: Origin = "anywhere",
): Promise<ReadonlyMap<string, Published>> {
  const entries = Object.entries(CRD_SOURCES).map(
    async ([operator, source]) => [operator, await published(source, origin)] as const,
  );
  return new Map(await Promise.all(entries));
}
