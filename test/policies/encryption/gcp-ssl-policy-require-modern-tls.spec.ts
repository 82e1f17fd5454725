import { UNKNOWN } from "../../../facts/values";
import { encryptionGcpSslPolicyRequireModernTls } from "../../../policies/encryption/gcp-ssl-policy-require-modern-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionGcpSslPolicyRequireModernTls, {
  type: "gcp:compute/sSLPolicy:SSLPolicy",
  good: { minTlsVersion: "TLS_1_2" },
  cases: {
    "counts the service's default": [
      { minTlsVersion: undefined },
      ['minTlsVersion is not set, which means "TLS_1_0"; set it to "TLS_1_2".'],
    ],
    "is undecided when the version is unknown": [
      { minTlsVersion: UNKNOWN },
      [undecidedMessage("minTlsVersion")],
    ],
  },
});
