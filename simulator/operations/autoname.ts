/** Physical names that providers make up where the program states none. */
import { createHash, randomBytes } from "node:crypto";
import { isFields } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { PackageName } from "../contract";
import type { ResourceShape } from "../schema/shapes";
import type { CheckRequest, Target } from "./requests";

/**
 * Inputs that the bridged providers auto-name beside `name`.
 * Source: auto-name entries in resources.go of pulumi-aws (`AutoNameTransform`).
 */
const NAMED_BY = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
  "aws:elasticache/cluster:Cluster": "clusterId",
  "aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId",
} as const satisfies Record<string, string>;

/** Hex digits after the logical name: 7 in bridged providers, 8 in the Kubernetes provider. */
const SUFFIX_DIGITS = { bridged: 7, kubernetes: 8 } as const;

/**
 * @param packageName The package.
 * @param request The inputs, and those before: a made-up name never changes by itself.
 * @param shape What the SDK declares; undefined for custom resources.
 * @returns The inputs with a name.
 */
export function withAutoname(
  packageName: PackageName,
  request: CheckRequest,
  shape: ResourceShape | undefined,
): Values {
  switch (packageName) {
    case "kubernetes":
      return withObjectName(request);
    case "aws":
    case "gcp":
      return withFieldName(request, shape);
    case "cloudflare":
    case "random":
      return request.inputs;
    default:
      return packageName satisfies never;
  }
}

/**
 * @param target The resource.
 * @param inputs Its inputs.
 * @returns True when the program states the physical name, so that two of them cannot exist at
 * once: such a resource is deleted before it is replaced.
 */
export function hasStatedName(target: Target, inputs: Values): boolean {
  const metadata = inputs.metadata;
  const stated = isFields(metadata) ? metadata.name : inputs[nameField(target.type)];
  const madeUp = new RegExp(`^${escaped(target.name.toLowerCase())}-[0-9a-f]{7,8}$`);
  return typeof stated === "string" && !madeUp.test(stated.toLowerCase());
}

/**
 * @param inputs Inputs of a resource.
 * @param type Its type.
 * @returns The physical name, where the inputs hold one.
 */
export function physicalName(inputs: Values, type: string): Value | undefined {
  return inputs[nameField(type)];
}

function withFieldName(request: CheckRequest, shape: ResourceShape | undefined): Values {
  const { inputs, olds, type } = request;
  const field = nameField(type);
  const declared = shape?.inputs[field];
  const isStated = isGiven(inputs[field]) || isGiven(inputs[`${field}Prefix`]);
  if (declared?.shape.k !== "string" || declared.required === true || isStated) {
    return inputs;
  }
  const before = olds?.[field];
  const name = typeof before === "string" ? before : madeUpName(request, SUFFIX_DIGITS.bridged);
  return { ...inputs, [field]: field === "name" ? name : name.toLowerCase() };
}

function withObjectName(request: CheckRequest): Values {
  const { inputs, olds } = request;
  if (request.type === "kubernetes:helm.sh/v3:Release") {
    const name = isGiven(inputs.name) ? inputs.name : olds?.name;
    return { ...inputs, name: name ?? madeUpName(request, SUFFIX_DIGITS.kubernetes) };
  }
  const metadata = inputs.metadata ?? {};
  if (!isFields(metadata) || isGiven(metadata.name) || isGiven(metadata.generateName)) {
    return inputs;
  }
  const before = olds?.metadata;
  const kept = isFields(before) ? before.name : undefined;
  const name = kept ?? madeUpName(request, SUFFIX_DIGITS.kubernetes);
  const annotations = isFields(metadata.annotations) ? metadata.annotations : {};
  const marked = { ...annotations, "pulumi.com/autonamed": "true" };
  return { ...inputs, metadata: { ...metadata, name, annotations: marked } };
}

function nameField(type: string): string {
  return (NAMED_BY as Readonly<Record<string, string>>)[type] ?? "name";
}

/** The engine's seed makes the name of a preview that of its update. */
function madeUpName({ name, seed }: CheckRequest, digits: number): string {
  const bytes = seed === undefined || seed.length === 0 ? randomBytes(16) : seed;
  return `${name}-${createHash("sha256").update(bytes).digest("hex").slice(0, digits)}`;
}

function isGiven(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
