import assert from "node:assert/strict";
import { keyPolicy } from "../../components/keys/policy";
import { at, listAt, namedAfter, ofType } from "../support/find";
import { type Recorded, resourcesOf } from "../support/recorded";

const PLACE = { accountId: "444455556666", region: "us-east-1" } as const;

function statements(purpose: Parameters<typeof keyPolicy>[0]): readonly unknown[] {
  const document: unknown = JSON.parse(keyPolicy(purpose, PLACE));
  return listAt(document, "Statement");
}

function named(purpose: Parameters<typeof keyPolicy>[0], sid: string): unknown {
  return statements(purpose).find((statement) => at(statement, "Sid") === sid);
}

describe("keys", () => {
  let prod: readonly Recorded[] = [];
  before(async () => {
    prod = namedAfter(await resourcesOf("prod"), "primary-keys");
  });

  it("are four, rotated, protected, and each under its alias", () => {
    const keys = ofType(prod, "aws:kms/key:Key");
    assert.deepEqual(
      keys.map(({ name, inputs, protect }) => [name, inputs.enableKeyRotation, protect]),
      ["data", "logs", "secrets", "disks"].map((key) => [`primary-keys-${key}`, true, true]),
    );
    assert.equal(ofType(prod, "aws:kms/alias:Alias").length, 4);
  });

  it("admit to the key of logs the log service of the region, for groups of the account", () => {
    const statement = named("logs", "CloudWatchLogs");
    assert.deepEqual(at(statement, "Principal"), { Service: "logs.us-east-1.amazonaws.com" });
    assert.deepEqual(at(statement, "Condition", "ArnLike"), {
      "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:444455556666:log-group:*",
    });
  });

  it("admit to the key of disks the role that starts nodes", () => {
    const role =
      "arn:aws:iam::444455556666:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    for (const sid of ["AutoScalingUse", "AutoScalingGrants"]) {
      const condition = at(named("disks", sid), "Condition");
      assert.deepEqual(at(condition, "ArnEquals"), { "aws:PrincipalArn": role });
    }
    assert.deepEqual(at(named("disks", "AutoScalingGrants"), "Condition", "Bool"), {
      "kms:GrantIsForAWSResource": "true",
    });
  });

  it("admit every principal only under a condition that names the account or a role of it", () => {
    for (const purpose of ["data", "logs", "secrets", "disks"] as const) {
      for (const statement of statements(purpose)) {
        if (at(statement, "Principal", "AWS") !== "*") continue;
        assert.match(JSON.stringify(at(statement, "Condition")), /444455556666/);
      }
    }
  });

  it("admit to no key a service that has no use for it", () => {
    const services = (purpose: Parameters<typeof keyPolicy>[0]) =>
      at(named(purpose, "AccountThroughServices"), "Condition", "StringEquals", "kms:ViaService");
    assert.deepEqual(services("data"), [
      "rds.us-east-1.amazonaws.com",
      "elasticache.us-east-1.amazonaws.com",
    ]);
    assert.equal(services("disks"), undefined);
    assert.equal(services("logs"), undefined);
  });
});
