import { UNKNOWN } from "../../../facts/values";
import { encryptionKubernetesStorageClassRequireEncryption } from "../../../policies/encryption/kubernetes-storage-class-require-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionKubernetesStorageClassRequireEncryption, {
  type: "kubernetes:storage.k8s.io/v1:StorageClass",
  good: { provisioner: "ebs.csi.aws.com", parameters: { encrypted: "true" } },
  cases: {
    "counts the driver's default": [
      { "parameters.encrypted": undefined },
      ['parameters.encrypted is not set, which means false; set it to "true".'],
    ],
    "does not take the text false for true": [
      { "parameters.encrypted": "false" },
      ['parameters.encrypted is false; set it to "true".'],
    ],
    "knows that Google's disks are always encrypted": [
      { provisioner: "pd.csi.storage.gke.io", parameters: undefined },
      [],
    ],
    "is undecided when the driver is unknown": [
      { provisioner: UNKNOWN },
      [undecidedMessage("provisioner")],
    ],
  },
});
