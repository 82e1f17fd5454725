/** A search domain answers over HTTPS with TLS 1.2 or later. */
import { resourcePolicy } from "../frame/policy";
import { every } from "../frame/verdict";

/**
 * The provider enforces HTTPS unless told otherwise, but its oldest TLS policy allows 1.0. Source:
 * Amazon OpenSearch Service Developer Guide, "Domain endpoint options".
 */
export const encryptionSearchDomainRequireTransitEncryption = resourcePolicy({
  name: "encryption-search-domain-require-transit-encryption",
  description: "A search domain answers over HTTPS with TLS 1.2 or later.",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: {
    good: 'tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10"',
    bad: "domainEndpointOptions left out",
  },
  judge: (domain) =>
    every(
      domain.bool("domainEndpointOptions.enforceHttps", true).mustBe(true, "set it to true"),
      domain
        .text("domainEndpointOptions.tlsSecurityPolicy", "Policy-Min-TLS-1-0-2019-07")
        .must(
          (policy) => policy.startsWith("Policy-Min-TLS-1-2-"),
          'set it to "Policy-Min-TLS-1-2-PFS-2023-10"',
        ),
    ),
});
