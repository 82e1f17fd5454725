/** Secrets of the cloud's store, mirrored into the cluster by External Secrets. */
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { Input, Resource } from "@pulumi/pulumi";
import type { SecretOutputs } from "../../contract";
import { type Ground, objectName, objectOptions } from "./ground";

/** Source: External Secrets Operator, API reference; `v1` since release 0.16. */
const API_VERSION = "external-secrets.io/v1";

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
  readonly template?: Readonly<Record<string, string>>;
}

/** The secrets of one namespace. */
export class MirroredSecrets {
  private readonly store: CustomResource;

  /**
   * @param ground Where.
   * @param namespace The namespace that sees the secrets.
   * @param operator The release that brings the kinds.
   */
  constructor(
    private readonly ground: Ground,
    private readonly namespace: Input<string>,
    private readonly operator: Resource,
  ) {
    this.store = new CustomResource(
      objectName(ground, "secret-store"),
      {
        apiVersion: API_VERSION,
        kind: "SecretStore",
        metadata: { name: STORE, namespace },
        spec: { provider: ground.secretStore },
      },
      objectOptions(ground, [operator]),
    );
  }

  /**
   * Mirrors one secret.
   *
   * @param args What is mirrored.
   * @returns The object after which the Kubernetes Secret exists.
   */
  mirror(args: MirrorArgs): CustomResource {
    const template =
      args.template === undefined ? {} : { template: { engineVersion: "v2", data: args.template } };
    return new CustomResource(
      objectName(this.ground, args.name),
      {
        apiVersion: API_VERSION,
        kind: "ExternalSecret",
        metadata: { name: args.name, namespace: this.namespace },
        spec: {
          refreshInterval: REFRESH_INTERVAL,
          secretStoreRef: { name: STORE, kind: "SecretStore" },
          target: { name: args.name, creationPolicy: "Owner", ...template },
          data: Object.entries(args.keys).map(([secretKey, property]) => ({
            secretKey,
            remoteRef: { key: args.from.name, property },
          })),
        },
      },
      objectOptions(this.ground, [this.operator, this.store, args.from.stored]),
    );
  }
}
