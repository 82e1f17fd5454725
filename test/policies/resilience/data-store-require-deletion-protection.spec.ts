import { UNKNOWN } from "../../../facts/values";
import { resilienceDataStoreRequireDeletionProtection } from "../../../policies/resilience/data-store-require-deletion-protection";
import { DEV, SETTINGS, specify, undecidedMessage } from "../../support/policy";

specify(resilienceDataStoreRequireDeletionProtection, {
  type: "aws:rds/instance:Instance",
  good: { deletionProtection: true },
  cases: {
    "counts the provider's default": [
      { deletionProtection: undefined },
      ["deletionProtection is not set, which means false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { deletionProtection: UNKNOWN },
      [undecidedMessage("deletionProtection")],
    ],
  },
});

specify(resilienceDataStoreRequireDeletionProtection, {
  type: "aws:dynamodb/table:Table",
  good: { deletionProtectionEnabled: true },
  cases: {
    "knows the switch of tables": [
      { deletionProtectionEnabled: false },
      ["deletionProtectionEnabled is false; set it to true."],
    ],
  },
});

specify(resilienceDataStoreRequireDeletionProtection, {
  type: "aws:rds/instance:Instance",
  good: { deletionProtection: false },
  settings: DEV,
  cases: {},
});

specify(resilienceDataStoreRequireDeletionProtection, {
  type: "aws:rds/instance:Instance",
  good: { deletionProtection: false },
  settings: { ...SETTINGS, decommission: "test" },
  cases: {},
});

specify(resilienceDataStoreRequireDeletionProtection, {
  type: "aws:rds/instance:Instance",
  good: { deletionProtection: true },
  settings: { ...SETTINGS, decommission: "another" },
  cases: {
    "is not moved by the end of another stack": [
      { deletionProtection: false },
      ["deletionProtection is false; set it to true."],
    ],
  },
});
