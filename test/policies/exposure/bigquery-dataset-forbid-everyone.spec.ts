import { UNKNOWN } from "../../../facts/values";
import { exposureBigqueryDatasetForbidEveryone } from "../../../policies/exposure/bigquery-dataset-forbid-everyone";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureBigqueryDatasetForbidEveryone, {
  type: "gcp:bigquery/dataset:Dataset",
  good: { accesses: [{ role: "OWNER", specialGroup: "projectOwners" }] },
  cases: {
    "names a public dataset": [
      { "accesses.0.specialGroup": "allAuthenticatedUsers" },
      ["accesses[0].specialGroup is allAuthenticatedUsers; name the principals."],
    ],
    "is undecided when the list is unknown": [
      { accesses: UNKNOWN },
      [undecidedMessage("accesses")],
    ],
  },
});
