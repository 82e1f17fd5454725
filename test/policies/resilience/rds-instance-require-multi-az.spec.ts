import { UNKNOWN } from "../../../facts/values";
import { resilienceRdsInstanceRequireMultiAz } from "../../../policies/resilience/rds-instance-require-multi-az";
import { DEV, specify, undecidedMessage } from "../../support/policy";

specify(resilienceRdsInstanceRequireMultiAz, {
  type: "aws:rds/instance:Instance",
  good: { multiAz: true },
  cases: {
    "counts the provider's default": [
      { multiAz: undefined },
      ["multiAz is not set, which means false; set it to true."],
    ],
    "leaves read replicas alone": [{ multiAz: undefined, replicateSourceDb: UNKNOWN }, []],
    "is undecided when the switch is unknown": [
      { multiAz: UNKNOWN },
      [undecidedMessage("multiAz")],
    ],
  },
});

specify(resilienceRdsInstanceRequireMultiAz, {
  type: "aws:rds/instance:Instance",
  good: { multiAz: false },
  settings: DEV,
  cases: {},
});
