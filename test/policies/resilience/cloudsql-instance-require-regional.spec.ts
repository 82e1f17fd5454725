import { resilienceCloudsqlInstanceRequireRegional } from "../../../policies/resilience/cloudsql-instance-require-regional";
import { specify } from "../../support/policy";

specify(resilienceCloudsqlInstanceRequireRegional, {
  type: "gcp:sql/databaseInstance:DatabaseInstance",
  good: { settings: { availabilityType: "REGIONAL" } },
  cases: {
    "counts the service's default": [
      { settings: {} },
      ['settings.availabilityType is not set, which means "ZONAL"; set it to "REGIONAL".'],
    ],
  },
});
