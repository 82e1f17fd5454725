import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import { exposureResourcePolicyForbidEveryone } from "../../../policies/exposure/resource-policy-forbid-everyone";
import { resource, specify, stackMessages, undecidedMessage, urnOf } from "../../support/policy";

specify(exposureResourcePolicyForbidEveryone, {
  type: "aws:s3/bucketPolicy:BucketPolicy",
  good: {
    policy: JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "s3:GetObject",
        },
        { Effect: "Deny", Principal: "*", Action: "s3:*" },
      ],
    }),
  },
  cases: {
    "names a statement for everyone": [
      {
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }],
        }),
      },
      [
        "policy.Statement[0] allows everyone; name the principals, or add a condition on the caller's account, organisation or network.",
      ],
    ],
    "looks into lists of principals": [
      {
        policy: JSON.stringify({
          Statement: { Effect: "Allow", Principal: { AWS: ["*"] }, Action: "s3:GetObject" },
        }),
      },
      [
        "policy.Statement[0] allows everyone; name the principals, or add a condition on the caller's account, organisation or network.",
      ],
    ],
    "accepts a condition on the organisation": [
      {
        policy: JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Principal: "*",
              Action: "s3:GetObject",
              Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
            },
          ],
        }),
      },
      [],
    ],
    "does not take a condition on the protocol for one on the caller": [
      {
        policy: JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Principal: "*",
              Action: "s3:GetObject",
              Condition: { Bool: { "aws:SecureTransport": "true" } },
            },
          ],
        }),
      },
      [
        "policy.Statement[0] allows everyone; name the principals, or add a condition on the caller's account, organisation or network.",
      ],
    ],
    "leaves a document that is not known to the stack's turn": [{ policy: UNKNOWN }, []],
  },
});

describe("exposure-resource-policy-forbid-everyone over the stack", () => {
  const type = "aws:s3/bucketPolicy:BucketPolicy";
  it("is undecided on an unknown document that comes from nowhere", () => {
    assert.deepEqual(
      stackMessages(exposureResourcePolicyForbidEveryone, [
        resource(type, "p", { policy: UNKNOWN }),
      ]),
      [`p: ${undecidedMessage("policy")}`],
    );
  });
  it("waits for the update when the document is made from resources of the stack", () => {
    const dependencies = { policy: [urnOf("aws:s3/bucket:Bucket", "b")] };
    const views = [resource(type, "p", { policy: UNKNOWN }, { dependencies })];
    assert.deepEqual(stackMessages(exposureResourcePolicyForbidEveryone, views), []);
  });
});
