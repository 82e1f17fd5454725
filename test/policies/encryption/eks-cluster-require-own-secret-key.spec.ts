import { UNKNOWN } from "../../../facts/values";
import { encryptionEksClusterRequireOwnSecretKey } from "../../../policies/encryption/eks-cluster-require-own-secret-key";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionEksClusterRequireOwnSecretKey, {
  type: "aws:eks/cluster:Cluster",
  good: { encryptionConfig: { resources: ["secrets"], provider: { keyArn: UNKNOWN } } },
  cases: {
    "names what is missing without a configuration": [
      { encryptionConfig: undefined },
      ['encryptionConfig.resources does not name "secrets"; add it with the ARN of a key.'],
    ],
    "names a missing key": [
      { "encryptionConfig.provider": undefined },
      ["encryptionConfig.provider.keyArn is not set; set it to the ARN of a key."],
    ],
    "is undecided when the configuration is unknown": [
      { encryptionConfig: UNKNOWN },
      [undecidedMessage("encryptionConfig")],
    ],
    "is undecided when an entry is unknown": [
      { "encryptionConfig.resources": [UNKNOWN] },
      [undecidedMessage("encryptionConfig.resources[0]")],
    ],
  },
});
