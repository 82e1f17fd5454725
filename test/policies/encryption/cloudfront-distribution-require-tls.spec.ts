import { UNKNOWN } from "../../../facts/values";
import { encryptionCloudfrontDistributionRequireTls } from "../../../policies/encryption/cloudfront-distribution-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionCloudfrontDistributionRequireTls, {
  type: "aws:cloudfront/distribution:Distribution",
  good: {
    defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
    viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
  },
  cases: {
    "names a behaviour that serves plain HTTP": [
      { "defaultCacheBehavior.viewerProtocolPolicy": "allow-all" },
      ['defaultCacheBehavior.viewerProtocolPolicy is "allow-all"; set it to "redirect-to-https".'],
    ],
    "looks at ordered behaviours too": [
      { orderedCacheBehaviors: [{ viewerProtocolPolicy: "allow-all" }] },
      [
        'orderedCacheBehaviors[0].viewerProtocolPolicy is "allow-all"; set it to "redirect-to-https".',
      ],
    ],
    "counts the default version": [
      { viewerCertificate: { cloudfrontDefaultCertificate: true } },
      [
        'viewerCertificate.minimumProtocolVersion is not set, which means "TLSv1"; use an own certificate with "TLSv1.2_2021".',
      ],
    ],
    "is undecided when the certificate is unknown": [
      { viewerCertificate: UNKNOWN },
      [undecidedMessage("viewerCertificate")],
    ],
  },
});
