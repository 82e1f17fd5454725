import { UNKNOWN } from "../../../facts/values";
import { exposureKubernetesNetworkPolicyForbidInternet } from "../../../policies/exposure/kubernetes-network-policy-forbid-internet";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureKubernetesNetworkPolicyForbidInternet, {
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  good: {
    spec: {
      podSelector: {},
      ingress: [
        {
          from: [{ ipBlock: { cidr: "10.0.0.0/16" } }, { podSelector: {} }],
          ports: [{ port: 5432 }],
        },
      ],
    },
  },
  cases: {
    "names the internet": [
      { "spec.ingress.0.from": [{ ipBlock: { cidr: "0.0.0.0/0" } }] },
      ["spec.ingress[0].from lets the internet in; name pods, or ranges of the network."],
    ],
    "adds two halves up": [
      {
        "spec.ingress.0.from": [
          { ipBlock: { cidr: "0.0.0.0/1" } },
          { ipBlock: { cidr: "128.0.0.0/1" } },
        ],
      },
      ["spec.ingress[0].from lets the internet in; name pods, or ranges of the network."],
    ],
    "takes exceptions away": [
      {
        "spec.ingress.0.from": [{ ipBlock: { cidr: "198.51.0.0/16", except: ["198.51.0.0/17"] } }],
      },
      [],
    ],
    "leaves the web alone": [
      {
        "spec.ingress.0.from": [{ ipBlock: { cidr: "0.0.0.0/0" } }],
        "spec.ingress.0.ports": [{ port: 8443 }],
      },
      [],
    ],
    "counts a rule without ports as all of them": [
      { "spec.ingress.0.from": [{ ipBlock: { cidr: "::/0" } }], "spec.ingress.0.ports": undefined },
      ["spec.ingress[0].from lets the internet in; name pods, or ranges of the network."],
    ],
    "finds a port inside of a range": [
      {
        "spec.ingress.0.from": [{ ipBlock: { cidr: "0.0.0.0/0" } }],
        "spec.ingress.0.ports": [{ port: 5000, endPort: 6000 }],
      },
      ["spec.ingress[0].from lets the internet in; name pods, or ranges of the network."],
    ],
    "is undecided when a block is unknown": [
      { "spec.ingress.0.from": [{ ipBlock: { cidr: UNKNOWN } }] },
      [undecidedMessage("spec.ingress[0].from[0].ipBlock.cidr")],
    ],
  },
});
