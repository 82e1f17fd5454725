import { UNKNOWN } from "../../../facts/values";
import { residencySecretForbidAutomaticReplication } from "../../../policies/residency/secret-forbid-automatic-replication";
import { specify, undecidedMessage } from "../../support/policy";

specify(residencySecretForbidAutomaticReplication, {
  type: "gcp:secretmanager/secret:Secret",
  good: { replication: { userManaged: { replicas: [{ location: "europe-west1" }] } } },
  cases: {
    "names automatic replication": [
      { replication: { auto: {} } },
      ["replication.auto has no limits of place; list userManaged.replicas instead."],
    ],
    "is undecided when the policy is unknown": [
      { replication: UNKNOWN },
      [undecidedMessage("replication")],
    ],
  },
});
