/** No dataset admits everyone. */
import { resourcePolicy } from "../frame/policy";
import { every, undecided, violation } from "../frame/verdict";

/**
 * `allAuthenticatedUsers` as special group and `allUsers` as member are the public. Source:
 * BigQuery documentation, "Control access to resources with IAM".
 */
export const exposureBigqueryDatasetForbidEveryone = resourcePolicy({
  name: "exposure-bigquery-dataset-forbid-everyone",
  description: "No dataset admits everyone.",
  types: ["gcp:bigquery/dataset:Dataset", "gcp:bigquery/datasetAccess:DatasetAccess"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "accesses left out", bad: 'specialGroup: "allAuthenticatedUsers"' },
  judge: (dataset) => {
    const accesses = dataset.list("accesses");
    if (accesses.isUnknown) return undecided(accesses.path);
    const members = [dataset, ...accesses.entries].flatMap((access) => [
      access.at("specialGroup"),
      access.at("iamMember"),
    ]);
    return every(
      ...members.map(({ value, path }) =>
        typeof value === "string" && /^all(Authenticated)?Users$/.test(value)
          ? violation(path, `${path} is ${value}; name the principals.`)
          : [],
      ),
    );
  },
});
