/** Digest of what pods read at their start: a change of it starts them anew. */
import { createHash } from "node:crypto";
import { type Output, output } from "@pulumi/pulumi";
import type { ConfigMap } from "@pulumi/kubernetes/core/v1";

/** Annotation of a pod template. */
const ANNOTATION = "podcast-platform/config-digest";

/** Characters of the digest: 64 bits tell two versions of one file apart. */
const CHARS = 16;

/**
 * Annotations of pods that read a ConfigMap once, at their start.
 *
 * @param config The ConfigMap.
 */
export function configDigest(config: ConfigMap): Record<string, Output<string>> {
  const digest = output(config.data).apply((data) =>
    createHash("sha256")
      .update(JSON.stringify(Object.entries(data).toSorted()))
      .digest("hex")
      .slice(0, CHARS),
  );
  return { [ANNOTATION]: digest };
}
