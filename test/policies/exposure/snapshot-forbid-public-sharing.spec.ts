import { UNKNOWN } from "../../../facts/values";
import { exposureSnapshotForbidPublicSharing } from "../../../policies/exposure/snapshot-forbid-public-sharing";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureSnapshotForbidPublicSharing, {
  type: "aws:rds/snapshot:Snapshot",
  good: { sharedAccounts: ["111122223333"] },
  cases: {
    "names a public snapshot": [
      { sharedAccounts: ["111122223333", "all"] },
      ['sharedAccounts[1] is "all"; name single accounts.'],
    ],
    "accepts a snapshot that is not shared": [{ sharedAccounts: undefined }, []],
    "is undecided when an account is unknown": [
      { sharedAccounts: [UNKNOWN] },
      [undecidedMessage("sharedAccounts[0]")],
    ],
  },
});
