/** Images are named by digest. */
import { resourcePolicy } from "../frame/policy";
import { WORKLOAD_TYPES, containersOf, podOf } from "../frame/pods";
import { every, undecided, violation } from "../frame/verdict";

/**
 * A tag can be moved after review. Source: Kubernetes documentation, "Images", Image names.
 */
export const workloadPodRequireImageDigest = resourcePolicy({
  name: "workload-pod-require-image-digest",
  description: "Images are named by digest.",
  types: WORKLOAD_TYPES,
  frameworks: ["SOC 2 CC8.1"],
  example: { good: "image: api@sha256:…", bad: "image: api:latest" },
  judge: (inputs, { view }) => {
    const pod = podOf(inputs, view.type);
    if (pod.isUnknown) return undecided(pod.path);
    return every(
      ...containersOf(pod).map((container) => {
        const image = container.text("image", "");
        if (image.isUnknown) return undecided(image.path);
        return /@sha256:[0-9a-f]{64}$/.test(image.value ?? "")
          ? []
          : violation(image.path, `${image.path} names no digest; append @sha256:<digest>.`);
      }),
    );
  },
});
