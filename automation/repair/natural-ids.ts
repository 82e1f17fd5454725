/** The id that the inputs of a resource tell, where no tag finds it. */
import { findResourceType } from "../../facts/resource-types";
import { isFields, type Value, type Values } from "../../facts/values";

/**
 * Taggable types that the tagging service does not list, or whose inputs tell the id better than
 * the ARN does; the tag still decides whose it is.
 * Source: AWS Resource Groups, "Services that support the Resource Groups Tagging API" (IAM roles
 * are not among them); AWS provider's reference, section "Import" of each type.
 */
const UNLISTED: Readonly<Record<string, string>> = {
  "aws:iam/role:Role": "{name}",
  "aws:cloudwatch/logGroup:LogGroup": "{name}",
  "aws:eks/accessEntry:AccessEntry": "{clusterName}:{principalArn}",
};

/** Namespace of an object that names none. Source: Kubernetes, "Namespaces", initial namespaces. */
const DEFAULT_NAMESPACE = "default";

/**
 * @param type A type token.
 * @param inputs Inputs as the provider got them.
 * @returns undefined where the type has no such id, or an input that it needs is not known.
 */
export function naturalId(type: string, inputs: Values): string | undefined {
  const pattern = UNLISTED[type] ?? findResourceType(type)?.naturalImportId;
  if (pattern === undefined) return undefined;
  const paths = [...pattern.matchAll(/\{([^}]+)\}/g)].map(([, path]) => path ?? "");
  const parts = new Map(paths.map((path) => [path, partOf(inputs, path)]));
  if ([...parts.values()].includes(undefined)) return undefined;
  return pattern.replaceAll(/\{([^}]+)\}/g, (_, path: string) => parts.get(path) ?? "");
}

function partOf(inputs: Values, path: string): string | undefined {
  const value = valueAt(inputs, path);
  if (value === undefined && path === "metadata.namespace") return DEFAULT_NAMESPACE;
  return typeof value === "string" && value !== "" ? value : undefined;
}

function valueAt(inputs: Values, path: string): Value | undefined {
  let value: Value | undefined = inputs;
  for (const key of path.split(".")) value = isFields(value) ? value[key] : undefined;
  return value;
}
