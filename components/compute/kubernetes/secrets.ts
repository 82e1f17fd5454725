/** Secrets of the cloud's store, mirrored into the cluster by External Secrets. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { Input, Resource } from "@pulumi/pulumi";
import type { ClusterOutputs, SecretOutputs, Where } from "../../contract";
import { customResource } from "../../custom-resources/resource";
import { objectName, objectOptions } from "./ground";
import { releaseOf } from "./operators";

/** Name of the store in the namespace. */
const STORE = "cloud";

/** How long a rotated password may stay unknown to pods that start. */
const REFRESH_INTERVAL = "15m";

/** Property of a stored secret, by the key that pods see. */
export type SecretKeys = Readonly<Record<string, string>>;

/** What is mirrored. */
export interface MirrorArgs {
  /** Name of the Kubernetes Secret. */
  readonly name: string;
  readonly from: SecretOutputs;
  readonly keys: SecretKeys;
  /** Files rendered from the keys, where pods want another form. */
  readonly template?: Readonly<Record<string, Input<string>>>;
  /**
   * Type of the Kubernetes Secret.
   * @default Opaque
   */
  readonly type?: string;
  /** Labels of the Kubernetes Secret, by which an operator notices that it changed. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Where secrets are mirrored to, and which. */
export interface MirroredSecretsArgs {
  readonly cluster: ClusterOutputs;
  /** The namespace that sees the secrets. */
  readonly namespace: Input<string>;
  /** What may be mirrored. */
  readonly secrets: readonly SecretOutputs[];
}

/** The secrets of one namespace. */
export class MirroredSecrets {
  private readonly namespace: Input<string>;
  private readonly store: CustomResource;
  private readonly before: readonly Resource[];

  /**
   * @param where Where.
   * @param args The namespace and what is mirrored into it.
   */
  constructor(
    private readonly where: Where,
    args: MirroredSecretsArgs,
  ) {
    const { cluster, namespace, secrets } = args;
    const operator = releaseOf(cluster.operators, "external-secrets");
    this.namespace = namespace;
    this.before = [operator, cluster.readableSecrets(where, secrets)];
    this.store = customResource(
      "SecretStore",
      objectName(where, "secret-store"),
      {
        metadata: { name: STORE, namespace },
        spec: { provider: cluster.secretStore },
      },
      objectOptions(where, [operator]),
    );
  }

  /**
   * Mirrors one secret.
   *
   * @param args What is mirrored.
   * @returns The object after which the Kubernetes Secret exists.
   */
  mirror(args: MirrorArgs): CustomResource {
    return customResource(
      "ExternalSecret",
      objectName(this.where, args.name),
      {
        metadata: { name: args.name, namespace: this.namespace },
        spec: {
          refreshInterval: REFRESH_INTERVAL,
          secretStoreRef: { name: STORE, kind: "SecretStore" },
          target: { name: args.name, creationPolicy: "Owner", ...formOf(args) },
          data: Object.entries(args.keys).map(([secretKey, property]) => ({
            secretKey,
            remoteRef: { key: args.from.name, property },
          })),
        },
      },
      objectOptions(this.where, [...this.before, this.store, args.from.stored]),
    );
  }
}

/** The form of the Kubernetes Secret, where it is more than the keys as they come. */
function formOf({ template, type, labels }: MirrorArgs) {
  if (template === undefined && type === undefined && labels === undefined) return {};
  return {
    template: {
      engineVersion: "v2" as const,
      ...(type === undefined ? {} : { type }),
      ...(labels === undefined ? {} : { metadata: { labels } }),
      ...(template === undefined ? {} : { data: template }),
    },
  };
}
