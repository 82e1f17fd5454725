import { UNKNOWN } from "../../../facts/values";
import { encryptionCloudsqlInstanceRequireTls } from "../../../policies/encryption/cloudsql-instance-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionCloudsqlInstanceRequireTls, {
  type: "gcp:sql/databaseInstance:DatabaseInstance",
  good: { settings: { ipConfiguration: { sslMode: "ENCRYPTED_ONLY" } } },
  cases: {
    "counts the service's default": [
      { "settings.ipConfiguration": undefined },
      [
        'settings.ipConfiguration.sslMode is not set, which means "ALLOW_UNENCRYPTED_AND_ENCRYPTED"; set it to "ENCRYPTED_ONLY".',
      ],
    ],
    "accepts client certificates": [
      { "settings.ipConfiguration.sslMode": "TRUSTED_CLIENT_CERTIFICATE_REQUIRED" },
      [],
    ],
    "is undecided when the settings are unknown": [
      { settings: UNKNOWN },
      [undecidedMessage("settings")],
    ],
  },
});
