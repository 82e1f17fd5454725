/** Gives one cluster's objects to a real API server, and writes down what it says. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Published } from "../../tools/crds/definitions";
import { type Answer, type Api, collectionOf, isAccepted, messageOf } from "./api";
import { teach, textOf, type UnknownKind } from "./kinds";
import {
  type ClusterObjects,
  type JsonObject,
  type KubernetesObject,
  type PodOf,
  podOf,
  type ProgramObject,
} from "./objects";

/** What was said of one object. */
export interface Said {
  /** Logical name, and what it is. */
  readonly of: string;
  readonly text: string;
}

/** What became of a cluster's objects. */
export interface Verdict {
  readonly cluster: string;
  readonly accepted: number;
  /** Pods of workloads that were accepted. */
  readonly pods: number;
  readonly rejected: readonly Said[];
  /** Accepted, and changed by a second apply of the same. */
  readonly changed: readonly Said[];
  readonly notJudged: readonly Said[];
  readonly warnings: readonly Said[];
}

/** Seconds that admission may take to hear of a quota's status or an account. */
const HEARD_SECONDS = 15;

/** What the quota's admission says before it has heard of a status. */
const UNHEARD = "status unknown for quota";

/** An object in words. */
function labelOf({ name, object: { kind, metadata } }: ProgramObject): string {
  const place = metadata.namespace === undefined ? "" : `${metadata.namespace}/`;
  return `${name} (${kind} ${place}${metadata.name})`;
}

/** What the server keeps with each object of its writes. Source: Kubernetes API, ObjectMeta v1. */
interface Versions {
  /** Moves with each write that changes something. */
  readonly resource: string;
  /** Moves with each write that changes what is wanted, such as `spec`. */
  readonly generation: string;
}

const Metadata = z.object({
  metadata: z.object({ resourceVersion: z.string(), generation: z.number().default(0) }),
});

function versionsOf({ body }: Answer): Versions {
  const parsed = Metadata.safeParse(body);
  if (!parsed.success) return { resource: "none", generation: "none" };
  const { resourceVersion, generation } = parsed.data.metadata;
  return { resource: resourceVersion, generation: String(generation) };
}

/** What the judge needs of a server. */
export type Server = Pick<Api, "ask" | "resource" | "apply">;

/** Kinds that the server does not know. */
type Unknown = ReadonlyMap<string, UnknownKind>;

/** Judges the objects of one cluster on a server that is empty. */
export class Judge {
  private readonly rejected: Said[] = [];
  private readonly changed: Said[] = [];
  private readonly notJudged: Said[] = [];
  private readonly warnings: Said[] = [];
  private readonly versions = new Map<ProgramObject, Versions>();
  private pods = 0;

  /**
   * @param api The server.
   * @param published Definitions by operator.
   */
  constructor(
    private readonly api: Server,
    private readonly published: readonly Published[],
  ) {}

