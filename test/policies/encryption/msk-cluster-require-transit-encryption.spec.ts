import { UNKNOWN } from "../../../facts/values";
import { encryptionMskClusterRequireTransitEncryption } from "../../../policies/encryption/msk-cluster-require-transit-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionMskClusterRequireTransitEncryption, {
  type: "aws:msk/cluster:Cluster",
  good: { encryptionInfo: { encryptionInTransit: { clientBroker: "TLS", inCluster: true } } },
  cases: {
    "accepts the provider's defaults": [{ encryptionInfo: undefined }, []],
    "names a listener without TLS": [
      { "encryptionInfo.encryptionInTransit.clientBroker": "TLS_PLAINTEXT" },
      [
        'encryptionInfo.encryptionInTransit.clientBroker is "TLS_PLAINTEXT"; set it to "TLS" or remove it.',
      ],
    ],
    "names plain traffic between brokers": [
      { "encryptionInfo.encryptionInTransit.inCluster": false },
      ["encryptionInfo.encryptionInTransit.inCluster is false; set it to true or remove it."],
    ],
    "is undecided when the block is unknown": [
      { encryptionInfo: UNKNOWN },
      [undecidedMessage("encryptionInfo"), undecidedMessage("encryptionInfo")],
    ],
  },
});
