/** A storage class makes encrypted volumes. */
import { resourcePolicy } from "../frame/policy";
import { undecided } from "../frame/verdict";

/**
 * The EBS and EFS drivers make plain volumes unless `encrypted` is "true"; Google's disks are
 * always encrypted. Source: Amazon EBS CSI driver, "StorageClass parameters".
 */
export const encryptionKubernetesStorageClassRequireEncryption = resourcePolicy({
  name: "encryption-kubernetes-storage-class-require-encryption",
  description: "A storage class makes encrypted volumes.",
  types: ["kubernetes:storage.k8s.io/v1:StorageClass"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: 'parameters: { encrypted: "true" }', bad: "parameters.encrypted left out" },
  judge: (storage) => {
    const provisioner = storage.text("provisioner", "");
    if (provisioner.isUnknown) return undecided(provisioner.path);
    return (provisioner.value ?? "").includes("ebs")
      ? storage.bool("parameters.encrypted", false).mustBe(true, 'set it to "true"')
      : [];
  },
});
