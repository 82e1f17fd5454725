/** A listener of an application load balancer ends TLS 1.2 or later, or redirects to one that does. */
import { resourcePolicy } from "../frame/policy";
import type { Reader } from "../frame/reader";

/** Names of policies that start at TLS 1.2. Source: as below. */
const MODERN = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

function redirects(listener: Reader): boolean {
  const actions = listener.list("defaultActions").entries;
  return (
    actions.length > 0 &&
    actions.every(
      (action) =>
        action.at("type").value === "redirect" &&
        ["HTTPS", "#{protocol}"].includes(
          action.text("redirect.protocol", "#{protocol}").value ?? "",
        ) &&
        action.at("redirect.protocol").value === "HTTPS",
    )
  );
}

/**
 * HTTP is the default protocol of an application load balancer, and the default TLS policy allows
 * 1.0. Source: Elastic Load Balancing, "Security policies for your Application Load Balancer".
 */
export const encryptionLbListenerRequireTls = resourcePolicy({
  name: "encryption-lb-listener-require-tls",
  description:
    "A listener of an application load balancer ends TLS 1.2 or later, or redirects to one that does.",
  types: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: {
    good: 'protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06"',
    bad: 'protocol: "HTTP" that forwards',
  },
  judge: (listener) => {
    const protocol = listener.text("protocol", "HTTP");
    if (protocol.value === "HTTPS" || protocol.value === "TLS") {
      return listener
        .text("sslPolicy", "ELBSecurityPolicy-2016-08")
        .must((policy) => MODERN.test(policy), 'set it to "ELBSecurityPolicy-TLS13-1-2-2021-06"');
    }
    // TCP and UDP listeners pass through what the target speaks.
    if (protocol.value !== undefined && protocol.value !== "HTTP") return [];
    return redirects(listener)
      ? []
      : protocol.must((value) => value !== "HTTP", 'set it to "HTTPS", or redirect to HTTPS');
  },
});
