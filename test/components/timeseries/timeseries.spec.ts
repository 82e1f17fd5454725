import assert from "node:assert/strict";
import { at, listAt, ofType, theOne } from "../../support/find";
import { planOf, type Recorded, resourcesOf } from "../../support/recorded";

const NAME = "primary-timeseries-cluster";
const CLUSTER = "kubernetes:postgresql.cnpg.io/v1:Cluster";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const SECRET = "kubernetes:external-secrets.io/v1:ExternalSecret";
const JOB = "kubernetes:batch/v1:Job";
const POD_IDENTITY = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

function after({ dependencies }: Recorded): readonly string[] {
  return dependencies.map((urn) => urn.split("::").at(-1) ?? "");
}

for (const stack of ["dev", "prod"]) {
  describe(`time series of ${stack}`, () => {
    let resources: readonly Recorded[] = [];
    let cluster: Recorded;
    const plan = planOf(stack).primary;
    before(async () => {
      resources = await resourcesOf(stack);
      cluster = theOne(resources, CLUSTER, `${NAME}-g1`);
    });

    it("archive WAL by the plug-in, to the bucket of their own", () => {
      assert.deepEqual(at(cluster.inputs, "spec", "plugins"), [
        {
          name: "barman-cloud.cloudnative-pg.io",
          isWALArchiver: true,
          parameters: { barmanObjectName: "backups" },
        },
      ]);
      const type = "kubernetes:barmancloud.cnpg.io/v1:ObjectStore";
      const { spec } = theOne(resources, type, `${NAME}-backups`).inputs;
      const bucket = ofType(resources, "aws:s3/bucket:Bucket").find(({ name }) =>
        name.startsWith("primary-timeseries-timeseries-backups"),
      );
      assert.equal(
        at(spec, "configuration", "destinationPath"),
        `s3://${String(bucket?.inputs.bucket)}/`,
      );
      assert.deepEqual(at(spec, "configuration", "s3Credentials"), { inheritFromIAMRole: true });
      assert.equal(
        at(cluster.inputs, "spec", "postgresql", "parameters", "archive_timeout"),
        "5min",
      );
    });

    it("take TLS 1.3 and passwords, and nothing else", () => {
      const postgresql = at(cluster.inputs, "spec", "postgresql");
      assert.equal(at(postgresql, "parameters", "ssl_min_protocol_version"), "TLSv1.3");
      assert.deepEqual(at(postgresql, "pg_hba"), [
        "hostssl all all all scram-sha-256",
        "hostnossl all all all reject",
      ]);
    });

    it("start after passwords, certificate, identity, object store, policies and nodes", () => {
      const before = after(cluster);
      for (const name of [
        "primary-compute-operators-cnpg",
        `${NAME}-timeseries-superuser`,
        `${NAME}-timeseries-server`,
        `${NAME}-backups`,
        `${NAME}-timeseries-default-deny`,
        "primary-timeseries-timeseries",
      ]) {
        assert.ok(before.includes(name), `${name} in ${before.join(", ")}`);
      }
    });

    it("give the operator passwords in the form that it wants", () => {
      const managed = listAt(cluster.inputs, "spec", "managed", "roles");
      const names = [
        at(cluster.inputs, "spec", "superuserSecret", "name"),
        at(cluster.inputs, "spec", "bootstrap", "initdb", "secret", "name"),
        ...managed.map((role) => at(role, "passwordSecret", "name")),
      ].filter((name) => typeof name === "string");
      assert.equal(names.length, 5);
      for (const name of names) {
        const { inputs } = theOne(resources, SECRET, `${NAME}-${name}`);
        const template = at(inputs, "spec", "target", "template");
        assert.equal(at(template, "type"), "kubernetes.io/basic-auth");
        assert.deepEqual(at(template, "metadata", "labels"), { "cnpg.io/reload": "true" });
      }
    });

    it("grant to their roles what the SQL pack grants, since the operator takes the rest away", () => {
      const roles = listAt(cluster.inputs, "spec", "managed", "roles").map((role) => [
        at(role, "name"),
        at(role, "login"),
        at(role, "inRoles"),
      ]);
      assert.deepEqual(roles, [
        ["metrics_owner", true, undefined],
        ["metrics_access", false, undefined],
        ["app_api", true, ["metrics_access"]],
        ["app_worker", true, ["metrics_access"]],
        ["app_archiver", true, undefined],
      ]);
    });

    it("get their tables by a Job whose name follows the pack, before the application starts", () => {
      const job = theOne(resources, JOB, `${NAME}-sql-timeseries`);
      assert.match(String(at(job.inputs, "metadata", "name")), /^sql-timeseries-[0-9a-f]{10}$/);
      assert.ok(after(job).includes(`${NAME}-g1`));
      assert.equal(at(job.inputs, "spec", "ttlSecondsAfterFinished"), undefined);
      const api = theOne(
        resources,
        "kubernetes:apps/v1:Deployment",
        "primary-workloads-api-service",
      );
      assert.ok(after(api).includes(job.name));
    });

    it("admit the application's pods, the operator and their own jobs, and no other", () => {
      const { spec } = theOne(resources, POLICY, `${NAME}-timeseries-instances`).inputs;
      const peers = listAt(spec, "ingress", 1, "from").map((peer) => [
        at(peer, "namespaceSelector", "matchLabels", "kubernetes.io/metadata.name") ??
          at(peer, "namespaceSelector", "matchExpressions", 0, "key"),
        at(peer, "podSelector", "matchLabels", "app.kubernetes.io/name"),
      ]);
      // Namespaces of enterprise tenants carry the label `tenant`, whichever they are.
      assert.deepEqual(peers, [
        ["podcast-platform", "api-service"],
        ["tenant", "api-service"],
        ["podcast-platform", "celery-worker"],
        ["tenant", "celery-worker"],
        [undefined, "sql-timeseries"],
        [undefined, "parquet-export"],
      ]);
      assert.deepEqual(listAt(spec, "ingress", 1, "ports"), [{ protocol: "TCP", port: 5432 }]);
    });

    it("reach object storage by the addresses of its endpoint, and no other internet", () => {
      const { spec } = theOne(resources, POLICY, `${NAME}-timeseries-instances`).inputs;
      const ranges = listAt(spec, "egress")
        .flatMap((rule) => listAt(rule, "to"))
        .map((peer) => at(peer, "ipBlock", "cidr"))
        .filter((cidr) => cidr !== undefined);
      const own = plan.network.subnets.filter(({ tier }) => tier === "private");
      assert.deepEqual(ranges, [
        ...own.map(({ cidr }) => cidr),
        plan.compute.serviceCidr,
        "52.216.0.0/15",
        "169.254.170.23/32",
      ]);
    });

    it("give the archiver a role that writes and reads its bucket, and deletes nothing", () => {
      const identity = ofType(resources, POD_IDENTITY).find(
        ({ inputs }) => inputs.serviceAccount === "parquet-export",
      );
      assert.equal(identity?.inputs.namespace, "timeseries");
      const rights = theOne(
        resources,
        "aws:iam/rolePolicy:RolePolicy",
        "primary-timeseries-parquet-export",
      );
      const actions = [...String(rights.inputs.policy).matchAll(/"(s3|kms):(\w+)"/g)];
      assert.deepEqual(
        actions.map(([, , action]) => action),
        ["PutObject", "GetObject", "AbortMultipartUpload", "GenerateDataKey", "Decrypt"],
      );
    });

    it("keep Parquet for a year in the cold, and backups as long as they reach back", () => {
      const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
      const rule = (role: string): unknown =>
        at(theOne(resources, type, `primary-timeseries-${role}-g1`).inputs, "rules", 0);
      assert.deepEqual(at(rule("timeseries-archive"), "expiration"), { days: 365 });
      assert.deepEqual(at(rule("timeseries-archive"), "transitions"), [
        { days: 1, storageClass: "GLACIER_IR" },
      ]);
      assert.deepEqual(at(rule("timeseries-backups"), "expiration"), {
        days: plan.timeSeries.backups.retentionDays + 7,
      });
    });

    it("are protected where data is kept", () => {
      const holders = [cluster, ...ofType(resources, "aws:s3/bucket:Bucket")].filter(({ name }) =>
        name.startsWith("primary-timeseries"),
      );
      assert.deepEqual(
        holders.map((holder) => holder.protect),
        [stack !== "dev", stack !== "dev", stack !== "dev"],
      );
    });
  });
}
