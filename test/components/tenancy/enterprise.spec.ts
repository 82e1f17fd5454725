import assert from "node:assert/strict";
import { buildCell } from "../../../components/build";
import { planCell } from "../../../plan/plan";
import { configOf } from "../../support/config";
import { at, listAt, ofType, theOne } from "../../support/find";
import { type Recorded, record } from "../../support/recorded";
import { TENANT } from "../../plan/config/cases";

const NAME = "primary-tenant-acme";
const ZETA = {
  ...TENANT,
  name: "zeta",
  id: "9c858901-8a57-4791-81fe-4c455b099bc9",
  dataCidr: "10.65.0.0/20",
};

function built(
  enterpriseTenants: readonly unknown[],
  changes: Readonly<Record<string, unknown>> = {},
): Promise<readonly Recorded[]> {
  const config = configOf("prod", { enterpriseTenants, ...changes });
  return record("prod", () => buildCell(planCell("prod", config)));
}

/** A signature with ECDSA differs each time that it is made. */
const CERTIFICATE = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs;

function withoutCertificates(inputs: Recorded["inputs"]): unknown {
  return JSON.parse(JSON.stringify(inputs).replaceAll(CERTIFICATE, "certificate"));
}

/** Registered at the same place with the same everything. */
const byUrn = (resources: readonly Recorded[]): ReadonlyMap<string, unknown> =>
  new Map(
    resources.map((one) => [
      one.urn,
      {
        ...one,
        inputs: withoutCertificates(one.inputs),
        dependencies: one.dependencies.toSorted(),
      },
    ]),
  );

