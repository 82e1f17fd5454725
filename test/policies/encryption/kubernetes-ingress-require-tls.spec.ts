import { UNKNOWN } from "../../../facts/values";
import { encryptionKubernetesIngressRequireTls } from "../../../policies/encryption/kubernetes-ingress-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionKubernetesIngressRequireTls, {
  type: "kubernetes:networking.k8s.io/v1:Ingress",
  good: { metadata: {}, spec: { tls: [{ hosts: ["a.example"], secretName: "a" }] } },
  cases: {
    "names the missing block": [
      { "spec.tls": undefined },
      ["spec.tls is not set; add a host with the name of a certificate's Secret."],
    ],
    "accepts a certificate of the cloud": [
      {
        "spec.tls": undefined,
        metadata: { annotations: { "alb.ingress.kubernetes.io/certificate-arn": UNKNOWN } },
      },
      [],
    ],
    "is undecided when the annotations are unknown": [
      { "spec.tls": undefined, metadata: { annotations: UNKNOWN } },
      [undecidedMessage("metadata.annotations")],
    ],
  },
});
