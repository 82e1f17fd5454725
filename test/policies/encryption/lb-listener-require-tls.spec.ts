import { UNKNOWN } from "../../../facts/values";
import { encryptionLbListenerRequireTls } from "../../../policies/encryption/lb-listener-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionLbListenerRequireTls, {
  type: "aws:lb/listener:Listener",
  good: {
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    defaultActions: [{ type: "forward" }],
  },
  cases: {
    "names plain HTTP": [
      { protocol: "HTTP" },
      ['protocol is "HTTP"; set it to "HTTPS", or redirect to HTTPS.'],
    ],
    "counts the default protocol": [
      { protocol: undefined },
      ['protocol is not set, which means "HTTP"; set it to "HTTPS", or redirect to HTTPS.'],
    ],
    "accepts a redirect to HTTPS": [
      {
        protocol: "HTTP",
        defaultActions: [
          { type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } },
        ],
      },
      [],
    ],
    "refuses a redirect that stays on HTTP": [
      {
        protocol: "HTTP",
        defaultActions: [
          { type: "redirect", redirect: { protocol: "HTTP", statusCode: "HTTP_301" } },
        ],
      },
      ['protocol is "HTTP"; set it to "HTTPS", or redirect to HTTPS.'],
    ],
    "counts the default policy, which allows TLS 1.0": [
      { sslPolicy: undefined },
      [
        'sslPolicy is not set, which means "ELBSecurityPolicy-2016-08"; set it to "ELBSecurityPolicy-TLS13-1-2-2021-06".',
      ],
    ],
    "names an old policy": [
      { sslPolicy: "ELBSecurityPolicy-TLS-1-1-2017-01" },
      [
        'sslPolicy is "ELBSecurityPolicy-TLS-1-1-2017-01"; set it to "ELBSecurityPolicy-TLS13-1-2-2021-06".',
      ],
    ],
    "passes TCP through": [{ protocol: "TCP", sslPolicy: undefined }, []],
    "is undecided when the protocol is unknown": [
      { protocol: UNKNOWN },
      [undecidedMessage("protocol")],
    ],
  },
});
