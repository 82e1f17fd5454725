import { UNKNOWN } from "../../../facts/values";
import { exposureS3AclForbidPublicGrants } from "../../../policies/exposure/s3-acl-forbid-public-grants";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureS3AclForbidPublicGrants, {
  type: "aws:s3/bucketAcl:BucketAcl",
  good: { acl: "private" },
  cases: {
    "names a public list": [{ acl: "public-read" }, ['acl is "public-read"; set it to "private".']],
    "names a grant to everyone": [
      {
        acl: undefined,
        accessControlPolicy: {
          grants: [
            { grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" } },
          ],
        },
      },
      ["accessControlPolicy.grants[0].grantee.uri names everyone; remove the grant."],
    ],
    "is undecided when the list is unknown": [{ acl: UNKNOWN }, [undecidedMessage("acl")]],
  },
});
