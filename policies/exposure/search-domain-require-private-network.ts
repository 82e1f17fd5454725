/** A search domain lives inside a network. */
import { resourcePolicy } from "../frame/policy";
import { violation } from "../frame/verdict";

/**
 * A domain without `vpcOptions` has a public endpoint. Source: Amazon OpenSearch Service Developer
 * Guide, "Launching your domains within a VPC".
 */
export const exposureSearchDomainRequirePrivateNetwork = resourcePolicy({
  name: "exposure-search-domain-require-private-network",
  description: "A search domain lives inside a network.",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "vpcOptions: { subnetIds }", bad: "vpcOptions left out" },
  judge: (domain) => {
    const subnets = domain.list("vpcOptions.subnetIds");
    return subnets.isUnknown || subnets.entries.length > 0
      ? []
      : violation(
          subnets.path,
          `${subnets.path} is not set, so the endpoint is public; set it to isolated subnets.`,
        );
  },
});
