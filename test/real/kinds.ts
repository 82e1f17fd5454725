/** Teaches a server the custom kinds that the objects need, from the operators' definitions. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Definition, Published } from "../../tools/crds/definitions";
import { type Api, isAccepted, messageOf } from "./api";
import type { JsonObject, KubernetesObject, ProgramObject } from "./objects";

/** A kind, and its API version. */
export type KindOf = Pick<KubernetesObject, "apiVersion" | "kind">;

/**
 * The definition of a kind, or why there is none: "refused" if its publisher has no such kind,
 * "missing" if the publisher could not be asked or is not known.
 */
export type Lookup =
  | { readonly is: "found"; readonly definition: Definition }
  | { readonly is: "refused" | "missing"; readonly reason: string };

/** Seconds that a server may take to serve a new kind. */
const ESTABLISHED_SECONDS = 30;

const COLLECTION = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

/** A kind in words. */
export const textOf = ({ apiVersion, kind }: KindOf): string => `${kind} of ${apiVersion}`;

/**
 * Kinds of objects, each once.
 *
 * @param objects Objects of the program.
 */
export function kindsOf(objects: readonly ProgramObject[]): readonly KindOf[] {
  const kinds = objects.map(({ object: { apiVersion, kind } }) => ({ apiVersion, kind }));
  return [...new Map(kinds.map((kind) => [textOf(kind), kind])).values()];
}

/** Finds a kind among what one source publishes; undefined if its group is another's. */
function lookIn(of: KindOf, each: Published): Lookup | undefined {
  const [group = "", version] = of.apiVersion.split("/");
  if ("reason" in each) {
    const isTheirs = Object.values(each.source.kinds).some((choice) => choice.group === group);
    return isTheirs ? { is: "missing", reason: each.reason } : undefined;
  }
  const ofGroup = each.definitions.filter(({ spec }) => spec.group === group);
  if (ofGroup.length === 0) return undefined;
  const definition = ofGroup.find(
    ({ spec }) =>
      spec.names.kind === of.kind &&
      spec.versions.some(({ name, served }) => name === version && served),
  );
  if (definition !== undefined) return { is: "found", definition };
  const { module, version: released } = each.source;
  return { is: "refused", reason: `${module} ${released} defines no ${textOf(of)}` };
}

/**
 * Finds the definition of a kind.
 *
 * @param of The kind.
 * @param published Definitions by operator; the first that has it is taken.
 */
export function lookUp(of: KindOf, published: Iterable<Published>): Lookup {
  const answers = [...published].flatMap((each) => lookIn(of, each) ?? []);
  return (
    answers.find(({ is }) => is === "found") ??
    answers[0] ?? { is: "missing", reason: "no source of tools/crds/sources.ts defines it" }
  );
}

/** What teaching needs of a server. */
export type Teachable = Pick<Api, "ask" | "resource">;

const Conditions = z.object({
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })) }),
});

function isEstablished(body: JsonObject): boolean {
  const parsed = Conditions.safeParse(body);
  return (
    parsed.success &&
    parsed.data.status.conditions.some(
      ({ type, status }) => type === "Established" && status === "True",
    )
  );
}

async function establish(
  api: Teachable,
  definition: Definition,
  of: KindOf,
): Promise<string | undefined> {
  const { name } = definition.metadata;
  const body = z.record(z.string(), z.json()).parse(definition);
  const made = await api.ask({ method: "POST", path: COLLECTION, body });
  // One definition brings all versions of a kind.
  if (!isAccepted(made) && made.status !== 409) return messageOf(made);
  const end = Date.now() + ESTABLISHED_SECONDS * 1_000;
  while (Date.now() < end) {
    const { body: now } = await api.ask({ method: "GET", path: `${COLLECTION}/${name}` });
    if (isEstablished(now) && (await api.resource(of, "fresh")) !== undefined) return undefined;
    await sleep(50);
  }
  return `not established within ${ESTABLISHED_SECONDS} s`;
}

/** True if the server itself has the group: then no definition could add to it. */
async function isBuiltIn(api: Teachable, { apiVersion }: KindOf): Promise<boolean> {
  const [group = "", version] = apiVersion.split("/");
  if (version === undefined) return true;
  return isAccepted(await api.ask({ method: "GET", path: `/apis/${group}` }));
}

/** A kind that the server does not know, and what that means for its objects. */
export interface UnknownKind {
  readonly is: "refused" | "missing";
  readonly reason: string;
}

async function teachOne(
  api: Teachable,
  kind: KindOf,
  published: readonly Published[],
): Promise<UnknownKind | undefined> {
  const found = lookUp(kind, published);
  if (found.is === "found") {
    const reason = await establish(api, found.definition, kind);
    return reason === undefined ? undefined : { is: "refused", reason };
  }
  return found.is === "missing" && (await isBuiltIn(api, kind))
    ? { is: "refused", reason: `the server has no ${textOf(kind)}` }
    : found;
}

/**
 * Makes the server know the kinds of objects.
 *
 * @param api The server.
 * @param objects What it will be given.
 * @param published Definitions by operator.
 * @returns The kinds that stay unknown, by their text.
 */
export async function teach(
  api: Teachable,
  objects: readonly ProgramObject[],
  published: readonly Published[],
): Promise<ReadonlyMap<string, UnknownKind>> {
  const unknown = new Map<string, UnknownKind>();
  for (const kind of kindsOf(objects)) {
    if ((await api.resource(kind)) !== undefined) continue;
    const why = await teachOne(api, kind, published);
    if (why !== undefined) unknown.set(textOf(kind), why);
  }
  return unknown;
}
