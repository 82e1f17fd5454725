/** No access list of a bucket or object names everyone. */
import { resourcePolicy } from "../frame/policy";
import { every, violation } from "../frame/verdict";

/**
 * Entities `allUsers` and `allAuthenticatedUsers`, and the predefined lists that begin with
 * `public` or name authenticated users. Source: Cloud Storage documentation, "Access control lists
 * (ACLs)".
 */
export const exposureGcsAclForbidEveryone = resourcePolicy({
  name: "exposure-gcs-acl-forbid-everyone",
  description: "No access list of a bucket or object names everyone.",
  types: [
    "gcp:storage/bucketAccessControl:BucketAccessControl",
    "gcp:storage/bucketACL:BucketACL",
    "gcp:storage/defaultObjectACL:DefaultObjectACL",
    "gcp:storage/objectAccessControl:ObjectAccessControl",
    "gcp:storage/objectACL:ObjectACL",
    "gcp:storage/defaultObjectAccessControl:DefaultObjectAccessControl",
  ],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: 'entity: "user-a@b.example"', bad: 'entity: "allUsers"' },
  judge: (list) => {
    const entries = list.list("roleEntities");
    const entities = [list.at("entity"), ...entries.entries];
    return every(
      list
        .text("predefinedAcl", "private")
        .must((acl) => !/public|authenticated/i.test(acl), 'set it to "private"'),
      ...entities.map(({ value, path }) =>
        typeof value === "string" && /all(Authenticated)?Users$/.test(value)
          ? violation(path, `${path} names everyone; name the principals.`)
          : [],
      ),
    );
  },
});
