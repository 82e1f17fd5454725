/** What may leave the network by the S3 gateway endpoint. */
import type { KeyPlace } from "../keys/policy";
import { policyDocument } from "../policy-document";

/**
 * Own buckets, and the public buckets that image registries serve layers from: a stolen
 * credential of another account cannot carry data out by this way.
 * Sources: Amazon ECR User Guide, "Minimum Amazon S3 bucket permissions for Amazon ECR";
 * Kubernetes infrastructure, "registry.k8s.io" (buckets `prod-registry-k8s-io-<region>`).
 *
 * @param place Account and region of the network.
 */
export function s3EndpointPolicy(place: KeyPlace): string {
  return policyDocument([
    {
      Sid: "OwnBuckets",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceAccount": place.accountId } },
    },
    {
      Sid: "ImageLayers",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: [
        `arn:aws:s3:::prod-${place.region}-starport-layer-bucket/*`,
        "arn:aws:s3:::prod-registry-k8s-io-*/*",
      ],
    },
  ]);
}
