import { UNKNOWN } from "../../../facts/values";
import { exposureGcpFirewallForbidInternetToGuardedPorts } from "../../../policies/exposure/gcp-firewall-forbid-internet-to-guarded-ports";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureGcpFirewallForbidInternetToGuardedPorts, {
  type: "gcp:compute/firewall:Firewall",
  good: { sourceRanges: ["10.0.0.0/8"], allows: [{ protocol: "tcp", ports: ["5432"] }] },
  cases: {
    "names the internet": [
      { sourceRanges: ["0.0.0.0/0"] },
      [
        "sourceRanges lets the internet in; allow private ranges or source tags only, since allows[0] opens ports of databases or administration.",
      ],
    ],
    "adds two halves up": [
      { sourceRanges: ["0.0.0.0/1", "128.0.0.0/1"] },
      [
        "sourceRanges lets the internet in; allow private ranges or source tags only, since allows[0] opens ports of databases or administration.",
      ],
    ],
    "counts the default sources": [
      { sourceRanges: undefined },
      [
        "sourceRanges is not set, which means the internet; allow private ranges or source tags only, since allows[0] opens ports of databases or administration.",
      ],
    ],
    "finds a port inside a range": [
      { sourceRanges: ["::/0"], "allows.0.ports": ["5000-6000"] },
      [
        "sourceRanges lets the internet in; allow private ranges or source tags only, since allows[0] opens ports of databases or administration.",
      ],
    ],
    "counts all ports": [
      { sourceRanges: ["0.0.0.0/0"], allows: [{ protocol: "all" }] },
      [
        "sourceRanges lets the internet in; allow private ranges or source tags only, since allows[0] opens ports of databases or administration.",
      ],
    ],
    "leaves the web alone": [{ sourceRanges: ["0.0.0.0/0"], "allows.0.ports": ["443"] }, []],
    "accepts source tags": [{ sourceRanges: undefined, sourceTags: ["app"] }, []],
    "is undecided when a range is unknown": [
      { sourceRanges: [UNKNOWN] },
      [undecidedMessage("sourceRanges[0]")],
    ],
  },
});
