import { UNKNOWN } from "../../../facts/values";
import { workloadPodRequireImageDigest } from "../../../policies/workload/pod-require-image-digest";
import { specify, undecidedMessage } from "../../support/policy";

specify(workloadPodRequireImageDigest, {
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
    "names a tag": [
      { "spec.template.spec.containers.0.image": "r.example/a:1.2" },
      ["spec.template.spec.containers[0].image names no digest; append @sha256:<digest>."],
    ],
    "names a missing image": [
      { "spec.template.spec.containers.0.image": undefined },
      ["spec.template.spec.containers[0].image names no digest; append @sha256:<digest>."],
    ],
    "is undecided when the image is unknown": [
      { "spec.template.spec.containers.0.image": UNKNOWN },
      [undecidedMessage("spec.template.spec.containers[0].image")],
    ],
    "looks at containers that run before": [
      { "spec.template.spec.initContainers": [{ name: "i", image: "r.example/i:1" }] },
      ["spec.template.spec.initContainers[0].image names no digest; append @sha256:<digest>."],
    ],
  },
});
