import { UNKNOWN } from "../../../facts/values";
import { encryptionMemorydbClusterRequireTransitEncryption } from "../../../policies/encryption/memorydb-cluster-require-transit-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionMemorydbClusterRequireTransitEncryption, {
  type: "aws:memorydb/cluster:Cluster",
  good: { tlsEnabled: true },
  cases: {
    "names the switch when it is off": [
      { tlsEnabled: false },
      ["tlsEnabled is false; set it to true."],
    ],
    "does not take the text false for true": [
      { tlsEnabled: "false" },
      ["tlsEnabled is false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { tlsEnabled: UNKNOWN },
      [undecidedMessage("tlsEnabled")],
    ],
    "accepts the provider's default": [{ tlsEnabled: undefined }, []],
  },
});
