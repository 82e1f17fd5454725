import assert from "node:assert/strict";
import { at, listAt, ofType, theOne } from "../../support/find";
import { type Recorded, resourcesOf } from "../../support/recorded";

const INSTANCE = "aws:rds/instance:Instance";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const NEAR = "aws-us-east-1";
const FAR = "aws-us-west-2";
const near = ["primary", "primary", "primary"];
const far = ["standby", "standby", "standby"];

/** Logical name of the provider that a resource is made through. */
const providerOf = ({ provider }: Recorded): string => provider.split("::").at(-2) ?? "";

describe("disaster recovery", () => {
  let dev: readonly Recorded[] = [];
  let prod: readonly Recorded[] = [];
  before(async function () {
    this.timeout(60_000);
    dev = await resourcesOf("dev");
    prod = await resourcesOf("prod");
  });

  it("is absent where data may be lost, but for the application's objects", () => {
    assert.deepEqual(
      dev.filter(({ type }) => type.startsWith("platform:dr:")),
      [],
    );
    assert.equal(dev.filter(({ type }) => type === "platform:objects:AwsObjects").length, 1);
    for (const { inputs } of ofType(dev, "aws:secretsmanager/secret:Secret")) {
      assert.equal(inputs.replicas, undefined);
    }
  });

  it("makes everything of the standby site in its region, and nothing else there", () => {
    const custom = prod.filter(({ custom: own, type }) => own && type.startsWith("aws:"));
    const misplaced = custom.filter(
      (one) => one.name.startsWith("standby-") !== (providerOf(one) === FAR),
    );
    assert.deepEqual(
      misplaced.map(({ name, type }) => `${type} ${name}`),
      [],
    );
  });

  it("has every secret in the other region, under a key of it", () => {
    const copies = [{ region: "us-west-2", kmsKeyId: "arn:aws:mock:::standby-keys-secrets" }];
    for (const secret of ofType(prod, "aws:secretsmanager/secret:Secret")) {
      const { name, inputs } = secret;
      if (providerOf(secret) === FAR) assert.equal(inputs.kmsKeyId, copies[0]?.kmsKeyId, name);
      else assert.deepEqual(inputs.replicas, copies, name);
    }
  });

  describe("the replica", () => {
    it("names its source by ARN and its own key, and is not promoted", () => {
      const { inputs, protect } = theOne(prod, INSTANCE, "standby-data-g1");
      assert.deepEqual(
        {
          source: inputs.replicateSourceDb,
          key: inputs.kmsKeyId,
          encrypted: inputs.storageEncrypted,
          days: inputs.backupRetentionPeriod,
          identifier: inputs.identifier,
          protect,
        },
        {
          source: "arn:aws:mock:::primary-data-g1",
          key: "arn:aws:mock:::standby-keys-data",
          encrypted: true,
          days: 1,
          identifier: "podcast-prod-standby-database-g1",
          protect: true,
        },
      );
    });

    it("states nothing that a replica takes from its source", () => {
      for (const name of ["standby-data-g1", "primary-data-read-1-g1"]) {
        const { inputs } = theOne(prod, INSTANCE, name);
        for (const key of ["engine", "username", "passwordWo", "dbName", "allocatedStorage"]) {
          assert.equal(inputs[key], undefined, `${name}.${key}`);
        }
        assert.equal(inputs.skipFinalSnapshot, true);
      }
    });

    it("alarms in its own region before more is lost than may be", () => {
      const alarm = theOne(
        prod,
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "standby-failover-replica-lag",
      );
      assert.equal(providerOf(alarm), FAR);
      assert.equal(alarm.inputs.threshold, 900);
      assert.equal(alarm.inputs.treatMissingData, "breaching");
    });
  });

  describe("backups", () => {
    it("select by tag what carries it: every writer, and no replica", () => {
      const [selection] = ofType(prod, "aws:backup/selection:Selection");
      assert.deepEqual(selection?.inputs.selectionTags, [
        { type: "STRINGEQUALS", key: "backup", value: "plan" },
      ]);
      const tagged = ofType(prod, INSTANCE).map(({ name, inputs }) => [
        at(inputs, "tags", "backup") === "plan",
        inputs.replicateSourceDb === undefined,
        name,
      ]);
      for (const [isTagged, isWriter, name] of tagged) assert.equal(isTagged, isWriter, `${name}`);
    });

    it("go into two locked vaults with keys of their own, the second in the other region", () => {
      const vaults = ofType(prod, "aws:backup/vault:Vault");
      assert.deepEqual(vaults.map(providerOf).toSorted(), [NEAR, FAR]);
      const byName = vaults.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      assert.deepEqual(
        byName.map(({ inputs, protect }) => [inputs.kmsKeyArn, protect]),
        [
          ["arn:aws:mock:::primary-vault-key", true],
          ["arn:aws:mock:::standby-vault-key", true],
        ],
      );
      for (const lock of ofType(prod, "aws:backup/vaultLockConfiguration:VaultLockConfiguration")) {
        // With it the lock would be one that nobody can lift, not even to erase a person.
        assert.equal(lock.inputs.changeableForDays, undefined);
        assert.deepEqual([lock.inputs.minRetentionDays, lock.inputs.maxRetentionDays], [7, 400]);
      }
    });

    it("of tenants' own databases reach the other region all the time, under its key", () => {
      const type =
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
      assert.deepEqual(
        ofType(prod, type).map(({ name, inputs }) => [
          name,
          inputs.sourceDbInstanceArn,
          inputs.kmsKeyId,
        ]),
        [
          [
            "standby-backups-acme",
            "arn:aws:mock:::primary-tenant-acme-data-g1",
            "arn:aws:mock:::standby-keys-data",
          ],
        ],
      );
    });

    it("are copied rule by rule, after both locks", () => {
      const [plan] = ofType(prod, "aws:backup/plan:Plan");
      for (const rule of listAt(plan?.inputs, "rules")) {
        assert.equal(
          at(rule, "copyActions", 0, "destinationVaultArn"),
          "arn:aws:mock:::standby-vault",
        );
        assert.equal(at(rule, "scheduleExpressionTimezone"), "UTC");
      }
      const locks = plan?.dependencies.filter((urn) => urn.includes("VaultLockConfiguration"));
      assert.equal(locks?.length, 2);
    });
  });

  describe("objects", () => {
    it("are replicated both ways, changes of replicas included, each under its region's key", () => {
      const pairs = ofType(prod, REPLICATION).map(({ inputs }) => [
        String(inputs.bucket),
        String(at(inputs, "rules", 0, "destination", "bucket")),
      ]);
      const sources = pairs.map(([from = ""]) => from.split("-")[0]).toSorted();
      assert.deepEqual(sources, [...near, ...far]);
      for (const { name, inputs } of ofType(prod, REPLICATION)) {
        const rule = at(inputs, "rules", 0);
        assert.deepEqual(at(rule, "sourceSelectionCriteria"), {
          sseKmsEncryptedObjects: { status: "Enabled" },
          replicaModifications: { status: "Enabled" },
        });
        const there = name.startsWith("primary-") ? "standby" : "primary";
        assert.equal(
          at(rule, "destination", "encryptionConfiguration", "replicaKmsKeyId"),
          `arn:aws:mock:::${there}-keys-data`,
        );
      }
    });

    it("have versions on both sides before they are replicated", () => {
      for (const { name, dependencies } of ofType(prod, REPLICATION)) {
        const versions = dependencies.filter((urn) => urn.includes("BucketVersioning::"));
        assert.equal(versions.length, 2, name);
      }
    });
  });

  describe("the standby cluster", () => {
    it("has groups of no node, daemons alone, and no object inside", () => {
      const groups = ofType(prod, "aws:eks/nodeGroup:NodeGroup").filter(({ name }) =>
        name.startsWith("standby-"),
      );
      assert.ok(groups.length >= 2);
      for (const { name, inputs } of groups) {
        const { minSize, desiredSize } = inputs.scalingConfig as Record<string, number>;
        assert.deepEqual([minSize, desiredSize], [0, 0], name);
      }
      const providers = ofType(prod, "pulumi:providers:kubernetes").map(({ name }) => name);
      assert.deepEqual(providers, ["podcast-platform-prod"]);
    });
  });

  it("spreads reads over the replicas by the pooler", () => {
    const config = theOne(prod, "kubernetes:core/v1:ConfigMap", "primary-workloads-pgbouncer");
    assert.match(
      String(at(config.inputs, "data", "pgbouncer.ini")),
      /^podcast_ro = host=primary-data-read-1-g1\.db\.internal port=5432 dbname=podcast$/m,
    );
  });
});
