/** A distribution serves HTTPS with TLS 1.2 or later. */
import { resourcePolicy } from "../frame/policy";
import { every } from "../frame/verdict";

/**
 * `allow-all` serves plain HTTP; with the vendor's own certificate the oldest version is TLS 1.0.
 * Source: Amazon CloudFront Developer Guide, "Require HTTPS for communication between viewers and
 * CloudFront".
 */
export const encryptionCloudfrontDistributionRequireTls = resourcePolicy({
  name: "encryption-cloudfront-distribution-require-tls",
  description: "A distribution serves HTTPS with TLS 1.2 or later.",
  types: ["aws:cloudfront/distribution:Distribution"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: {
    good: 'viewerProtocolPolicy: "redirect-to-https"',
    bad: 'viewerProtocolPolicy: "allow-all"',
  },
  judge: (site) => {
    const behaviours = [
      site.at("defaultCacheBehavior"),
      ...site.list("orderedCacheBehaviors").entries,
    ];
    return every(
      ...behaviours.map((behaviour) =>
        behaviour
          .text("viewerProtocolPolicy", "allow-all")
          .mustBeOneOf(["https-only", "redirect-to-https"], 'set it to "redirect-to-https"'),
      ),
      site
        .text("viewerCertificate.minimumProtocolVersion", "TLSv1")
        .must(
          (version) => /^TLSv1\.[23]/.test(version),
          'use an own certificate with "TLSv1.2_2021"',
        ),
    );
  },
});
