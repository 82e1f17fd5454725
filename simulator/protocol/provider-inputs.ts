/** Inputs of a provider instance: values arrive as strings, JSON inside where they are no strings. */
import { parse as parseYaml } from "yaml";
import { isFields, UNKNOWN } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { PackageName } from "../contract";
import { diffValues } from "../operations/diff";
import type { DiffAnswer, Failure } from "../operations/requests";
import { problemsOf } from "../operations/validate";
import type { Schema, Shape } from "../schema/shapes";

/** Inputs that the engine itself gives to every provider. */
const ENGINE_INPUTS: ReadonlySet<string> = new Set(["version", "pluginDownloadURL"]);

/** What is declared of a provider, and whose it is. */
export interface ProviderKind {
  readonly package: PackageName;
  readonly schema: Schema;
}

/**
 * @param kind The provider.
 * @param raw The inputs as the protocol carries them.
 * @returns The inputs as the program states them.
 */
export function parseProviderInputs(kind: ProviderKind, raw: Values): Values {
  const declared = kind.schema.resource(`pulumi:providers:${kind.package}`)?.inputs ?? {};
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([key]) => !ENGINE_INPUTS.has(key))
      .map(([key, value]): [string, Value] => [key, parsed(value, declared[key]?.shape)]),
  );
}

/**
 * @param kind The provider.
 * @param inputs Parsed inputs.
 * @returns Keys that the provider does not know, and values of wrong types.
 */
export function providerProblems(kind: ProviderKind, inputs: Values): readonly Failure[] {
  const shape = kind.schema.resource(`pulumi:providers:${kind.package}`);
  return shape === undefined ? [] : problemsOf(kind.package, inputs, shape);
}

/**
 * Says whether a change of the provider's inputs makes a new provider, and with it new resources.
 * Source: pulumi-kubernetes `DiffConfig` (the cluster identifier decides where there is one, else
 * the active cluster of the kubeconfig); pulumi-aws 7 replaces no provider: each regional resource
 * decides for itself ("Enhanced region support").
 *
 * @param packageName The package.
 * @param olds Parsed inputs before.
 * @param news Parsed inputs after.
 */
export function diffProvider(packageName: PackageName, olds: Values, news: Values): DiffAnswer {
  const replaced = packageName === "kubernetes" ? otherCluster(olds, news) : undefined;
  return {
    differences: diffValues(olds, news).map(({ path, kind }) => ({
      path,
      kind,
      replaces: path === replaced,
    })),
    deleteBeforeReplace: false,
  };
}

/** @returns The input that says that the objects are now in another cluster. */
function otherCluster(olds: Values, news: Values): string | undefined {
  const before = olds.clusterIdentifier;
  const after = news.clusterIdentifier;
  if (before !== undefined || after !== undefined) {
    return before === after ? undefined : "clusterIdentifier";
  }
  const kubeconfig = news.kubeconfig;
  const isOther =
    kubeconfig === UNKNOWN ||
    JSON.stringify(activeCluster(olds.kubeconfig)) !== JSON.stringify(activeCluster(kubeconfig));
  return isOther ? "kubeconfig" : undefined;
}

function activeCluster(kubeconfig: Value | undefined): Value {
  const config = documentOf(kubeconfig);
  if (!isFields(config)) {
    return null;
  }
  const context = named(config.contexts, config["current-context"]);
  const name = isFields(context) && isFields(context.context) ? context.context.cluster : null;
  const cluster = named(config.clusters, name);
  return isFields(cluster) ? (cluster.cluster ?? null) : null;
}

function documentOf(text: Value | undefined): Value {
  try {
    return typeof text === "string" ? (parseYaml(text) as Value) : (text ?? null);
  } catch {
    // A path of a file, or nothing that can be read: compared as nothing.
    return null;
  }
}

function named(list: Value | undefined, name: Value | undefined): Value | undefined {
  return Array.isArray(list)
    ? (list as readonly Value[]).find((entry) => isFields(entry) && entry.name === name)
    : undefined;
}

function parsed(value: Value, shape: Shape | undefined): Value {
  if (typeof value !== "string" || shape === undefined || takesText(shape)) {
    return value;
  }
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

function takesText(shape: Shape): boolean {
  if (shape.k === "enum") {
    return shape.values.every((value) => typeof value === "string");
  }
  return shape.k === "union" ? shape.of.some(takesText) : shape.k === "string";
}
