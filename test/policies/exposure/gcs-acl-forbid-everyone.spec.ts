import { exposureGcsAclForbidEveryone } from "../../../policies/exposure/gcs-acl-forbid-everyone";
import { specify } from "../../support/policy";

specify(exposureGcsAclForbidEveryone, {
  type: "gcp:storage/bucketAccessControl:BucketAccessControl",
  good: { entity: "user-a@b.example", role: "READER" },
  cases: {
    "names everyone": [{ entity: "allUsers" }, ["entity names everyone; name the principals."]],
    "looks into lists": [
      { entity: undefined, roleEntities: ["READER:allUsers"] },
      ["roleEntities[0] names everyone; name the principals."],
    ],
    "names a predefined list": [
      { entity: undefined, predefinedAcl: "publicRead" },
      ['predefinedAcl is "publicRead"; set it to "private".'],
    ],
  },
});