  /**
   * Gives it everything, in the program's order.
   *
   * @param given What the program makes.
   */
  async judge({ cluster, objects, helmNamespaces }: ClusterObjects): Promise<Verdict> {
    const unknown = await teach(this.api, objects, this.published);
    for (const name of helmNamespaces) {
      await this.standIn({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
    }
    for (const item of objects) await this.first(item, unknown);
    for (const [item, before] of this.versions) await this.second(item, before);
    await this.judgePods(objects);
    return {
      cluster,
      accepted: this.versions.size,
      pods: this.pods,
      rejected: this.rejected,
      changed: this.changed,
      notJudged: this.notJudged,
      warnings: this.warnings,
    };
  }

  private async first(item: ProgramObject, unknown: Unknown): Promise<void> {
    const why = unknown.get(textOf(item.object)) ?? patchReason(item);
    if (why !== undefined) {
      const said = why.is === "refused" ? this.rejected : this.notJudged;
      said.push({ of: labelOf(item), text: why.reason });
      return;
    }
    const answer = await this.apply(item.object);
    this.warnings.push(...answer.warnings.map((text) => ({ of: labelOf(item), text })));
    if (!isAccepted(answer)) {
      this.rejected.push({ of: labelOf(item), text: messageOf(answer) });
      return;
    }
    this.versions.set(item, versionsOf(answer));
    if (item.object.kind === "Namespace") await this.accountIn(item.object.metadata.name);
  }

  private async second(item: ProgramObject, before: Versions): Promise<void> {
    const of = labelOf(item);
    const answer = await this.apply(item.object);
    if (!isAccepted(answer)) {
      this.changed.push({ of, text: messageOf(answer) });
      return;
    }
    const after = versionsOf(answer);
    if (after.resource === before.resource) return;
    const text = `resourceVersion ${before.resource} became ${after.resource}`;
    const settles =
      after.generation === before.generation &&
      versionsOf(await this.apply(item.object)).resource === after.resource;
    // The server itself completes some objects, such as a `status` with defaults, at the next write.
    if (settles) this.warnings.push({ of, text: `${text} once, with the same generation` });
    else this.changed.push({ of, text });
  }

  private async apply(object: KubernetesObject): Promise<Answer> {
    const resource = await this.api.resource(object);
    if (resource === undefined) throw new Error(`the server does not know ${textOf(object)}`);
    return this.api.apply(resource, object);
  }

  /** Makes what a controller, or Helm, would make. */
  private async standIn(object: KubernetesObject): Promise<void> {
    const answer = await this.apply(object);
    if (!isAccepted(answer)) {
      throw new Error(`${object.kind} ${object.metadata.name}: ${messageOf(answer)}`);
    }
    if (object.kind === "Namespace") await this.accountIn(object.metadata.name);
  }

  /** The account that the controller of service accounts gives each namespace. */
  private async accountIn(namespace: string): Promise<void> {
    const metadata = { name: "default", namespace };
    await this.standIn({ apiVersion: "v1", kind: "ServiceAccount", metadata });
  }

  private async judgePods(objects: readonly ProgramObject[]): Promise<void> {
    for (const { object } of this.versions.keys()) await this.countQuota(object);
    for (const item of objects) {
      const pod = podOf(item);
      if (pod === undefined || !this.versions.has(item)) continue;
      const answer = await this.dryRun(pod);
      const of = `${labelOf(item)}: its pod`;
      this.warnings.push(...answer.warnings.map((text) => ({ of, text })));
      if (isAccepted(answer)) this.pods += 1;
      else this.rejected.push({ of, text: messageOf(answer) });
    }
  }

  /** Admission knows a quota by the status that a controller writes: nothing is used yet. */
  private async countQuota(object: KubernetesObject): Promise<void> {
    if (object.kind !== "ResourceQuota" || object.apiVersion !== "v1") return;
    const resource = await this.api.resource(object);
    const { spec } = object;
    if (resource === undefined || typeof spec !== "object" || spec === null) return;
    const hard = "hard" in spec ? (spec.hard as JsonObject) : {};
    const used = Object.fromEntries(Object.keys(hard).map((name) => [name, "0"]));
    await this.api.ask({
      method: "PATCH",
      path: `${collectionOf(resource, object)}/${object.metadata.name}/status`,
      contentType: "application/merge-patch+json",
      body: { status: { hard, used } },
    });
  }

  private async dryRun({ namespace, pod }: PodOf): Promise<Answer> {
    const end = Date.now() + HEARD_SECONDS * 1_000;
    for (;;) {
      const answer = await this.api.ask({
        method: "POST",
        path: `/api/v1/namespaces/${namespace}/pods`,
        query: { dryRun: "All", fieldValidation: "Strict" },
        body: pod,
      });
      if (!messageOf(answer).includes(UNHEARD) || Date.now() > end) return answer;
      await sleep(250);
    }
  }
}

/** A patch changes what the cloud makes, and no cloud is here. */
function patchReason({ isPatch }: ProgramObject): UnknownKind | undefined {
  if (!isPatch) return undefined;
  return { is: "missing", reason: "it changes an object that the cloud makes" };
}
