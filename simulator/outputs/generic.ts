/** Computed outputs of any type, by the name and type that the SDK declares. */
import { isFields } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { Call } from "../contract";
import type { OutputKind, ResourceShape } from "../schema/shapes";
import { kindOf, serviceOf } from "../schema/tokens";
import { arnOf } from "./arn";
import { hexOf, lettersOf, numberOf, uuidOf } from "./digits";
import { statedName } from "./ids";

/** A resource whose id is known. */
type Made = Call & { readonly id: string };

/**
 * @param call The create, with the new id.
 * @param shape What the SDK declares.
 * @returns Values for every declared output that is no stated input; the same for the same account,
 * region, type and id. What a cloud would leave empty is left out.
 */
export function genericOutputs(call: Made, shape: ResourceShape): Values {
  const outputs: Record<string, Value> = {};
  for (const key of generatedKeys(call.inputs, shape)) {
    const value = outputOf(key, shape.outputs[key]?.k ?? "string", { call, shape });
    if (value !== undefined) {
      outputs[key] = value;
    }
  }
  return { ...outputs, ...packageOutputs(call, shape) };
}

/**
 * @param inputs Inputs of the resource.
 * @param shape What the SDK declares.
 * @returns The declared outputs that no input gives a value and that the cloud computes then.
 */
export function generatedKeys(inputs: Values, shape: ResourceShape): readonly string[] {
  return Object.entries(shape.outputs)
    .filter(([key, { maybe }]) => !(maybe === true && key in shape.inputs))
    .map(([key]) => key)
    .filter((key) => (inputs[key] ?? null) === null);
}

/**
 * @param provider Inputs of the provider instance.
 * @param inputs Inputs of the resource.
 * @returns The provider's default tags with the resource's own over them.
 */
export function tagsAll(provider: Values, inputs: Values): Values {
  const defaults = provider.defaultTags;
  const shared = isFields(defaults) && isFields(defaults.tags) ? defaults.tags : {};
  return { ...shared, ...(isFields(inputs.tags) ? inputs.tags : {}) };
}

function packageOutputs(call: Made, shape: ResourceShape): Values {
  if (call.scope.package === "kubernetes") {
    return objectOutputs(call);
  }
  const isTagged = call.scope.package === "aws" && "tagsAll" in shape.outputs;
  return isTagged ? { tagsAll: tagsAll(call.scope.provider, call.inputs) } : {};
}

/** Source: Kubernetes API Conventions, "Metadata": what the API server sets on every object. */
function objectOutputs(call: Made): Values {
  const { metadata } = call.inputs;
  if (!isFields(metadata)) {
    return {};
  }
  const words = wordsOf(call);
  const made = call.before?.metadata;
  const before = isFields(made) ? made : {};
  const generation = typeof before.generation === "number" ? before.generation + 1 : 1;
  const created = before.creationTimestamp ?? new Date(call.now).toISOString();
  return {
    metadata: {
      ...metadata,
      uid: before.uid ?? uuidOf(words),
      creationTimestamp: created,
      generation,
      resourceVersion: numberOf([...words, String(generation)], 7),
    },
  };
}

function outputOf(
  key: string,
  kind: OutputKind,
  { call, shape }: { readonly call: Made; readonly shape: ResourceShape },
): Value | undefined {
  switch (kind) {
    case "boolean":
      return false;
    case "number":
      return 0;
    case "array":
      return [];
    case "map":
      return key in shape.inputs ? undefined : {};
    case "string":
      return key in shape.inputs ? computedInput(key, call) : computedText(key, call);
    default:
      return never(kind);
  }
}

/** An optional input that was left out and that the cloud then chooses. */
function computedInput(key: string, call: Made): Value | undefined {
  switch (key) {
    case "region":
    case "location":
      return call.scope.region;
    case "project":
    case "accountId":
      return call.scope.account;
    case "name":
    case "identifier":
      return statedName(call.inputs, call.type) ?? call.id.split(/[/:]/).at(-1);
    default:
      return undefined;
  }
}

function computedText(key: string, call: Made): Value {
  const words = [...wordsOf(call), key];
  const name = statedName(call.inputs, call.type) ?? call.id.split(/[/:]/).at(-1) ?? call.id;
  if (key === "arn") {
    return call.id.startsWith("arn:") ? call.id : arnOf(call.scope, call.type, name);
  }
  if (key.endsWith("Arn")) {
    return arnOf(call.scope, call.type, `${name}/${key.slice(0, -"Arn".length)}`);
  }
  if (/(endpoint|dnsName|domainName|address|hostname|fqdn)$/i.test(key)) {
    return hostName(name, call);
  }
  if (/(createdAt|createTime|creationDate|createdDate|timestamp|At|Time|Date|On)$/.test(key)) {
    return new Date(call.now).toISOString();
  }
  return computedByEnding(key, { words, name, call });
}

function computedByEnding(
  key: string,
  { words, name, call }: { words: readonly string[]; name: string; call: Made },
): Value {
  if (key === "ownerId" || key === "accountId" || key === "registryId") {
    return call.scope.account;
  }
  if (/(status|state)$/i.test(key)) {
    return call.scope.package === "gcp" ? "READY" : "available";
  }
  if (/(selfLink|uri|url)$/i.test(key)) {
    return `https://${hostName(name, call)}/${name}`;
  }
  if (/(uid|uuid|uniqueId)$/i.test(key)) {
    return uuidOf(words);
  }
  return /(id|fingerprint|etag|hash|version)$/i.test(key) ? hexOf(words, 20) : "";
}

function hostName(name: string, call: Made): string {
  const { scope, type } = call;
  const label = `${name.toLowerCase().replaceAll(/[^a-z0-9-]+/g, "-")}.${lettersOf(wordsOf(call), 12)}`;
  const place = [serviceOf(type), scope.region].filter((part) => part !== undefined).join(".");
  const roots = {
    aws: `${place}.amazonaws.com`,
    gcp: `${place}.googleapis.com`,
    cloudflare: "cdn.cloudflare.net",
    kubernetes: "cluster.local",
    random: `${kindOf(type).toLowerCase()}.invalid`,
  } as const;
  return `${label}.${roots[scope.package]}`;
}

function wordsOf({ scope, type, id }: Made): readonly string[] {
  return [scope.account, scope.region ?? "", type, id];
}

function never(kind: never): never {
  throw new Error(`a schema of a newer version: ${String(kind)}`);
}
