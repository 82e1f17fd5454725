import { UNKNOWN } from "../../../facts/values";
import { encryptionKubernetesSecretForbidLiteral } from "../../../policies/encryption/kubernetes-secret-forbid-literal";
import { specify } from "../../support/policy";

specify(encryptionKubernetesSecretForbidLiteral, {
  type: "kubernetes:core/v1:Secret",
  good: { type: "kubernetes.io/service-account-token" },
  cases: {
    "names literal values": [
      { type: "Opaque", stringData: { password: "x" } },
      [
        "stringData holds values; replace the Secret by an ExternalSecret that refers to the cloud's secret store.",
      ],
    ],
    "counts values that are not known yet": [
      { type: "Opaque", data: UNKNOWN },
      [
        "data holds values; replace the Secret by an ExternalSecret that refers to the cloud's secret store.",
      ],
    ],
    "accepts a Secret that something else fills": [{ type: "Opaque", data: {} }, []],
  },
});
