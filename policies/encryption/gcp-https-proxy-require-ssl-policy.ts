/** A TLS proxy names a TLS policy. */
import { resourcePolicy } from "../frame/policy";

/**
 * Without a policy the proxy negotiates TLS 1.0. Source: Cloud Load Balancing documentation, "SSL
 * policies overview".
 */
export const encryptionGcpHttpsProxyRequireSslPolicy = resourcePolicy({
  name: "encryption-gcp-https-proxy-require-ssl-policy",
  description: "A TLS proxy names a TLS policy.",
  types: [
    "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
    "gcp:compute/regionTargetHttpsProxy:RegionTargetHttpsProxy",
    "gcp:compute/targetSSLProxy:TargetSSLProxy",
  ],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: "sslPolicy: policy.id", bad: "sslPolicy left out" },
  judge: (proxy) =>
    proxy.text("sslPolicy", undefined).mustBeSet("name a policy that starts at TLS 1.2"),
});
