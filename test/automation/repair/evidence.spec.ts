import assert from "node:assert/strict";
import { tagValueOfUrn } from "../../../facts/tags";
import { UNKNOWN, type Value } from "../../../facts/values";
import { evidenceOf, ownTag } from "../../../automation/repair/evidence";
import { importIdOfArn } from "../../../automation/repair/import-ids";
import { naturalId } from "../../../automation/repair/natural-ids";

const urn = "urn:pulumi:dev::podcast-platform::platform:network:AwsNetwork$aws:ec2/vpc:Vpc::net";
const tags = { "platform:urn": tagValueOfUrn(urn) };
const arn = "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-0a1b";

describe("import id", () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ["aws:ec2/vpc:Vpc", arn, "vpc-0a1b"],
    ["aws:s3/bucket:Bucket", "arn:aws:s3:::podcast-logs", "podcast-logs"],
    ["aws:rds/instance:Instance", "arn:aws:rds:us-east-1:1:db:podcast-dev", "podcast-dev"],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      "arn:aws:logs:us-east-1:1:log-group:/aws/eks/x:*",
      "/aws/eks/x",
    ],
    [
      "aws:eks/nodeGroup:NodeGroup",
      "arn:aws:eks:us-east-1:1:nodegroup/c/workers/8c-1",
      "c:workers",
    ],
    [
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
      "arn:aws:eks:us-east-1:1:podidentityassociation/c/a-1",
      "c,a-1",
    ],
    [
      "aws:sqs/queue:Queue",
      "arn:aws:sqs:us-east-1:1:jobs",
      "https://sqs.us-east-1.amazonaws.com/1/jobs",
    ],
    ["aws:sns/topic:Topic", "arn:aws:sns:us-east-1:1:alerts", "arn:aws:sns:us-east-1:1:alerts"],
    [
      "aws:eks/accessEntry:AccessEntry",
      "arn:aws:eks:us-east-1:1:access-entry/c/role/1/r/x",
      undefined,
    ],
    ["aws:ec2/vpc:Vpc", "no arn", undefined],
  ];
  for (const [type, from, expected] of cases) {
    it(`of ${type} from ${from} is ${expected ?? "not told"}`, () => {
      assert.equal(importIdOfArn(type, from), expected);
    });
  }
});

describe("natural id", () => {
  it("is made of the inputs", () => {
    const inputs = { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" };
    assert.equal(naturalId("aws:ec2/route:Route", inputs), "rtb-1_0.0.0.0/0");
  });

  it("needs every input to be known", () => {
    const inputs: Record<string, Value> = {
      routeTableId: UNKNOWN,
      destinationCidrBlock: "0.0.0.0/0",
    };
    assert.equal(naturalId("aws:ec2/route:Route", inputs), undefined);
  });

  it("of an object without a namespace is in the default one", () => {
    const type = "kubernetes:core/v1:ConfigMap";
    assert.equal(naturalId(type, { metadata: { name: "app" } }), "default/app");
  });

  it("does not exist for what only a tag finds", () => {
    assert.equal(naturalId("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }), undefined);
  });
});

describe("evidence of an interrupted create", () => {
  const create = { urn, inputs: { cidrBlock: "10.0.0.0/16", tags } };

  it("is the tag", () => {
    const tagged = [{ urn, arn, provider: "p" }];
    assert.deepEqual(evidenceOf(create, tagged), { kind: "tag", id: "vpc-0a1b" });
  });

  it("says that it was never made where the cloud knows no such tag", () => {
    const other = [{ urn: `${urn}2`, arn, provider: "p" }];
    assert.equal(evidenceOf(create, other).kind, "absent");
  });

  it("is unclear where two resources carry the tag", () => {
    const twice = [
      { urn, arn, provider: "p" },
      { urn, arn: `${arn}2`, provider: "p" },
    ];
    assert.equal(evidenceOf(create, twice).kind, "unclear");
  });

  it("is unclear where neither tag nor inputs tell", () => {
    assert.equal(evidenceOf({ urn, inputs: {} }, []).kind, "unclear");
  });

  it("of a random value is that nothing was made", () => {
    const random = urn.replace("aws:ec2/vpc:Vpc", "random:index/randomPassword:RandomPassword");
    assert.equal(evidenceOf({ urn: random, inputs: {} }, []).kind, "absent");
  });
});

describe("own tag", () => {
  it("is read from tags and from annotations", () => {
    assert.equal(ownTag({ tags }), urn);
    assert.equal(ownTag({ tagsAll: tags }), urn);
    assert.equal(ownTag({ metadata: { annotations: { "podcast-platform/urn": urn } } }), urn);
    assert.equal(ownTag({ tags: { owner: "platform" } }), undefined);
  });
});
