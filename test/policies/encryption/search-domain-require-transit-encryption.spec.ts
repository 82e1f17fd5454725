import { UNKNOWN } from "../../../facts/values";
import { encryptionSearchDomainRequireTransitEncryption } from "../../../policies/encryption/search-domain-require-transit-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionSearchDomainRequireTransitEncryption, {
  type: "aws:opensearch/domain:Domain",
  good: {
    domainEndpointOptions: {
      enforceHttps: true,
      tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
    },
  },
  cases: {
    "names plain HTTP": [
      { "domainEndpointOptions.enforceHttps": false },
      ["domainEndpointOptions.enforceHttps is false; set it to true."],
    ],
    "counts the default policy, which allows TLS 1.0": [
      { domainEndpointOptions: undefined },
      [
        'domainEndpointOptions.tlsSecurityPolicy is not set, which means "Policy-Min-TLS-1-0-2019-07"; set it to "Policy-Min-TLS-1-2-PFS-2023-10".',
      ],
    ],
    "is undecided when the policy is unknown": [
      { "domainEndpointOptions.tlsSecurityPolicy": UNKNOWN },
      [undecidedMessage("domainEndpointOptions.tlsSecurityPolicy")],
    ],
  },
});
