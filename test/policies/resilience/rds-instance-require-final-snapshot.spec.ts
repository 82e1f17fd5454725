import { resilienceRdsInstanceRequireFinalSnapshot } from "../../../policies/resilience/rds-instance-require-final-snapshot";
import { specify } from "../../support/policy";

specify(resilienceRdsInstanceRequireFinalSnapshot, {
  type: "aws:rds/instance:Instance",
  good: { skipFinalSnapshot: false },
  cases: {
    "accepts the provider's default": [{ skipFinalSnapshot: undefined }, []],
    "names the switch": [
      { skipFinalSnapshot: true },
      ["skipFinalSnapshot is true; set it to false and name a finalSnapshotIdentifier."],
    ],
  },
});
