import { UNKNOWN } from "../../../facts/values";
import { workloadPodRequireUnprivileged } from "../../../policies/workload/pod-require-unprivileged";
import { specify, undecidedMessage } from "../../support/policy";

specify(workloadPodRequireUnprivileged, {
  type: "kubernetes:apps/v1:Deployment",
  good: {
    spec: {
      template: {
        spec: {
          securityContext: { runAsNonRoot: true },
          containers: [
            {
              name: "a",
              image:
                "r.example/a@sha256:0000000000000000000000000000000000000000000000000000000000000000",
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
              resources: {
                requests: { cpu: "100m", memory: "64Mi" },
                limits: { cpu: "1", memory: "64Mi" },
              },
              env: [{ name: "PASSWORD", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }],
            },
          ],
        },
      },
    },
  },
  cases: {
    "counts the defaults of Kubernetes": [
      {
        "spec.template.spec.containers.0.securityContext": undefined,
        "spec.template.spec.securityContext": undefined,
      },
      [
        "spec.template.spec.securityContext.runAsNonRoot is not set, which means false; set it to true.",
        "spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation is not set, which means true; set it to false.",
        "spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem is not set, which means false; set it to true and mount what is written.",
      ],
    ],
    "lets a container say otherwise than its pod": [
      { "spec.template.spec.containers.0.securityContext.runAsNonRoot": false },
      ["spec.template.spec.containers[0].securityContext.runAsNonRoot is false; set it to true."],
    ],
    "names a privileged container": [
      { "spec.template.spec.containers.0.securityContext.privileged": true },
      [
        "spec.template.spec.containers[0].securityContext.privileged is true; set it to false or remove it.",
      ],
    ],
    "is undecided when the pod is unknown": [
      { "spec.template.spec": UNKNOWN },
      [undecidedMessage("spec.template.spec")],
    ],
  },
});
