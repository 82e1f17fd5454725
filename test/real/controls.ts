/** Judges the judge: objects that a server must refuse, or its "yes" to ours means nothing. */
import { type Api, collectionOf, isAccepted, messageOf } from "./api";
import type { JsonObject, KubernetesObject } from "./objects";

/** Where the wrong objects are sent. */
const NAMESPACE = "judged-judge";

const LABELS = { app: "wrong" };

const pod = (container: JsonObject): JsonObject => ({
  containers: [{ name: "wrong", image: "registry.k8s.io/pause:3.10", ...container }],
});

const deployment = (spec: JsonObject): KubernetesObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "wrong", namespace: NAMESPACE },
  spec: {
    selector: { matchLabels: LABELS },
    template: { metadata: { labels: LABELS }, spec: pod({}) },
    ...spec,
  },
});

/** A wrong object, and what the server must say of it. */
interface Control {
  readonly proves: string;
  readonly object: KubernetesObject;
  readonly says: RegExp;
}

const CONTROLS: readonly Control[] = [
  {
    proves: "strict field validation",
    object: deployment({ replica: 2 }),
    says: /replica/,
  },
  {
    proves: "validation of values",
    object: deployment({ replicas: -1 }),
    says: /spec\.replicas/,
  },
  {
    proves: "Pod Security",
    object: {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "wrong", namespace: NAMESPACE },
      spec: pod({ securityContext: { privileged: true } }),
    },
    says: /violates PodSecurity/,
  },
];

/** What the wrong objects are sent into. */
const GROUND: readonly KubernetesObject[] = [
  {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: NAMESPACE, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  },
  {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "default", namespace: NAMESPACE },
  },
];

/**
 * Sends wrong objects.
 *
 * @param api The server.
 * @throws Error if it does not refuse one of them for what is wrong in it.
 */
export async function checkControls(api: Api): Promise<void> {
  for (const object of GROUND) {
    const resource = await api.resource(object);
    const answer = resource === undefined ? undefined : await api.apply(resource, object);
    if (answer === undefined || !isAccepted(answer)) {
      throw new Error(`the judge's own ${object.kind} was refused`);
    }
  }
  for (const { proves, object, says } of CONTROLS) {
    const resource = await api.resource(object);
    if (resource === undefined) throw new Error(`the server does not know ${object.kind}`);
    const answer = await api.apply(resource, object);
    if (isAccepted(answer) || !says.test(messageOf(answer))) {
      const path = collectionOf(resource, object);
      throw new Error(
        `the judge is blind: ${proves} should refuse a wrong object at ${path}; ` +
          `the server answered ${answer.status}: ${messageOf(answer)}`,
      );
    }
  }
}
