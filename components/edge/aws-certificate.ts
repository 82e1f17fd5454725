/** The origin's own certificate, for the domain and every host one label below it. */
import { Certificate, CertificateValidation } from "@pulumi/aws/acm";
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord";
import type { ComponentResource, Output, Resource } from "@pulumi/pulumi";
import type { OriginPlan } from "../../plan/edge";
import { logicalName } from "../../plan/names";
import type { ZoneOutputs } from "../contract";

/** How the domain is proved: once an account, whichever site asks. */
export type DomainProof =
  | { readonly kind: "own" }
  /** The other site's record, which this one comes after. */
  | { readonly kind: "shared"; readonly record: Resource };

/** Whose certificate. */
export interface CertificateForArgs {
  readonly parent: ComponentResource;
  /** Logical name of the parent. */
  readonly name: string;
  readonly plan: OriginPlan;
  readonly zone: Pick<ZoneOutputs, "zoneId">;
  readonly proof: DomainProof;
}

/** A certificate that is issued, and the record that proved its domain. */
export interface IssuedCertificate {
  /** Known once the certificate is issued: a listener refuses one that is not. */
  readonly validatedArn: Output<string>;
  readonly proof: Resource;
}

/** The vendor asks again at each renewal, so the record stays. */
const PROOF_TTL_SECONDS = 300;

/**
 * A certificate by proof in DNS. The bare domain and its wildcard are proved by one record, and
 * the record follows from account and domain alone: both sites need the same.
 * Source: AWS Certificate Manager User Guide, "AWS Certificate Manager DNS validation".
 * Price: none for public certificates.
 *
 * @param args Whose certificate.
 */
export function certificateFor(args: CertificateForArgs): IssuedCertificate {
  const { parent, name, plan } = args;
  const certificate = new Certificate(
    name,
    {
      domainName: plan.domain,
      subjectAlternativeNames: [`*.${plan.domain}`],
      validationMethod: "DNS",
      keyAlgorithm: "EC_prime256v1",
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
    },
    { parent },
  );
  const fact = (of: "resourceRecordName" | "resourceRecordValue"): Output<string> =>
    certificate.domainValidationOptions.apply(([first]) =>
      // The vendor ends names with a dot, the edge returns them without.
      (first?.[of] ?? "").replace(/\.$/, ""),
    );
  const recordName = fact("resourceRecordName");
  const proof =
    args.proof.kind === "shared"
      ? args.proof.record
      : new DnsRecord(
          logicalName(name, "domain-proof"),
          {
            zoneId: args.zone.zoneId,
            name: recordName,
            type: "CNAME",
            content: fact("resourceRecordValue"),
            // Behind the edge the authority would see the edge's answer and not this one.
            proxied: false,
            ttl: PROOF_TTL_SECONDS,
            comment: "Proves the domain to AWS Certificate Manager",
          },
          { parent },
        );
  const validated = new CertificateValidation(
    name,
    { certificateArn: certificate.arn, validationRecordFqdns: [recordName] },
    { parent, dependsOn: [proof] },
  );
  return { validatedArn: validated.certificateArn, proof };
}
