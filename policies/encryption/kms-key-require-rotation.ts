/** A key of the stack rotates by itself. */
import { resourcePolicy } from "../frame/policy";

/**
 * Rotation is off unless `enableKeyRotation` says otherwise; asymmetric and HMAC keys, and
 * imported key material, cannot rotate by themselves. Source: AWS KMS Developer Guide, "Rotate AWS
 * KMS keys".
 */
export const encryptionKmsKeyRequireRotation = resourcePolicy({
  name: "encryption-kms-key-require-rotation",
  description: "A key of the stack rotates by itself.",
  types: ["aws:kms/key:Key"],
  frameworks: ["SOC 2 CC6.1", "CIS AWS 3.6"],
  example: { good: "enableKeyRotation: true", bad: "enableKeyRotation left out" },
  judge: (key) => {
    const spec = key.text("customerMasterKeySpec", "SYMMETRIC_DEFAULT");
    if (spec.value !== undefined && spec.value !== "SYMMETRIC_DEFAULT") return [];
    return key.bool("enableKeyRotation", false).mustBe(true, "set it to true");
  },
});
