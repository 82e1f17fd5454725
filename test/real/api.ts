/** Speaks to an API server as Kubernetes' clients do. */
import { Agent, request } from "node:https";
import { z } from "zod";
import type { JsonObject, KubernetesObject } from "./objects";

/** Where a server is, and who we are to it. */
export interface Access {
  readonly port: number;
  readonly token: string;
  /** Its certificate, which it made itself. */
  readonly certificate: string;
}

/** What the server said. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  /** What it warns of. Source: Kubernetes API, "Warnings": code 299. */
  readonly warnings: readonly string[];
}

/** One request. */
export interface Question {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** @default application/json */
  readonly contentType?: string;
}

/** Whose fields are applied: the name under which a second apply finds its own. */
const FIELD_MANAGER = "podcast-platform";

/** Seconds after which a request has failed. */
const ANSWER_SECONDS = 30;

const ResourceList = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/** How a kind is addressed. */
export interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** The message of an answer that is a refusal. */
export function messageOf({ status, body }: Answer): string {
  const { message } = body;
  return typeof message === "string" ? message : `status ${status}`;
}

/** True if the server did what it was asked. */
export const isAccepted = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Texts of the `Warning` header. Source: RFC 9111 as Kubernetes uses it: `299 - "text"`. */
export function warningsIn(header: string | undefined): readonly string[] {
  return [...(header ?? "").matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text]) =>
    (text ?? "").replaceAll(/\\(.)/g, "$1"),
  );
}

/** One API server. */
export class Api {
  private readonly agent: Agent;
  private readonly known = new Map<string, z.infer<typeof ResourceList>["resources"]>();

  /** @param access Where it is. */
  constructor(private readonly access: Access) {
    this.agent = new Agent({ keepAlive: true, ca: access.certificate });
  }

  /** Ends its connections. */
  close(): void {
    this.agent.destroy();
  }

  /**
   * Asks.
   *
   * @param question One request.
   * @throws Error if no answer comes.
   */
  ask(question: Question): Promise<Answer> {
    const { method, path, query = {}, body } = question;
    const search = new URLSearchParams(query).toString();
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.agent,
          host: "127.0.0.1",
          port: this.access.port,
          method,
          path: search === "" ? path : `${path}?${search}`,
          timeout: ANSWER_SECONDS * 1_000,
          headers: {
            authorization: `Bearer ${this.access.token}`,
            "content-type": question.contentType ?? "application/json",
          },
        },
        (response) => {
          let text = "";
          response.on("data", (chunk: Buffer) => (text += chunk.toString()));
          response.on("end", () => {
            resolve({
              status: response.statusCode ?? 0,
              body: readBody(text),
              warnings: warningsIn(response.headers.warning),
            });
          });
        },
      );
      sent.on("timeout", () => sent.destroy(new Error(`${path}: no answer`)));
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /**
   * Finds how a kind is addressed.
   *
   * @param of A kind and its API version.
   * @param age "fresh" asks again, for a kind that is being made.
   * @returns undefined if the server does not know it.
   */
  async resource(
    of: Pick<KubernetesObject, "apiVersion" | "kind">,
    age: "fresh" | "known" = "known",
  ): Promise<Resource | undefined> {
    const known = age === "known" ? this.known.get(of.apiVersion) : undefined;
    const resources = known ?? (await this.discover(of.apiVersion));
    // Subresources are listed with their owner's kind.
    const found = resources.find(({ name, kind }) => kind === of.kind && !name.includes("/"));
    return found === undefined ? undefined : { plural: found.name, namespaced: found.namespaced };
  }

  private async discover(apiVersion: string): Promise<z.infer<typeof ResourceList>["resources"]> {
    const answer = await this.ask({ method: "GET", path: rootOf(apiVersion) });
    if (!isAccepted(answer)) return [];
    const { resources } = ResourceList.parse(answer.body);
    this.known.set(apiVersion, resources);
    return resources;
  }

  /**
   * Server-side apply under strict field validation, as Pulumi's provider does it.
   *
   * @param resource How its kind is addressed.
   * @param object What is applied.
   */
  apply(resource: Resource, object: KubernetesObject): Promise<Answer> {
    return this.ask({
      method: "PATCH",
      path: `${collectionOf(resource, object)}/${object.metadata.name}`,
      query: { fieldManager: FIELD_MANAGER, fieldValidation: "Strict" },
      contentType: "application/apply-patch+yaml",
      body: object,
    });
  }
}

/** A body that is no JSON, such as a proxy's page or "ok", says itself. */
function readBody(text: string): JsonObject {
  try {
    return z.record(z.string(), z.json()).parse(JSON.parse(text));
  } catch {
    return { message: text };
  }
}

/** Path of an API version. */
function rootOf(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/**
 * Path of the collection that an object belongs to.
 *
 * @param resource How its kind is addressed.
 * @param object The object.
 */
export function collectionOf(resource: Resource, object: KubernetesObject): string {
  const root = rootOf(object.apiVersion);
  const namespace = object.metadata.namespace ?? "default";
  return resource.namespaced
    ? `${root}/namespaces/${namespace}/${resource.plural}`
    : `${root}/${resource.plural}`;
}
