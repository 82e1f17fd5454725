import { UNKNOWN } from "../../../facts/values";
import { workloadPodRequireRequestsAndLimits } from "../../../policies/workload/pod-require-requests-and-limits";
import { specify, undecidedMessage } from "../../support/policy";

specify(workloadPodRequireRequestsAndLimits, {
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
    "names each missing part": [
      { "spec.template.spec.containers.0.resources": undefined },
      [
        "spec.template.spec.containers[0].resources.requests.cpu is not set; state it.",
        "spec.template.spec.containers[0].resources.requests.memory is not set; state it.",
        "spec.template.spec.containers[0].resources.limits.memory is not set; state it.",
      ],
    ],
    "does not demand a limit of CPU, which only throttles": [
      { "spec.template.spec.containers.0.resources.limits.cpu": undefined },
      [],
    ],
    "is undecided when a part is unknown": [
      { "spec.template.spec.containers.0.resources.limits": UNKNOWN },
      [undecidedMessage("spec.template.spec.containers[0].resources.limits")],
    ],
  },
});
