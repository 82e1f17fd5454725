import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  cloudOwnedFields,
  findResourceType,
  isPersistentType,
  isTaggable,
  RESOURCE_TYPES,
} from "../../facts/resource-types";

const ours = Object.entries(RESOURCE_TYPES).filter(([, row]) => row.custom !== true);

function sdkFolder(name: string): string {
  return dirname(require.resolve(`@pulumi/${name}/package.json`));
}

/** Text of the d.ts of a type; the groups of Kubernetes drop their domain in the SDK's folders. */
function declarationOf(token: string): string {
  const [name = "", module = "", type = ""] = token.split(":");
  const file = `${type.charAt(0).toLowerCase()}${type.slice(1)}.d.ts`;
  const [group = "", rest = ""] = module.split("/");
  const paths = {
    aws: `${module}.d.ts`,
    kubernetes: join(group.replace(/\..*$/, ""), rest, file),
    random: file,
    cloudflare: file,
  };
  const path = join(sdkFolder(name), paths[name as keyof typeof paths]);
  assert.ok(existsSync(path), `${token}: no ${path}`);
  return readFileSync(path, "utf8");
}

function argsOf(declaration: string): string {
  return /export (?:declare )?interface \w+Args \{([^]*?)\n\}/.exec(declaration)?.[1] ?? "";
}

/** Ids that only the service gives: no input holds them. */
const GIVEN_IDS = new Set([
  "versionId",
  "subscriptionId",
  "selectionId",
  "autoBackupArn",
  "rulesetId",
  "dnsRecordId",
  "loadBalancerId",
  "poolId",
  "monitorId",
  "certificateId",
  "tokenId",
]);

describe("resource types", () => {
  for (const [token, row] of ours) {
    it(`${token} is a type of the SDK, ${row.taggable ? "takes" : "takes no"} tags, and has its fields`, () => {
      const declaration = declarationOf(token);
      assert.match(declaration, new RegExp(`class ${token.split(":")[2] ?? ""} `));
      const args = argsOf(declaration);
      // Tags are pairs: plain words, which records of Cloudflare take, could not hold a URN.
      const label = token.startsWith("kubernetes:")
        ? /\bmetadata\?: /
        : /\btags\?: pulumi.Input<\{/;
      assert.equal(label.test(args), row.taggable, token);
      const inId = [...(row.naturalImportId ?? "").matchAll(/\{(\w+)[.}]/g)].map((m) => m[1]);
      const owned = (row.cloudOwnedFields ?? []).map((field) => field.split(".")[0]);
      for (const field of [...inId, ...owned]) {
        if (GIVEN_IDS.has(field ?? "")) continue;
        assert.match(args, new RegExp(`\\b${field ?? ""}\\??: `), `${token}.${field ?? ""}`);
      }
    });
  }

  it("finds whatever takes no tag by a natural id, but for passwords", () => {
    const lost = Object.entries(RESOURCE_TYPES)
      .filter(([, row]) => !row.taggable && row.naturalImportId === undefined)
      .map(([token]) => token);
    assert.deepEqual(lost, ["random:index/randomPassword:RandomPassword"]);
  });

  it("knows what a deletion would lose", () => {
    assert.equal(isPersistentType("aws:rds/instance:Instance"), true);
    assert.equal(isPersistentType("aws:kms/key:Key"), true);
    assert.equal(isPersistentType("aws:elasticache/replicationGroup:ReplicationGroup"), false);
  });

  it("leaves to the cloud what the cloud changes", () => {
    assert.deepEqual(cloudOwnedFields("aws:eks/nodeGroup:NodeGroup"), [
      "scalingConfig.desiredSize",
    ]);
    assert.deepEqual(cloudOwnedFields("aws:ec2/vpc:Vpc"), []);
  });

  it("promises nothing of a type that it does not know", () => {
    assert.equal(findResourceType("aws:no/such:Thing"), undefined);
    assert.equal(isTaggable("constructor"), false);
  });
});
