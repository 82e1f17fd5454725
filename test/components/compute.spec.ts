import assert from "node:assert/strict";
import { at, countsIn, listAt, namedAfter, ofType, theOne } from "../support/find";
import { type Recorded, resourcesOf } from "../support/recorded";

const CLUSTER = "aws:eks/cluster:Cluster";
const NODES = "aws:eks/nodeGroup:NodeGroup";
const ADDON = "aws:eks/addon:Addon";

describe("AwsCompute", () => {
  let prod: readonly Recorded[] = [];
  before(async () => {
    const all = await resourcesOf("prod");
    prod = namedAfter(all, "primary-compute", "primary-workloads", "aws-", "podcast-");
  });

  /** Types that a resource waits for, by name. */
  function after(resource: Recorded): readonly string[] {
    return resource.dependencies.map((urn) => urn.split("::").at(-1) ?? "").toSorted();
  }

  it("builds exactly these types of AWS in prod", () => {
    assert.deepEqual(countsIn(prod, "platform:compute:AwsCompute"), {
      "aws:cloudwatch/logGroup:LogGroup": 1,
      "aws:ec2/launchTemplate:LaunchTemplate": 3,
      "aws:eks/accessEntry:AccessEntry": 2,
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": 2,
      "aws:eks/addon:Addon": 6,
      "aws:eks/cluster:Cluster": 1,
      "aws:eks/nodeGroup:NodeGroup": 3,
      "aws:eks/podIdentityAssociation:PodIdentityAssociation": 6,
      "aws:iam/role:Role": 10,
      "aws:iam/rolePolicy:RolePolicy": 6,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 5,
      "platform:compute:ClusterFoundation": 1,
      "platform:compute:Operators": 1,
      "pulumi:providers:kubernetes": 1,
    });
  });

  it("opens the API server to the ranges of the plan and encrypts secrets", () => {
    const { inputs } = theOne(prod, CLUSTER, "primary-compute");
    assert.equal(at(inputs, "vpcConfig", "endpointPrivateAccess"), true);
    assert.deepEqual(at(inputs, "vpcConfig", "publicAccessCidrs"), ["198.51.100.0/24"]);
    assert.deepEqual(at(inputs, "encryptionConfig"), {
      provider: { keyArn: "arn:aws:mock:::primary-keys-secrets" },
      resources: ["secrets"],
    });
  });

  it("lets nobody in but by access entries", () => {
    const { inputs } = theOne(prod, CLUSTER, "primary-compute");
    assert.deepEqual(at(inputs, "accessConfig"), {
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: false,
    });
    const doors = ofType(prod, "aws:eks/accessEntry:AccessEntry").map(({ name }) => name);
    assert.deepEqual(doors, ["primary-compute-deploy", "primary-compute-break-glass"]);
  });

  it("asks a second factor of people", () => {
    const role = theOne(prod, "aws:iam/role:Role", "primary-compute-break-glass");
    const trust: unknown = JSON.parse(String(role.inputs.assumeRolePolicy));
    assert.deepEqual(at(trust, "Statement", 0, "Condition"), {
      Bool: { "aws:MultiFactorAuthPresent": "true" },
    });
  });

  it("writes all control plane logs into a group that is there first", () => {
    const cluster = theOne(prod, CLUSTER, "primary-compute");
    assert.equal(listAt(cluster.inputs, "enabledClusterLogTypes").length, 5);
    assert.ok(after(cluster).includes("primary-compute-logs"));
  });

  it("starts add-ons that nodes need before nodes, and those that need nodes after them", () => {
    for (const name of ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]) {
      const early = theOne(prod, ADDON, `primary-compute-${name}`);
      assert.ok(!after(early).includes("primary-compute-system"), name);
      for (const pool of ofType(prod, NODES)) {
        assert.ok(after(pool).includes(early.name), `${pool.name} waits for ${name}`);
      }
    }
    for (const name of ["coredns", "aws-ebs-csi-driver", "metrics-server"]) {
      const late = after(theOne(prod, ADDON, `primary-compute-${name}`));
      assert.ok(late.includes("primary-compute-system"), `${name} waits for nodes`);
    }
  });

  it("enforces network policies strictly", () => {
    const { inputs } = theOne(prod, ADDON, "primary-compute-vpc-cni");
    const values: unknown = JSON.parse(String(inputs.configurationValues));
    assert.equal(at(values, "enableNetworkPolicy"), "true");
    assert.equal(at(values, "env", "NETWORK_POLICY_ENFORCING_MODE"), "strict");
  });

  it("runs workers on spot nodes and the rest on demand, on private subnets", () => {
    const capacity = ofType(prod, NODES).map(({ name, inputs }) => [name, inputs.capacityType]);
    assert.deepEqual(Object.fromEntries(capacity), {
      "primary-compute-system": "ON_DEMAND",
      "primary-compute-timeseries": "ON_DEMAND",
      "primary-compute-workers": "SPOT",
    });
    for (const { inputs } of ofType(prod, NODES)) {
      for (const subnet of listAt(inputs, "subnetIds")) assert.match(String(subnet), /-private-/);
    }
  });

  it("leaves the number of nodes to the autoscaler", () => {
    for (const { ignoreChanges } of ofType(prod, NODES)) {
      assert.deepEqual(ignoreChanges, ["scalingConfig.desiredSize"]);
    }
  });

  it("starts nodes only once they can reach the internet", () => {
    for (const pool of ofType(prod, NODES)) {
      assert.ok(after(pool).includes("primary-network-private-us-east-1a-out"), pool.name);
    }
  });

  it("gives nodes encrypted disks and metadata that pods cannot reach", () => {
    for (const { inputs } of ofType(prod, "aws:ec2/launchTemplate:LaunchTemplate")) {
      assert.deepEqual(at(inputs, "metadataOptions"), {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      });
      const disk = at(inputs, "blockDeviceMappings", 0, "ebs");
      assert.equal(at(disk, "encrypted"), "true");
      assert.equal(at(disk, "kmsKeyId"), "arn:aws:mock:::primary-keys-disks");
    }
  });

  it("names the cluster's own group in the launch template, since EKS then adds none", () => {
    for (const { inputs } of ofType(prod, "aws:ec2/launchTemplate:LaunchTemplate")) {
      assert.deepEqual(inputs.vpcSecurityGroupIds, [
        "primary-compute-group",
        "primary-network-nodes-id",
      ]);
    }
  });

  it("lets External Secrets read the secrets of the workloads and no other", () => {
    const rights = theOne(prod, "aws:iam/rolePolicy:RolePolicy", "primary-workloads-readable");
    const document: unknown = JSON.parse(String(rights.inputs.policy));
    const readable = listAt(document, "Statement", 0, "Resource").map(String);
    assert.deepEqual(
      readable.map((arn) => arn.split(":").at(-1)),
      [
        "primary-data-database-application",
        "primary-cache-cache-api",
        "primary-cache-cache-worker",
        "primary-cache-cache-scheduler",
        "primary-cache-cache-autoscaler",
        "primary-timeseries-timeseries-api",
        "primary-timeseries-timeseries-worker",
      ],
    );
  });

  it("allows no role everything on everything", () => {
    const policies = prod
      .filter(({ type }) => type.startsWith("aws:iam/rolePolicy:"))
      .flatMap(({ inputs }) => {
        const document: unknown = JSON.parse(String(inputs.policy));
        return listAt(document, "Statement");
      });
    assert.ok(policies.length > 3);
    for (const statement of policies) {
      const actions = [at(statement, "Action")].flat();
      assert.ok(!actions.includes("*"), JSON.stringify(statement));
    }
  });

  it("reaches the cluster by a token that is fetched when used", () => {
    const [provider] = ofType(prod, "pulumi:providers:kubernetes");
    assert.equal(provider?.inputs.clusterIdentifier, "arn:aws:mock:::primary-compute");
    const config: unknown = JSON.parse(String(provider.inputs.kubeconfig));
    const exec = at(config, "users", 0, "user", "exec");
    assert.equal(at(exec, "command"), "aws");
    assert.deepEqual(listAt(exec, "args").slice(0, 2), ["eks", "get-token"]);
    assert.equal(listAt(exec, "args").at(-1), "arn:aws:mock:::primary-compute-deploy");
    assert.ok(after(provider).includes("primary-compute-deploy"));
  });

  it("binds the provider of the region to the cell's account", () => {
    const [provider] = ofType(prod, "pulumi:providers:aws");
    assert.equal(provider?.inputs.region, "us-east-1");
    assert.deepEqual(JSON.parse(String(provider.inputs.allowedAccountIds)), ["444455556666"]);
  });
});
