/** A certificate that cert-manager issues into a Secret and renews there. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { Input } from "@pulumi/pulumi";
import { objectName, objectOptions } from "../compute/kubernetes/ground";
import type { IssuerOutputs, Where } from "../contract";
import { customResource } from "../custom-resources/resource";

/**
 * 90 days, renewed 30 days before their end: a renewal that fails is seen long before it hurts.
 * Source: cert-manager documentation, "Certificate resource", its own default.
 */
const LIFETIME = { duration: "2160h", renewBefore: "720h" } as const;

/** A new key at each renewal. Source: as above, "Configuring private key rotation". */
const PRIVATE_KEY = { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" } as const;

/** Keys of the Secret that a certificate is issued into. */
export const CERTIFICATE_KEYS = {
  certificate: "tls.crt",
  privateKey: "tls.key",
  authority: "ca.crt",
} as const;

/** Who asks for a certificate, and for which names. */
export interface CertificateArgs {
  /** Name of the Certificate and of the Secret that it is issued into. */
  readonly name: string;
  readonly namespace: Input<string>;
  /** Names that clients connect to. */
  readonly dnsNames: readonly string[];
  readonly issuer: IssuerOutputs;
  /**
   * What the key may be used for.
   * @default server
   */
  readonly use?: "server" | "client" | "both";
  /**
   * Labels of the Secret, by which an operator notices a renewal.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Source: cert-manager documentation, "API Reference", KeyUsage. */
const USAGES = {
  server: ["digital signature", "server auth"],
  client: ["digital signature", "client auth"],
  both: ["digital signature", "server auth", "client auth"],
} as const satisfies Record<NonNullable<CertificateArgs["use"]>, readonly string[]>;

/**
 * Asks the issuer for a certificate. Mount the Secret of the same name: `ca.crt` alone for those
 * who only check, all three files for the one who serves. A process reads them anew only if told.
 *
 * @param where The component that owns it.
 * @param args Who asks, and for which names.
 * @returns The Certificate: pods that mount its Secret come after it.
 */
export function certificate(where: Where, args: CertificateArgs): CustomResource {
  const { name, namespace, issuer, use = "server", labels } = args;
  return customResource(
    "Certificate",
    objectName(where, name),
    {
      metadata: { name, namespace },
      spec: {
        secretName: name,
        ...(labels === undefined ? {} : { secretTemplate: { labels } }),
        ...LIFETIME,
        privateKey: PRIVATE_KEY,
        usages: [...USAGES[use]],
        dnsNames: [...args.dnsNames],
        issuerRef: { group: "cert-manager.io", kind: issuer.kind, name: issuer.name },
      },
    },
    objectOptions(where, [issuer.ready]),
  );
}

/**
 * The names of a Service, from inside its namespace and from all others.
 *
 * @param service Name of the Service.
 * @param namespace Its namespace.
 */
export function serviceNames(service: string, namespace: string): readonly string[] {
  const inNamespace = `${service}.${namespace}`;
  return [service, inNamespace, `${inNamespace}.svc`, `${inNamespace}.svc.cluster.local`];
}
