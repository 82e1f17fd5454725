/** Each copy of data goes where the stack's data may rest. */
import { stackPolicy } from "../frame/policy";
import { copiesOf } from "../../analysis/residency/copies";
import type { Copy } from "../../analysis/residency/copies";
import { References } from "../../analysis/references";
import { SINKS } from "../../facts/sinks";
import { findingsOf } from "../frame/deliver";
import { allowedPlace } from "../frame/residency";
import type { Settings } from "../frame/settings";
import { every, violation } from "../frame/verdict";
import type { Verdict } from "../frame/verdict";

function judged(copy: Copy, settings: Settings): Verdict {
  const { path, place, target, absent } = copy;
  if (absent !== undefined && settings.residency !== undefined) {
    return violation(
      path,
      `${path} is not set, so copies go to ${absent}; list the places that may hold them.`,
    );
  }
  return allowedPlace(
    place,
    settings,
    target === undefined ? "a copy" : `a copy (to ${target.name})`,
  );
}

/**
 * Replicas, backup copies, logs and image replicas leave the region by inputs of their own; a copy
 * to a resource of the stack goes where that resource stands, even while its name is not known.
 * Names of buckets tell no region, so a bucket from outside of the stack is undecided. Source:
 * facts/sinks for each input; seed, Data Residency.
 */
export const residencyCopyRequireAllowedPlace = stackPolicy({
  name: "residency-copy-require-allowed-place",
  description: "Each copy of data goes where the stack's data may rest.",
  types: Object.keys(SINKS),
  frameworks: ["GDPR Art. 44"],
  example: {
    good: "replicas: [{ region: eu-central-1 }] in an EU stack",
    bad: "replicas: [{ region: us-east-1 }] in an EU stack",
  },
  judge: (stack, { settings }) => {
    const references = new References(stack.resources);
    return stack
      .ofType(...Object.keys(SINKS))
      .flatMap((resource) =>
        copiesOf(resource, references).flatMap((copy) =>
          findingsOf(resource, judged(copy, settings)),
        ),
      );
  },
  judgeResource: (_inputs, { view, context }) =>
    every(
      ...copiesOf(view, new References([view])).map((copy) => judged(copy, context.settings)),
    ).filter(({ kind }) => kind === "violation"),
});
