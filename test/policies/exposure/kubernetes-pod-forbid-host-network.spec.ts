import { UNKNOWN } from "../../../facts/values";
import { exposureKubernetesPodForbidHostNetwork } from "../../../policies/exposure/kubernetes-pod-forbid-host-network";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureKubernetesPodForbidHostNetwork, {
  type: "kubernetes:apps/v1:Deployment",
  good: { spec: { template: { spec: { containers: [{ name: "a" }] } } } },
  cases: {
    "names the switch": [
      { "spec.template.spec.hostNetwork": true },
      ["spec.template.spec.hostNetwork is true; set it to false or remove it."],
    ],
    "is undecided when the pod is unknown": [
      { "spec.template.spec": UNKNOWN },
      [undecidedMessage("spec.template.spec")],
    ],
  },
});

specify(exposureKubernetesPodForbidHostNetwork, {
  type: "kubernetes:apps/v1:DaemonSet",
  good: { spec: { template: { spec: { hostNetwork: true } } } },
  cases: {},
});

specify(exposureKubernetesPodForbidHostNetwork, {
  type: "kubernetes:batch/v1:CronJob",
  good: { spec: { jobTemplate: { spec: { template: { spec: { containers: [] } } } } } },
  cases: {
    "finds the pod of a scheduled job": [
      { "spec.jobTemplate.spec.template.spec.hostNetwork": true },
      ["spec.jobTemplate.spec.template.spec.hostNetwork is true; set it to false or remove it."],
    ],
  },
});
