import assert from "node:assert/strict";
import { at, countsIn, listAt, namedAfter, ofType, theOne } from "../support/find";
import { type Recorded, resourcesOf } from "../support/recorded";

const INSTANCE = "aws:rds/instance:Instance";
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const USER = "aws:elasticache/user:User";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

describe("data stores", () => {
  let dev: readonly Recorded[] = [];
  let prod: readonly Recorded[] = [];
  before(async () => {
    dev = await resourcesOf("dev");
    prod = namedAfter(await resourcesOf("prod"), "primary-data", "primary-cache");
  });

  it("are each admitted to from the nodes' group, by one rule, and from no range", () => {
    const rules = ofType(prod, INGRESS).map(({ name, inputs }) => ({
      name,
      from: inputs.referencedSecurityGroupId,
      cidr: inputs.cidrIpv4,
      ports: [inputs.fromPort, inputs.toPort],
    }));
    const from = "primary-network-nodes-id";
    assert.deepEqual(rules, [
      { name: "primary-data-from-nodes", from, cidr: undefined, ports: [5432, 5432] },
      { name: "primary-cache-from-nodes", from, cidr: undefined, ports: [6379, 6379] },
    ]);
  });

  it("stand in isolated subnets", () => {
    const types = ["aws:rds/subnetGroup:SubnetGroup", "aws:elasticache/subnetGroup:SubnetGroup"];
    for (const type of types) {
      const [group] = ofType(prod, type);
      const subnets = listAt(group?.inputs, "subnetIds");
      assert.deepEqual(
        subnets,
        ["a", "b", "c"].map((zone) => `primary-network-isolated-us-east-1${zone}-id`),
      );
    }
  });

  describe("AwsData", () => {
    it("builds exactly these types in prod", () => {
      assert.deepEqual(countsIn(prod, "platform:data:AwsData"), {
        "aws:cloudwatch/logGroup:LogGroup": 4,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:iam/role:Role": 1,
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
        "aws:rds/instance:Instance": 2,
        "aws:rds/parameterGroup:ParameterGroup": 1,
        "aws:rds/subnetGroup:SubnetGroup": 1,
        "aws:secretsmanager/secret:Secret": 2,
        "aws:secretsmanager/secretVersion:SecretVersion": 2,
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 1,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 1,
        "random:index/randomPassword:RandomPassword": 2,
      });
    });

    it("encrypts, hides and protects the database of prod", () => {
      const { inputs, protect } = theOne(prod, INSTANCE, "primary-data-g1");
      assert.deepEqual(
        {
          encrypted: inputs.storageEncrypted,
          key: inputs.kmsKeyId,
          public: inputs.publiclyAccessible,
          multiAz: inputs.multiAz,
          deletionProtection: inputs.deletionProtection,
          snapshot: inputs.finalSnapshotIdentifier,
          protect,
        },
        {
          encrypted: true,
          key: "arn:aws:mock:::primary-keys-data",
          public: false,
          multiAz: true,
          deletionProtection: true,
          snapshot: "podcast-prod-primary-database-final-g1",
          protect: true,
        },
      );
    });

    it("lets the database of dev go without a snapshot", () => {
      const { inputs, protect } = theOne(dev, INSTANCE, "primary-data-g1");
      assert.deepEqual(
        [inputs.skipFinalSnapshot, inputs.deletionProtection, protect],
        [true, false, false],
      );
    });

    it("writes the password, and never states it as a readable input", () => {
      const { inputs } = theOne(prod, INSTANCE, "primary-data-g1");
      assert.equal(inputs.password, undefined);
      assert.equal(inputs.manageMasterUserPassword, undefined);
      assert.notEqual(inputs.passwordWo, undefined);
      assert.equal(inputs.passwordWoVersion, 1);
    });

    it("leaves alone what RDS changes by itself", () => {
      const { ignoreChanges } = theOne(prod, INSTANCE, "primary-data-g1");
      assert.deepEqual(ignoreChanges.toSorted(), ["allocatedStorage", "engineVersion"]);
    });

    it("forces TLS", () => {
      const [group] = ofType(prod, "aws:rds/parameterGroup:ParameterGroup");
      const forced = listAt(group?.inputs, "parameters").find(
        (parameter) => at(parameter, "name") === "rds.force_ssl",
      );
      assert.equal(at(forced, "value"), "1");
    });

    it("comes after its encrypted log groups", () => {
      const { dependencies } = theOne(prod, INSTANCE, "primary-data-g1");
      const groups = dependencies.filter((urn) => urn.includes("LogGroup::"));
      assert.equal(groups.length, 2);
    });
  });

  describe("AwsCache", () => {
    it("is a cluster that survives a node, and a broker without cluster mode", () => {
      const cluster = theOne(prod, GROUP, "primary-cache").inputs;
      const broker = theOne(prod, GROUP, "primary-cache-broker").inputs;
      assert.equal(cluster.clusterMode, "enabled");
      assert.ok(Number(cluster.numNodeGroups) * (1 + Number(cluster.replicasPerNodeGroup)) >= 3);
      assert.equal(cluster.automaticFailoverEnabled, true);
      assert.equal(broker.clusterMode, "disabled");
      assert.equal(broker.numNodeGroups, undefined);
      assert.equal(broker.automaticFailoverEnabled, true);
    });

    it("encrypts at rest under our key and on the way", () => {
      for (const { inputs } of ofType(prod, GROUP)) {
        assert.equal(inputs.atRestEncryptionEnabled, true);
        assert.equal(inputs.transitEncryptionEnabled, true);
        assert.equal(inputs.transitEncryptionMode, "required");
        assert.equal(inputs.kmsKeyId, "arn:aws:mock:::primary-keys-data");
      }
    });

    it("never lets the broker forget, and lets the cache forget", () => {
      const policies = ofType(prod, "aws:elasticache/parameterGroup:ParameterGroup").map(
        ({ inputs }) =>
          listAt(inputs, "parameters")
            .filter((parameter) => at(parameter, "name") === "maxmemory-policy")
            .map((parameter) => at(parameter, "value")),
      );
      const groups = ofType(prod, "aws:elasticache/parameterGroup:ParameterGroup");
      const roles = groups.map(({ name }) => (name.includes("broker") ? "broker" : "cache"));
      assert.deepEqual(Object.fromEntries(roles.map((role, index) => [role, policies[index]])), {
        broker: ["noeviction"],
        cache: ["allkeys-lru"],
      });
    });

    it("closes the default user and binds each role to keys of tenants or queues", () => {
      const users = new Map(ofType(prod, USER).map(({ inputs }) => [inputs.userName, inputs]));
      assert.deepEqual([...users.keys()].toSorted(), [
        "api",
        "autoscaler",
        "default",
        "gateway",
        "scheduler",
        "worker",
      ]);
      assert.equal(users.get("default")?.accessString, "off -@all");
      for (const [name, inputs] of users) {
        const access = String(inputs.accessString);
        assert.ok(!/~\*(\s|$)/.test(access), `${String(name)} reads every key: ${access}`);
        assert.ok(!access.includes("+@all"), `${String(name)} may do everything`);
      }
      assert.match(String(users.get("api")?.accessString), /~\{\*\}:\*/);
    });

    it("gives every user a password", () => {
      for (const { inputs } of ofType(prod, USER)) {
        assert.equal(at(inputs, "authenticationMode", "type"), "password");
        assert.notEqual(at(inputs, "authenticationMode", "passwords"), undefined);
      }
    });
  });
});
