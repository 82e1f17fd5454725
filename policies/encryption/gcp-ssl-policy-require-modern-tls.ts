/** A TLS policy of a load balancer starts at TLS 1.2. */
import { resourcePolicy } from "../frame/policy";

/**
 * `minTlsVersion` defaults to TLS_1_0. Source: Cloud Load Balancing documentation, "SSL policies
 * overview".
 */
export const encryptionGcpSslPolicyRequireModernTls = resourcePolicy({
  name: "encryption-gcp-ssl-policy-require-modern-tls",
  description: "A TLS policy of a load balancer starts at TLS 1.2.",
  types: ["gcp:compute/sSLPolicy:SSLPolicy"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: 'minTlsVersion: "TLS_1_2"', bad: "minTlsVersion left out" },
  judge: (policy) =>
    policy
      .text("minTlsVersion", "TLS_1_0")
      .mustBeOneOf(["TLS_1_2", "TLS_1_3"], 'set it to "TLS_1_2"'),
});
