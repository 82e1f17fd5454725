import { UNKNOWN } from "../../../facts/values";
import { exposureGcpIamForbidEveryone } from "../../../policies/exposure/gcp-iam-forbid-everyone";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureGcpIamForbidEveryone, {
  type: "gcp:storage/bucketIAMMember:BucketIAMMember",
  good: { bucket: "b", role: "roles/storage.objectViewer", member: UNKNOWN },
  cases: {
    "names everyone": [{ member: "allUsers" }, ["member is allUsers; name the principals."]],
    "names every account": [
      { member: "allAuthenticatedUsers" },
      ["member is allAuthenticatedUsers; name the principals."],
    ],
    "looks into lists": [
      { member: undefined, members: ["user:a@b.example", "allUsers"] },
      ["members[1] is allUsers; name the principals."],
    ],
    "is undecided when a list is unknown": [
      { member: undefined, members: UNKNOWN },
      [undecidedMessage("members")],
    ],
  },
});
