import assert from "node:assert/strict";

import { UNKNOWN } from "../../../facts/values";
import type { Values } from "../../../facts/values";
import { residencyCopyRequireAllowedPlace as policy } from "../../../policies/residency/copy-require-allowed-place";
import { EU, messages, resource, stackMessages } from "../../support/policy";

const SECRET = "aws:secretsmanager/secret:Secret";
const PLAN = "aws:backup/plan:Plan";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const vault = (region: string) => resource("aws:backup/vault:Vault", "copies", { region });
const plan = (target: Values["x"], from: readonly string[] = []) =>
  resource(
    PLAN,
    "daily",
    { rules: [{ ruleName: "a" }, { copyActions: [{ destinationVaultArn: target ?? UNKNOWN }] }] },
    { dependencies: { rules: from } },
  );
const outside = (path: string, what: string, region: string) =>
  `${path} puts ${what} in ${region}, outside of the European Union; choose a place there, such as eu-west-1 or europe-west1.`;

describe("residency-copy-require-allowed-place", () => {
  it("is silent on copies inside of the residency", () => {
    const view = resource(SECRET, "s", { replicas: [{ region: "eu-central-1" }] });
    assert.deepEqual(stackMessages(policy, [view], EU), []);
  });

  it("names each replica outside, before the stack is known", () => {
    const view = resource(SECRET, "s", {
      replicas: [{ region: "eu-west-1" }, { region: "us-east-1" }],
    });
    assert.deepEqual(messages(policy, view, EU), [
      outside("replicas[1].region", "a copy", "us-east-1"),
    ]);
  });

  it("keeps scanning behind an unknown replica", () => {
    const view = resource(SECRET, "s", { replicas: [UNKNOWN, { region: "us-east-1" }] });
    assert.deepEqual(stackMessages(policy, [view], EU), [
      `s: ${outside("replicas[1].region", "a copy", "us-east-1")}`,
      "s: undecided: waits for the place of a copy (replicas[0]); state a value that is known at preview.",
    ]);
  });

  it("reads the region of an ARN", () => {
    const arn = "arn:aws:backup:us-west-2:111122223333:backup-vault:v";
    assert.deepEqual(stackMessages(policy, [plan(arn)], EU), [
      `daily: ${outside("rules[1].copyActions[0].destinationVaultArn", "a copy", "us-west-2")}`,
    ]);
  });

  it("follows a vault of the stack whose ARN is not known yet", () => {
    const ok = vault("eu-central-1");
    const bad = vault("us-west-2");
    assert.deepEqual(stackMessages(policy, [ok, plan(UNKNOWN, [ok.urn])], EU), []);
    assert.deepEqual(stackMessages(policy, [bad, plan(UNKNOWN, [bad.urn])], EU), [
      `daily: ${outside("rules[1].copyActions[0].destinationVaultArn", "a copy (to copies)", "us-west-2")}`,
    ]);
  });

  it("is undecided on an unknown vault that comes from nowhere", () => {
    assert.equal(stackMessages(policy, [plan(UNKNOWN)], EU).length, 1);
  });

  it("knows where a bucket of the stack is, though its ARN does not say", () => {
    const bucket = resource("aws:s3/bucket:Bucket", "copy", {
      bucket: "copy-bucket",
      region: "us-west-2",
    });
    const rules = [{ destination: { bucket: "arn:aws:s3:::copy-bucket" } }];
    assert.deepEqual(stackMessages(policy, [bucket, resource(REPLICATION, "r", { rules })], EU), [
      `r: ${outside("rules[0].destination.bucket", "a copy (to copy)", "us-west-2")}`,
    ]);
  });

  it("is undecided on a bucket from outside of the stack", () => {
    const rules = [{ destination: { bucket: "arn:aws:s3:::elsewhere" } }];
    assert.equal(stackMessages(policy, [resource(REPLICATION, "r", { rules })], EU).length, 1);
  });

  it("counts what an omitted storage policy means", () => {
    assert.deepEqual(messages(policy, resource("gcp:pubsub/topic:Topic", "t", {}), EU), [
      "messageStoragePolicy.allowedPersistenceRegions is not set, so copies go to every region of the vendor; list the places that may hold them.",
    ]);
  });
});
