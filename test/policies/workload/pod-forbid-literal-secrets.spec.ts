import { UNKNOWN } from "../../../facts/values";
import { workloadPodForbidLiteralSecrets } from "../../../policies/workload/pod-forbid-literal-secrets";
import { specify } from "../../support/policy";

specify(workloadPodForbidLiteralSecrets, {
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
    "names a literal secret and never prints it": [
      { "spec.template.spec.containers.0.env": [{ name: "DB_PASSWORD", value: "hunter2" }] },
      [
        "spec.template.spec.containers[0].env[0].value is literal although DB_PASSWORD names a secret; use valueFrom.secretKeyRef.",
      ],
    ],
    "counts a value that is not known yet": [
      { "spec.template.spec.containers.0.env": [{ name: "API_TOKEN", value: UNKNOWN }] },
      [
        "spec.template.spec.containers[0].env[0].value is literal although API_TOKEN names a secret; use valueFrom.secretKeyRef.",
      ],
    ],
    "leaves other variables alone": [
      {
        "spec.template.spec.containers.0.env": [
          { name: "LOG_LEVEL", value: "info" },
          { name: "SECRET_NAME", value: "orders" },
        ],
      },
      [],
    ],
  },
});
