/** An Ingress serves TLS. */
import { resourcePolicy } from "../frame/policy";
import { undecided, violation } from "../frame/verdict";

const CERTIFICATES = [
  "alb.ingress.kubernetes.io/certificate-arn",
  "networking.gke.io/managed-certificates",
  "networking.gke.io/certmap",
  "ingress.gcp.kubernetes.io/pre-shared-cert",
];

/**
 * An Ingress without `tls` serves plain HTTP, unless an annotation gives the cloud's load balancer
 * a certificate. Source: Kubernetes documentation, "Ingress", TLS; AWS Load Balancer Controller,
 * "Ingress annotations".
 */
export const encryptionKubernetesIngressRequireTls = resourcePolicy({
  name: "encryption-kubernetes-ingress-require-tls",
  description: "An Ingress serves TLS.",
  types: ["kubernetes:networking.k8s.io/v1:Ingress"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: "spec: { tls: [{ hosts, secretName }] }", bad: "spec.tls left out" },
  judge: (ingress) => {
    const tls = ingress.list("spec.tls");
    if (tls.isUnknown || tls.entries.length > 0) return tls.isUnknown ? undecided(tls.path) : [];
    const annotations = ingress.at("metadata.annotations");
    if (annotations.isUnknown) return undecided(annotations.path);
    return CERTIFICATES.some((key) => annotations.keys.includes(key))
      ? []
      : violation(
          tls.path,
          `${tls.path} is not set; add a host with the name of a certificate's Secret.`,
        );
  },
});
