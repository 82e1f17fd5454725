import { UNKNOWN } from "../../../facts/values";
import { encryptionElasticacheGroupRequireStrictTls } from "../../../policies/encryption/elasticache-group-require-strict-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionElasticacheGroupRequireStrictTls, {
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  good: { transitEncryptionMode: "required" },
  cases: {
    "accepts the provider's default": [{ transitEncryptionMode: undefined }, []],
    "names the mode that lets plain clients in": [
      { transitEncryptionMode: "preferred" },
      ['transitEncryptionMode is "preferred"; set it to "required" or remove it.'],
    ],
    "is undecided when the mode is unknown": [
      { transitEncryptionMode: UNKNOWN },
      [undecidedMessage("transitEncryptionMode")],
    ],
  },
});
