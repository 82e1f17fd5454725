import { encryptionAlloydbInstanceRequireTls } from "../../../policies/encryption/alloydb-instance-require-tls";
import { specify } from "../../support/policy";

specify(encryptionAlloydbInstanceRequireTls, {
  type: "gcp:alloydb/instance:Instance",
  good: { clientConnectionConfig: { sslConfig: { sslMode: "ENCRYPTED_ONLY" } } },
  cases: {
    "accepts the service's default": [{ clientConnectionConfig: undefined }, []],
    "names the mode that lets plain clients in": [
      { "clientConnectionConfig.sslConfig.sslMode": "ALLOW_UNENCRYPTED_AND_ENCRYPTED" },
      [
        'clientConnectionConfig.sslConfig.sslMode is "ALLOW_UNENCRYPTED_AND_ENCRYPTED"; set it to "ENCRYPTED_ONLY" or remove it.',
      ],
    ],
  },
});
