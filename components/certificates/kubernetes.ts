/** The cell's own certificate authority: it signs names inside the cluster and no other. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { CERT_MANAGER } from "../../plan/operators/cert-manager";
import { objectName, objectOptions } from "../compute/kubernetes/ground";
import { releaseOf } from "../compute/kubernetes/operators";
import type {
  CertificatesOutputs,
  ClusterOutputs,
  IssuerOutputs,
  Placement,
  Where,
} from "../contract";
import { customResource, type SpecInputs } from "../custom-resources/resource";

/** What the authority is made from. */
export interface CellAuthorityArgs extends Placement {
  readonly cluster: ClusterOutputs;
}

/** Name of the authority, of its certificate and of the Secret with its key. */
const AUTHORITY = "cell-authority";

/** Name of the issuer that signs the authority's own certificate. */
const SELF_SIGNED = "self-signed";

/**
 * Five years, renewed a year before their end. The key stays: what it signed before a renewal is
 * trusted after it, and whoever still holds the old certificate trusts what is signed anew.
 */
const LIFETIME = { duration: "43800h", renewBefore: "8760h" } as const;

/**
 * A self-signed issuer signs the authority, the authority signs everything else.
 * Source: cert-manager documentation, "SelfSigned", section "Bootstrapping CA Issuers".
 */
export class CellAuthority extends ComponentResource implements CertificatesOutputs {
  readonly issuer: IssuerOutputs;

  /**
   * @param name Logical name.
   * @param args What the authority is made from.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: CellAuthorityArgs, opts: ComponentResourceOptions) {
    super("platform:certificates:CellAuthority", name, {}, opts);
    const { cell, site, cluster } = args;
    const where: Where = { cell, site, parent: this, name };
    const operator = releaseOf(cluster.operators, CERT_MANAGER);
    const self = issuer(where, { name: SELF_SIGNED, spec: { selfSigned: {} }, after: operator });
    const authority = authorityCertificate(where, self);
    const spec = { ca: { secretName: AUTHORITY } };
    const signing = issuer(where, { name: AUTHORITY, spec, after: authority });
    this.issuer = { kind: "ClusterIssuer", name: AUTHORITY, ready: signing };
    this.registerOutputs({ issuer: AUTHORITY });
  }
}

function issuer(
  where: Where,
  args: {
    readonly name: string;
    readonly spec: SpecInputs<"ClusterIssuer">;
    readonly after: Resource;
  },
): CustomResource {
  return customResource(
    "ClusterIssuer",
    objectName(where, "issuer", args.name),
    { metadata: { name: args.name }, spec: args.spec },
    objectOptions(where, [args.after]),
  );
}

/** In cert-manager's own namespace: only there do cluster issuers look for their keys. */
function authorityCertificate(where: Where, self: CustomResource): CustomResource {
  const { cell, site } = where;
  return customResource(
    "Certificate",
    objectName(where, AUTHORITY),
    {
      metadata: { name: AUTHORITY, namespace: CERT_MANAGER },
      spec: {
        isCA: true,
        commonName: `${cell.stack} ${site.role} authority`,
        secretName: AUTHORITY,
        ...LIFETIME,
        privateKey: { algorithm: "ECDSA", size: 384, rotationPolicy: "Never" },
        usages: ["cert sign", "crl sign"],
        issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: SELF_SIGNED },
      },
    },
    objectOptions(where, [self]),
  );
}
