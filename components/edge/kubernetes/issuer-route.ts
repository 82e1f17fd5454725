/** The way through the gateway to the cell's own issuer of tokens. */
import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { GATEWAY_NAMESPACE } from "../../compute/kubernetes/network-policies";
import type { IssuerBackend, Placement, Where } from "../../contract";
import { customResource } from "../../custom-resources/resource";
import { serviceNames } from "../../certificates/certificate";
import { KEYCLOAK_CERTIFICATE } from "../../identity/kubernetes/names";
import { GATEWAY } from "./names";
import { addressLimits } from "./routes";

/** What the way is made from. */
export interface IssuerRouteArgs extends Placement {
  readonly backend: IssuerBackend;
  /** Realm of the cell's users: no other realm is led to. */
  readonly realm: string;
  /** The gateway, and the issuer's pods. */
  readonly after: readonly Resource[];
}

/** Users sign in through it; administration of the issuer has no way in from outside. */
export class IssuerRoute extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args The issuer, and what comes before.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: IssuerRouteArgs, opts: ComponentResourceOptions) {
    super("platform:edge:IssuerRoute", name, {}, opts);
    const where: Where = { cell: args.cell, site: args.site, parent: this, name };
    const trusted = this.trust(where, args);
    const route = this.route(where, args, [trusted, ...args.after]);
    this.limit(where, args, [route]);
    this.registerOutputs({ host: args.backend.host });
  }

  /** The gateway believes the cell's own authority, and the name of the Service alone. */
  private trust(where: Where, { backend, after }: IssuerRouteArgs): Resource {
    const { service: name, namespace } = backend;
    const authority = { group: "", kind: "Secret", name: KEYCLOAK_CERTIFICATE };
    const hostname = `${name}.${namespace}.svc`;
    if (!serviceNames(name, namespace).includes(hostname))
      throw new Error(`the certificate of ${name} has not the name ${hostname}`);
    return customResource(
      "BackendTLSPolicy",
      objectName(where, "trust"),
      {
        metadata: { name, namespace },
        spec: {
          targetRefs: [{ group: "", kind: "Service", name }],
          validation: { caCertificateRefs: [authority], hostname },
        },
      },
      objectOptions(where, after),
    );
  }

  private route(where: Where, args: IssuerRouteArgs, after: readonly Resource[]): Resource {
    const { host, namespace, service, port } = args.backend;
    const paths = [`/realms/${args.realm}/`, "/resources/"];
    return customResource(
      "HTTPRoute",
      objectName(where, "route"),
      {
        metadata: { name: service, namespace },
        spec: {
          parentRefs: [
            { name: GATEWAY.name, namespace: GATEWAY_NAMESPACE, sectionName: GATEWAY.listener },
          ],
          hostnames: [host],
          rules: [
            {
              matches: paths.map((value) => ({ path: { type: "PathPrefix" as const, value } })),
              backendRefs: [{ name: service, port }],
            },
          ],
        },
      },
      objectOptions(where, after),
    );
  }

  private limit(where: Where, { backend }: IssuerRouteArgs, after: readonly Resource[]): void {
    const { service: name, namespace } = backend;
    customResource(
      "BackendTrafficPolicy",
      objectName(where, "traffic"),
      {
        metadata: { name, namespace },
        spec: {
          targetRefs: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name }],
          rateLimit: { local: { rules: addressLimits(where) } },
        },
      },
      objectOptions(where, after),
    );
  }
}
