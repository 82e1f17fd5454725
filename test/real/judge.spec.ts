import assert from "node:assert/strict";
import type { Answer } from "./api";
import { Judge, type Server } from "./judge";
import type { ClusterObjects, JsonObject, KubernetesObject, ProgramObject } from "./objects";

/** A server that answers from a script and remembers what it was asked. */
class Scripted implements Server {
  readonly asked: string[] = [];
  private readonly versions = new Map<string, number>();

  /** @param script What differs from "accepted, and the same the second time". */
  constructor(
    private readonly script: {
      readonly refuses?: readonly string[];
      readonly changes?: readonly string[];
      readonly settles?: readonly string[];
      readonly knows?: readonly string[];
      readonly pod?: (attempt: number) => Partial<Answer>;
    } = {},
  ) {}

  ask(question: Parameters<Server["ask"]>[0]): Promise<Answer> {
    this.asked.push(`${question.method} ${question.path}`);
    const attempts = this.asked.filter((line) => line.endsWith("/pods")).length;
    const answer = question.path.endsWith("/pods") ? this.script.pod?.(attempts) : undefined;
    const status = question.path.startsWith("/apis/example.com") ? 404 : 200;
    return Promise.resolve({ status, body: {}, warnings: [], ...answer });
  }

  resource({ kind }: { readonly kind: string }): ReturnType<Server["resource"]> {
    const known = ["Namespace", "ServiceAccount", "Deployment", "ResourceQuota", "ConfigMap"];
    const resource = { plural: `${kind.toLowerCase()}s`, namespaced: kind !== "Namespace" };
    return Promise.resolve(
      [...known, ...(this.script.knows ?? [])].includes(kind) ? resource : undefined,
    );
  }

  apply(_: unknown, { kind, metadata: { name, namespace } }: KubernetesObject): Promise<Answer> {
    const id = `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
    this.asked.push(`apply ${id}`);
    if (this.script.refuses?.includes(name) === true) {
      return Promise.resolve({
        status: 422,
        body: { message: `${name} is invalid` },
        warnings: [],
      });
    }
    const before = this.versions.get(id) ?? 0;
    const changes = this.script.changes?.includes(name) === true;
    const settles = this.script.settles?.includes(name) === true && before === 1;
    const now = before === 0 || changes || settles ? before + 1 : before;
    this.versions.set(id, now);
    const generation = changes ? now : 1;
    const body = { metadata: { resourceVersion: String(now), generation } };
    return Promise.resolve({ status: before === 0 ? 201 : 200, body, warnings: [] });
  }
}

function item(kind: string, name: string, change: object = {}): ProgramObject {
  const apiVersion = kind === "Deployment" ? "apps/v1" : "v1";
  const metadata = kind === "Namespace" ? { name } : { name, namespace: "app" };
  return { name: `p-${name}`, isPatch: false, object: { apiVersion, kind, metadata, ...change } };
}

const NAMESPACE = item("Namespace", "app");
const WEB = item("Deployment", "web", {
  spec: { template: { spec: { containers: [{ name: "web" }] } } } satisfies JsonObject,
});

const given = (...objects: readonly ProgramObject[]): ClusterObjects => ({
  cluster: "c",
  objects,
  helmNamespaces: [],
});

describe("the judge", () => {
  it("applies in order, once more, and then the pods without keeping them", async () => {
    const server = new Scripted();
    const verdict = await new Judge(server, []).judge(given(NAMESPACE, WEB));
    assert.deepEqual(server.asked, [
      "apply Namespace app",
      "apply ServiceAccount app/default",
      "apply Deployment app/web",
      "apply Namespace app",
      "apply Deployment app/web",
      "POST /api/v1/namespaces/app/pods",
    ]);
    assert.deepEqual([verdict.accepted, verdict.pods], [2, 1]);
    assert.deepEqual([...verdict.rejected, ...verdict.changed, ...verdict.notJudged], []);
  });

  it("makes the namespaces that Helm would make before all else", async () => {
    const server = new Scripted();
    await new Judge(server, []).judge({ ...given(WEB), helmNamespaces: ["app"] });
    assert.equal(server.asked[0], "apply Namespace app");
  });

  it("quotes the server on what it rejects, and asks for no pod of it", async () => {
    const server = new Scripted({ refuses: ["web"] });
    const verdict = await new Judge(server, []).judge(given(NAMESPACE, WEB));
    assert.deepEqual(verdict.rejected, [
      { of: "p-web (Deployment app/web)", text: "web is invalid" },
    ]);
    assert.deepEqual([verdict.accepted, verdict.pods], [1, 0]);
  });

  it("tells what a second apply changes", async () => {
    const server = new Scripted({ changes: ["web"] });
    const verdict = await new Judge(server, []).judge(given(NAMESPACE, WEB));
    assert.deepEqual(verdict.changed, [
      { of: "p-web (Deployment app/web)", text: "resourceVersion 1 became 2" },
    ]);
  });

  it("only warns where the server writes a default once and then keeps still", async () => {
    const server = new Scripted({ settles: ["web"] });
    const verdict = await new Judge(server, []).judge(given(NAMESPACE, WEB));
    assert.deepEqual(verdict.changed, []);
    assert.deepEqual(verdict.warnings, [
      {
        of: "p-web (Deployment app/web)",
        text: "resourceVersion 1 became 2 once, with the same generation",
      },
    ]);
  });

  it("rejects a workload whose pod admission refuses", async () => {
    const pod = (): Partial<Answer> => ({ status: 403, body: { message: "violates PodSecurity" } });
    const verdict = await new Judge(new Scripted({ pod }), []).judge(given(NAMESPACE, WEB));
    assert.deepEqual(verdict.rejected, [
      { of: "p-web (Deployment app/web): its pod", text: "violates PodSecurity" },
    ]);
  });

  it("writes a quota's status, and asks again until admission has heard of it", async () => {
    const unheard = { status: 403, body: { message: "status unknown for quota: q" } };
    const server = new Scripted({ pod: (attempt) => (attempt < 2 ? unheard : {}) });
    const quota = item("ResourceQuota", "q", { spec: { hard: { pods: "5" } } });
    const verdict = await new Judge(server, []).judge(given(NAMESPACE, quota, WEB));
    assert.ok(server.asked.includes("PATCH /api/v1/namespaces/app/resourcequotas/q/status"));
    assert.deepEqual([verdict.pods, verdict.rejected], [1, []]);
  });

  it("says which objects it could not judge: unknown kinds, and patches", async () => {
    const thing = item("Thing", "t", { apiVersion: "example.com/v1" });
    const patch = { ...item("ConfigMap", "aws-auth"), isPatch: true };
    const verdict = await new Judge(new Scripted(), []).judge(given(NAMESPACE, thing, patch));
    assert.deepEqual(verdict.notJudged, [
      { of: "p-t (Thing app/t)", text: "no source of tools/crds/sources.ts defines it" },
      {
        of: "p-aws-auth (ConfigMap app/aws-auth)",
        text: "it changes an object that the cloud makes",
      },
    ]);
    assert.equal(verdict.accepted, 1);
  });
});
