import { UNKNOWN } from "../../../facts/values";
import { encryptionGcpHttpsProxyRequireSslPolicy } from "../../../policies/encryption/gcp-https-proxy-require-ssl-policy";
import { specify } from "../../support/policy";

specify(encryptionGcpHttpsProxyRequireSslPolicy, {
  type: "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
  good: { sslPolicy: UNKNOWN },
  cases: {
    "names the missing policy": [
      { sslPolicy: undefined },
      ["sslPolicy is not set; name a policy that starts at TLS 1.2."],
    ],
  },
});
