import { UNKNOWN } from "../../../facts/values";
import { residencyResourceRequireAllowedPlace } from "../../../policies/residency/resource-require-allowed-place";
import { EU, specify } from "../../support/policy";

specify(residencyResourceRequireAllowedPlace, {
  type: "aws:rds/instance:Instance",
  good: { engine: "postgres" },
  settings: EU,
  provider: { region: "eu-west-1" },
  cases: {
    "names a region outside": [
      { region: "us-east-1" },
      [
        "region puts the data in us-east-1, outside of the European Union; choose a place there, such as eu-west-1 or europe-west1.",
      ],
    ],
    "knows that London is outside": [
      { region: "eu-west-2" },
      [
        "region puts the data in eu-west-2, outside of the European Union; choose a place there, such as eu-west-1 or europe-west1.",
      ],
    ],
    "knows that Zurich is outside": [
      { region: "eu-central-2" },
      [
        "region puts the data in eu-central-2, outside of the European Union; choose a place there, such as eu-west-1 or europe-west1.",
      ],
    ],
    "names a place that no table knows": [
      { region: "eu-moon-1" },
      [
        'region is "eu-moon-1", a place that no table knows; choose one in the European Union, such as eu-west-1 or europe-west1.',
      ],
    ],
    "is undecided when the region is unknown, whatever the provider says": [
      { region: UNKNOWN },
      [
        "undecided: waits for the place of the data (region); state a value that is known at preview.",
      ],
    ],
  },
});

specify(residencyResourceRequireAllowedPlace, {
  type: "aws:iam/role:Role",
  good: { name: "global services have no region" },
  settings: EU,
  cases: {},
});

specify(residencyResourceRequireAllowedPlace, {
  type: "aws:acm/certificate:Certificate",
  good: { region: "us-east-1" },
  settings: EU,
  cases: {},
});

specify(residencyResourceRequireAllowedPlace, {
  type: "gcp:bigquery/dataset:Dataset",
  good: { datasetId: "d", location: "EU" },
  settings: EU,
  cases: {
    "counts the default place of datasets": [
      { location: undefined },
      [
        "location puts the data in us, outside of the European Union; choose a place there, such as eu-west-1 or europe-west1.",
      ],
    ],
    "knows a dual-region with London": [
      { location: "EUR5" },
      [
        "location puts the data in eur5, outside of the European Union; choose a place there, such as eu-west-1 or europe-west1.",
      ],
    ],
  },
});

specify(residencyResourceRequireAllowedPlace, {
  type: "gcp:compute/disk:Disk",
  good: { zone: "us-central1-a" },
  cases: {
    "keeps American data in America": [
      { zone: "europe-west1-b" },
      [
        "zone puts the data in europe-west1-b, outside of the United States; choose a place there, such as us-east-1 or us-central1.",
      ],
    ],
    "is undecided where the environment decides": [
      { zone: undefined },
      [
        "undecided: waits for the place of the data (provider.region); state a value that is known at preview.",
      ],
    ],
  },
});
