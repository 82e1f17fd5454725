/** In production a data store refuses to be deleted, until its stack is to go. */
import { resourcePolicy } from "../frame/policy";

/** Where the switch has another name. */
const SWITCHES: Readonly<Record<string, string>> = {
  "aws:dynamodb/table:Table": "deletionProtectionEnabled",
  "gcp:redis/cluster:Cluster": "deletionProtectionEnabled",
  "gcp:memorystore/instance:Instance": "deletionProtectionEnabled",
};

/** The stack of a URN, which reads `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
function stackOf(urn: string): string {
  return urn.split("::")[0]?.split(":").at(-1) ?? "";
}

/**
 * Protection is off unless the program turns it on. Source: Amazon RDS User Guide, "Deleting a DB
 * instance", and the providers' documentation of each switch.
 */
export const resilienceDataStoreRequireDeletionProtection = resourcePolicy({
  name: "resilience-data-store-require-deletion-protection",
  description:
    "In production a data store refuses to be deleted, unless podcast-platform:decommission names the stack.",
  types: [
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:docdb/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "gcp:redis/cluster:Cluster",
    "gcp:memorystore/instance:Instance",
  ],
  frameworks: ["SOC 2 A1.2"],
  example: { good: "deletionProtection: true", bad: "deletionProtection left out" },
  judge: (store, { view, context }) => {
    const { production, decommission } = context.settings;
    if (!production || decommission === stackOf(view.urn)) return [];
    const key = SWITCHES[view.type] ?? "deletionProtection";
    return store.bool(key, false).mustBe(true, "set it to true");
  },
});
