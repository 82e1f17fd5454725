import { UNKNOWN } from "../../../facts/values";
import { exposureSearchDomainRequirePrivateNetwork } from "../../../policies/exposure/search-domain-require-private-network";
import { specify } from "../../support/policy";

specify(exposureSearchDomainRequirePrivateNetwork, {
  type: "aws:opensearch/domain:Domain",
  good: { vpcOptions: { subnetIds: [UNKNOWN] } },
  cases: {
    "counts the service's default": [
      { vpcOptions: undefined },
      ["vpcOptions.subnetIds is not set, so the endpoint is public; set it to isolated subnets."],
    ],
    "accepts subnets that are not known yet": [{ "vpcOptions.subnetIds": UNKNOWN }, []],
  },
});