describe("an enterprise tenant of tier dedicated", function () {
  this.timeout(120_000);
  let none: readonly Recorded[];
  let one: readonly Recorded[];
  let two: readonly Recorded[];
  let own: readonly Recorded[];

  before(async () => {
    none = await built([]);
    one = await built([TENANT]);
    two = await built([ZETA, TENANT]);
    own = one.filter(({ name }) => name.startsWith(NAME));
  });

  it("touches nothing of others when it comes", () => {
    for (const [before, after] of [
      [none, one],
      [one, two],
    ] as const) {
      const now = byUrn(after);
      for (const [urn, resource] of byUrn(before)) assert.deepEqual(now.get(urn), resource, urn);
    }
  });

  it("is named in the tags or labels of everything of its own", () => {
    const untagged = own.filter(({ custom, type, inputs }) => {
      const tags = at(inputs, "tags") ?? at(inputs, "metadata", "labels");
      return (
        custom && tags !== undefined && at(tags, "tenant") !== "acme" && !type.includes("Release")
      );
    });
    assert.deepEqual(
      untagged.map(({ urn }) => urn),
      [],
    );
    const tagged = own.filter(({ inputs }) => at(inputs, "tags", "tenant") === "acme");
    assert.ok(tagged.length > 20, String(tagged.length));
    const template = theOne(own, "aws:ec2/launchTemplate:LaunchTemplate", `${NAME}-tenant-acme`);
    for (const specification of listAt(template.inputs, "tagSpecifications")) {
      assert.equal(at(specification, "tags", "tenant"), "acme");
    }
  });

  it("keeps its data in a network without any way out", () => {
    const vpc = theOne(own, "aws:ec2/vpc:Vpc", `${NAME}-network`);
    assert.equal(vpc.inputs.cidrBlock, "10.64.0.0/20");
    const gateways = ["internetGateway:InternetGateway", "natGateway:NatGateway"];
    for (const type of gateways) assert.deepEqual(ofType(own, `aws:ec2/${type}`), []);
    const table = theOne(own, "aws:ec2/routeTable:RouteTable", `${NAME}-network-isolated`);
    const routes = ofType(own, "aws:ec2/route:Route").filter(
      ({ inputs }) => inputs.routeTableId === `${table.name}-id`,
    );
    assert.deepEqual(
      routes.map(({ inputs }) => [inputs.destinationCidrBlock, inputs.vpcPeeringConnectionId]),
      [["10.0.244.0/22", `${NAME}-peering-id`]],
    );
    assert.equal(ofType(own, "aws:ec2/flowLog:FlowLog").length, 1);
    const [closed] = ofType(own, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    assert.deepEqual([closed?.inputs.ingress, closed?.inputs.egress], [[], []]);
  });

  it("is reached over the peering from the tables of its own nodes alone", () => {
    const peered = one.filter(
      ({ type, inputs }) =>
        type === "aws:ec2/route:Route" && inputs.vpcPeeringConnectionId !== undefined,
    );
    assert.deepEqual(peered.map(({ inputs }) => inputs.routeTableId).toSorted(), [
      `${NAME}-network-isolated-id`,
      ...["a", "b", "c"].map((zone) => `${NAME}-nodes-us-east-1${zone}-id`),
    ]);
  });

  it("has a database of its own under its own key, that admits its own nodes alone", () => {
    const { inputs, protect } = theOne(own, "aws:rds/instance:Instance", `${NAME}-data-g1`);
    assert.deepEqual(
      {
        identifier: inputs.identifier,
        key: inputs.kmsKeyId,
        encrypted: inputs.storageEncrypted,
        multiAz: inputs.multiAz,
        public: inputs.publiclyAccessible,
        deletionProtection: inputs.deletionProtection,
        backupWindow: inputs.backupWindow,
        protect,
      },
      {
        identifier: "podcast-prod-tenant-acme-primary-database-g1",
        key: `arn:aws:mock:::${NAME}-keys-data`,
        encrypted: true,
        multiAz: true,
        public: false,
        deletionProtection: true,
        backupWindow: "08:00-08:30",
        protect: true,
      },
    );
    const rule = theOne(
      own,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      `${NAME}-data-from-nodes`,
    );
    assert.equal(rule.inputs.referencedSecurityGroupId, `${NAME}-nodes-id`);
    assert.ok(rule.dependencies.some((urn) => urn.endsWith(`::${NAME}-peering`)));
  });

  it("has nodes that only its own pods get onto", () => {
    const { inputs } = theOne(own, "aws:eks/nodeGroup:NodeGroup", `${NAME}-tenant-acme`);
    assert.deepEqual(inputs.taints, [
      { key: "platform/tenant", value: "acme", effect: "NO_SCHEDULE" },
    ]);
    const subnets = ["a", "b", "c"].map((zone) => `${NAME}-nodes-us-east-1${zone}-id`);
    assert.deepEqual(inputs.subnetIds, subnets);
    for (const { inputs: deployment, name } of ofType(own, "kubernetes:apps/v1:Deployment")) {
      const pod = at(deployment, "spec", "template", "spec");
      const [toleration] = listAt(pod, "tolerations");
      assert.deepEqual(
        [at(toleration, "key"), at(toleration, "value")],
        ["platform/tenant", "acme"],
        name,
      );
      assert.deepEqual(Object.values(at(pod, "nodeSelector") as object), ["tenant-acme"], name);
    }
  });

  it("has a namespace with a quota, limits, closed policies and readers of its own", () => {
    const quota = theOne(own, "kubernetes:core/v1:ResourceQuota", `${NAME}-workloads-quota`);
    assert.equal(at(quota.inputs, "metadata", "namespace"), "tenant-acme");
    assert.equal(at(quota.inputs, "spec", "hard", "services.loadbalancers"), "0");
    assert.equal(ofType(own, "kubernetes:core/v1:LimitRange").length, 1);
    const deny = theOne(
      own,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      `${NAME}-workloads-tenant-acme-default-deny`,
    );
    assert.deepEqual(at(deny.inputs, "spec", "policyTypes"), ["Ingress", "Egress"]);
    const binding = theOne(
      own,
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
      `${NAME}-workloads-readers`,
    );
    assert.equal(at(binding.inputs, "subjects", 0, "name"), "tenant:acme:readers");
    const [role] = ofType(own, "kubernetes:rbac.authorization.k8s.io/v1:Role");
    const readable = listAt(role?.inputs, "rules").flatMap((rule) => listAt(rule, "resources"));
    assert.ok(!readable.includes("secrets"));
  });

  it("has a user of the caches that reaches its own keys, and that shared roles do not match", () => {
    const { inputs } = theOne(own, "aws:elasticache/user:User", `${NAME}-cache`);
    const access = String(inputs.accessString);
    assert.match(access, /^on ~tenant\{acme\}:\* resetchannels &tenant\{acme\}:\* -@all/);
    const shared = ofType(one, "aws:elasticache/user:User").filter(
      ({ name }) => name !== `${NAME}-cache`,
    );
    for (const user of shared) {
      const patterns = String(user.inputs.accessString)
        .split(" ")
        .filter((word) => word.startsWith("~"));
      assert.ok(
        patterns.every((pattern) => !/^~(\*|t)/.test(pattern)),
        patterns.join(" "),
      );
    }
  });

  it("applies the pack to its own database and names itself there, as variables", () => {
    const files = at(
      theOne(own, "kubernetes:core/v1:ConfigMap", `${NAME}-workloads-sql-tenancy`).inputs,
      "data",
    ) as Readonly<Record<string, string>>;
    assert.match(files["900_tenant.sql"] ?? "", /:'tenant_slug', :'tenant_slug', 'enterprise'/);
    assert.ok(Object.values(files).every((text) => !text.includes("acme")));
    const job = theOne(own, "kubernetes:batch/v1:Job", `${NAME}-workloads-sql-tenancy`);
    for (const { dependencies, name } of ofType(own, "kubernetes:apps/v1:Deployment")) {
      const isPooler = name.endsWith("pgbouncer");
      const first = isPooler ? job.urn : `${NAME}-workloads-pgbouncer`;
      assert.ok(
        dependencies.some((urn) => urn.endsWith(first)),
        name,
      );
    }
  });

  it("tells its application its own prefix", () => {
    const { inputs } = theOne(
      own,
      "kubernetes:core/v1:ConfigMap",
      `${NAME}-workloads-application-contract`,
    );
    assert.equal(at(inputs, "data", "CACHE_KEY_PREFIX"), "tenant{acme}:");
    assert.equal(at(inputs, "data", "TENANT_ID"), TENANT.id);
    assert.equal(at(inputs, "data", "DATABASE_HOST"), "pgbouncer.tenant-acme.svc.cluster.local");
  });
});

describe("standard tenants", function () {
  this.timeout(120_000);

  it("change no resource's name, however many the cell is planned for", async () => {
    const year = (tenants: number) =>
      built([], {
        capacity: { tenants, requestsPerDay: 100_000, databaseGib: 1024, timeSeriesGib: 10_240 },
      });
    const names = (resources: readonly Recorded[]): readonly string[] =>
      resources
        .filter(({ urn }) => urn.includes("platform:tenancy:"))
        .map(({ urn }) => urn)
        .toSorted();
    assert.deepEqual(names(await year(11_000)), names(await year(1000)));
  });
});
