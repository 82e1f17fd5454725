/** Judges places against the residency of the stack. */
import type { Place } from "../../analysis/residency/place";
import type { DataResidency, Settings } from "./settings";
import { OK, undecided, violation } from "./verdict";
import type { Verdict } from "./verdict";

/** Names for messages. */
const SPELLED = {
  eu: "the European Union",
  us: "the United States",
} as const satisfies Record<DataResidency, string>;

/** Regions that a message proposes. */
const PROPOSED = {
  eu: "eu-west-1 or europe-west1",
  us: "us-east-1 or us-central1",
} as const satisfies Record<DataResidency, string>;

/**
 * Judges a place. Without a stated residency nothing is judged here: the pack's own guard then
 * blocks the stack.
 *
 * @param place Where data rest.
 * @param settings The stack's settings.
 * @param what How the message names the data, as in "a replica".
 */
export function allowedPlace(place: Place, { residency }: Settings, what: string): Verdict {
  if (residency === undefined) return OK;
  switch (place.kind) {
    case "none":
      return OK;
    case "open":
      return undecided(place.path, `the place of ${what} (${place.path})`);
    case "strange":
      return violation(
        place.path,
        `${place.path} is "${place.name}", a place that no table knows; choose one in ${SPELLED[residency]}, such as ${PROPOSED[residency]}.`,
      );
    case "known":
      return place.location.residency === residency
        ? OK
        : violation(
            place.path,
            `${place.path} puts ${what} in ${place.location.name}, outside of ${SPELLED[residency]}; choose a place there, such as ${PROPOSED[residency]}.`,
          );
  }
}
