/** The Kubernetes objects of a stack, as its exported state holds them. */
import { z } from "zod";

/** Anything that JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A Kubernetes object as it is sent to an API server. */
export interface KubernetesObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly [key: string]: Json | undefined;
  };
}

/** An object of the program. */
export interface ProgramObject {
  /** Logical name. */
  readonly name: string;
  readonly object: KubernetesObject;
  /** True if it changes an object that somebody else makes. */
  readonly isPatch: boolean;
}

/** What the program makes in one cluster, in its order. */
export interface ClusterObjects {
  readonly cluster: string;
  readonly objects: readonly ProgramObject[];
  /** Namespaces that Helm makes for its releases. */
  readonly helmNamespaces: readonly string[];
}

/** Marks a secret of an exported state. Source: Pulumi, `sdk/go/common/resource/sig`. */
const SECRET_MARK = "4dabf18193072939515e22adb298388d";

/** Stands for a value that is not known. Source: Pulumi, `sdk/go/common/resource/plugin`. */
const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const RELEASE = "kubernetes:helm.sh/v3:Release";

const Resource = z.object({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  delete: z.boolean().default(false),
  provider: z.string().default(""),
  inputs: z.record(z.string(), z.unknown()).default({}),
});

const State = z.object({ deployment: z.object({ resources: z.array(Resource) }) });

const ObjectShape = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** The last part of a URN: the logical name, or a provider's name. */
const nameOf = (urn: string): string => urn.split("::")[3] ?? urn;

/**
 * Takes secrets out of their envelopes.
 *
 * @param value A value of an exported state.
 * @throws Error if a value is not known, or a secret was exported encrypted.
 */
export function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    if (SECRET_MARK in value) return plain(opened(value));
    const entries = Object.entries(value).map(([key, of]) => [key, plain(of)] as const);
    return Object.fromEntries(entries);
  }
  if (value === UNKNOWN_VALUE) throw new Error("the state holds a value that is not known");
  return z.union([z.string(), z.number(), z.boolean(), z.null()]).parse(value);
}

function opened(envelope: object): unknown {
  const { plaintext } = z.object({ plaintext: z.string().optional() }).parse(envelope);
  if (plaintext === undefined) throw new Error("a secret is encrypted: export with --show-secrets");
  return JSON.parse(plaintext);
}

function programObject({ urn, type, inputs }: z.infer<typeof Resource>): ProgramObject {
  const parsed = ObjectShape.safeParse(plain(inputs));
  if (!parsed.success) throw new Error(`${urn}: ${z.prettifyError(parsed.error)}`);
  return {
    name: nameOf(urn),
    object: parsed.data as KubernetesObject,
    isPatch: type.endsWith("Patch"),
  };
}

/** The namespace that a release asks Helm to make. */
function helmNamespace({ inputs }: z.infer<typeof Resource>): readonly string[] {
  const { createNamespace, namespace } = inputs;
  return createNamespace === true && typeof namespace === "string" ? [namespace] : [];
}

/**
 * Reads a state: its order is the order in which the program made things.
 *
 * @param exported What `stack export --show-secrets` printed, parsed.
 * @returns What each cluster is given, by the name of its provider.
 */
export function clustersIn(exported: unknown): readonly ClusterObjects[] {
  const resources = State.parse(exported).deployment.resources.filter(
    ({ type, custom, delete: leaving }) => custom && !leaving && type.startsWith("kubernetes:"),
  );
  const clusters = new Set(resources.map(({ provider }) => nameOf(provider)));
  return [...clusters].map((cluster) => {
    const all = resources.filter(({ provider }) => nameOf(provider) === cluster);
    return {
      cluster,
      objects: all.filter(({ type }) => type !== RELEASE).map(programObject),
      helmNamespaces: all.filter(({ type }) => type === RELEASE).flatMap(helmNamespace),
    };
  });
}

/** A pod that a workload would make. */
export interface PodOf {
  /** Logical name of the workload. */
  readonly name: string;
  readonly namespace: string;
  readonly pod: JsonObject;
}

/** Where a kind keeps its pod template. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  "apps/v1 Deployment": ["spec", "template"],
  "apps/v1 StatefulSet": ["spec", "template"],
  "apps/v1 DaemonSet": ["spec", "template"],
  "apps/v1 ReplicaSet": ["spec", "template"],
  "batch/v1 Job": ["spec", "template"],
  "batch/v1 CronJob": ["spec", "jobTemplate", "spec", "template"],
};

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The pod of a workload, which no controller makes here.
 *
 * @param item An object of the program.
 * @returns None if it makes no pods.
 */
export function podOf({ name, object }: ProgramObject): PodOf | undefined {
  const path = TEMPLATES[`${object.apiVersion} ${object.kind}`];
  if (path === undefined) return undefined;
  let template: Json | undefined = object;
  for (const key of path) template = isObject(template) ? template[key] : undefined;
  if (!isObject(template)) return undefined;
  const { metadata, spec } = template;
  const namespace = object.metadata.namespace ?? "default";
  const marks = isObject(metadata) ? metadata : {};
  return {
    name,
    namespace,
    pod: {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { ...marks, generateName: `${object.metadata.name}-`, namespace },
      spec,
    },
  };
}
