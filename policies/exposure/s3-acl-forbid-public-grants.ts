/** No access list of a bucket or object names everyone. */
import { resourcePolicy } from "../frame/policy";
import { every, violation } from "../frame/verdict";

/**
 * The canned lists `public-read`, `public-read-write` and `authenticated-read` name everyone or
 * every AWS customer. Source: Amazon S3 User Guide, "Access control list (ACL) overview".
 */
export const exposureS3AclForbidPublicGrants = resourcePolicy({
  name: "exposure-s3-acl-forbid-public-grants",
  description: "No access list of a bucket or object names everyone.",
  types: [
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:s3/bucketAcl:BucketAcl",
    "aws:s3/bucketAclV2:BucketAclV2",
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
  ],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "acl left out", bad: 'acl: "public-read"' },
  judge: (bucket) => {
    const grants = [
      ...bucket.list("grants").entries,
      ...bucket.list("accessControlPolicy.grants").entries,
    ].flatMap((grant) => [grant.at("uri"), grant.at("grantee.uri")]);
    return every(
      bucket
        .text("acl", "private")
        .must((acl) => !/public|authenticated/.test(acl), 'set it to "private"'),
      ...grants.map((uri) =>
        typeof uri.value === "string" && /AllUsers|AuthenticatedUsers/.test(uri.value)
          ? violation(uri.path, `${uri.path} names everyone; remove the grant.`)
          : [],
      ),
    );
  },
});
