/** Each resource stands where the stack's data may rest. */
import { resourcePolicy } from "../frame/policy";
import { placeOf } from "../../analysis/residency/place";
import { allowedPlace } from "../frame/residency";

/**
 * The resource's own region counts before that of its provider; a name that looks European need
 * not be. Global services are listed exceptions (facts/sinks). A place that is left to the
 * environment is undecided. Source: AWS provider, "Enhanced region support"; seed, Data Residency.
 */
export const residencyResourceRequireAllowedPlace = resourcePolicy({
  name: "residency-resource-require-allowed-place",
  description: "Each resource stands where the stack's data may rest.",
  types: "all",
  frameworks: ["GDPR Art. 44"],
  example: { good: "region: eu-west-1 in an EU stack", bad: "region: eu-west-2 in an EU stack" },
  judge: (_inputs, { view, context }) => allowedPlace(placeOf(view), context.settings, "the data"),
});
