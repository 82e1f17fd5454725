import assert from "node:assert/strict";
import { at, listAt, ofType, theOne } from "../../support/find";
import { type Recorded, resourcesOf } from "../../support/recorded";

const JOB = "kubernetes:batch/v1:Job";
const CRON = "kubernetes:batch/v1:CronJob";
const ADMINISTRATION = "primary-tenancy-administration";
const pod = (job: Recorded): unknown =>
  at(job.inputs, "spec", "template", "spec") ??
  at(job.inputs, "spec", "jobTemplate", "spec", "template", "spec");
const env = (job: Recorded, name: string): unknown =>
  listAt(pod(job), "containers", 0, "env").find((entry) => at(entry, "name") === name);

describe("tenancy of a site", () => {
  let prod: readonly Recorded[];
  let dev: readonly Recorded[];
  let job: Recorded;

  before(async function () {
    this.timeout(60_000);
    prod = await resourcesOf("prod");
    dev = await resourcesOf("dev");
    job = theOne(prod, JOB, `${ADMINISTRATION}-sql-tenancy`);
  });

  it("applies the whole pack by a Job after secrets, policies and nodes", () => {
    const files = Object.keys(
      at(
        theOne(prod, "kubernetes:core/v1:ConfigMap", `${ADMINISTRATION}-sql-tenancy`).inputs,
        "data",
      ) as object,
    );
    assert.deepEqual(files.slice(0, 2), ["010_roles.sql", "020_registry.sql"]);
    const waits = job.dependencies.join("\n");
    for (const part of ["database-master", "database-application", "database-tenancy"]) {
      assert.match(waits, new RegExp(`ExternalSecret::${ADMINISTRATION}-${part}`));
    }
    assert.match(waits, /NetworkPolicy::primary-tenancy-administration-tenancy-default-deny/);
    assert.match(waits, /NodeGroup::primary-compute-system/);
  });

  it("reads every credential from a Secret and hands none to a command", () => {
    for (const name of ["PGPASSWORD", "PASSWORD_PODCAST_APP", "PASSWORD_APP_TENANCY"]) {
      assert.equal(at(env(job, name), "value"), undefined, name);
      assert.equal(at(env(job, name), "valueFrom", "secretKeyRef", "key"), "password", name);
    }
    const script = String(at(pod(job), "containers", 0, "command", 2));
    assert.match(script, /printf '%s\\n' "\$PASSWORD_PODCAST_APP" "\$PASSWORD_PODCAST_APP" \|/);
    assert.match(script, /\\password podcast_app/);
    assert.doesNotMatch(script, /made-/);
  });

  it("trusts the vendor's authorities alone", () => {
    assert.equal(at(env(job, "PGSSLMODE"), "value"), "verify-full");
    assert.equal(at(env(job, "PGSSLROOTCERT"), "value"), "/etc/ssl/rds/global-bundle.pem");
  });

  it("comes before every pod that reads the database", () => {
    for (const name of ["api-service", "celery-worker", "celery-scheduler", "pgbouncer"]) {
      const { dependencies } = theOne(
        prod,
        "kubernetes:apps/v1:Deployment",
        `primary-workloads-${name}`,
      );
      assert.ok(dependencies.includes(job.urn), name);
    }
  });

  it("keeps the master's credentials out of the application's namespace", () => {
    const masters = ofType(prod, "kubernetes:external-secrets.io/v1:ExternalSecret").filter(
      ({ inputs }) =>
        listAt(inputs, "spec", "data").some(
          (entry) => at(entry, "remoteRef", "key") === "podcast-prod-primary-database-master",
        ),
    );
    const namespaces = masters.map(({ inputs }) => at(inputs, "metadata", "namespace"));
    assert.ok(!namespaces.includes("podcast-platform"), namespaces.join());
    assert.ok(namespaces.includes("tenancy"), namespaces.join());
  });

  it("lets the export alone write to its bucket, and nothing read it", () => {
    const { inputs } = theOne(
      prod,
      "aws:iam/rolePolicy:RolePolicy",
      `${ADMINISTRATION}-tenant-export`,
    );
    const statements = listAt(JSON.parse(String(inputs.policy)), "Statement");
    assert.deepEqual(
      statements.flatMap((statement) => at(statement, "Action")),
      ["s3:PutObject", "s3:AbortMultipartUpload", "kms:GenerateDataKey", "kms:Decrypt"],
    );
    const erasure = theOne(prod, CRON, `${ADMINISTRATION}-tenant-erasure`);
    assert.equal(env(erasure, "EXPORT_BUCKET"), undefined);
  });

  it("lets exports expire, encrypts them and closes their bucket", () => {
    const rule = listAt(
      theOne(
        prod,
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "primary-tenancy-exports",
      ).inputs,
      "rules",
    )[0];
    assert.deepEqual([at(rule, "status"), at(rule, "expiration", "days")], ["Enabled", 8]);
    const closed = theOne(
      prod,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "primary-tenancy-exports",
    ).inputs;
    assert.deepEqual(
      ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map(
        (key) => closed[key],
      ),
      [true, true, true, true],
    );
  });

  it("runs one export and one erasure at a time, as the tenancy's own role", () => {
    for (const name of ["tenant-export", "tenant-erasure"]) {
      const cron = theOne(prod, CRON, `${ADMINISTRATION}-${name}`);
      assert.equal(at(cron.inputs, "spec", "concurrencyPolicy"), "Forbid");
      const user = at(env(cron, "PGUSER"), "valueFrom", "secretKeyRef", "name");
      assert.equal(user, "database-tenancy");
      assert.ok(cron.dependencies.includes(job.urn));
    }
  });

  it("puts no tenant's text into a command: ids alone, quoted by psql", () => {
    const cron = theOne(prod, CRON, `${ADMINISTRATION}-tenant-export`);
    const script = String(at(pod(cron), "containers", 0, "command", 2));
    assert.match(script, /export_tenant\(:'tenant'\)/);
    assert.match(script, /finish_export\(:'request', :'place'\)/);
  });

  it("tells the application the rules of tenancy", () => {
    const { inputs } = theOne(
      prod,
      "kubernetes:core/v1:ConfigMap",
      "primary-workloads-application-contract",
    );
    const values = inputs.data as Readonly<Record<string, string>>;
    assert.equal(values.CACHE_KEY_PREFIX, "{tenant}:");
    assert.equal(values.DATABASE_MAX_CONNECTIONS_PER_POD, "20");
    assert.match(
      values.TENANT_SETTING_STATEMENT ?? "",
      /set_config\('app\.current_tenant', \$1, true\)/,
    );
    assert.equal(values.TENANT_ERASURE_HORIZON_DAYS, "372");
  });

  it("makes a role for the outbox only where something ships it", () => {
    const outbox = (resources: readonly Recorded[]): number =>
      ofType(resources, "aws:secretsmanager/secret:Secret").filter(({ name }) =>
        name.endsWith("database-outbox"),
      ).length;
    assert.deepEqual([outbox(prod), outbox(dev)], [1, 0]);
  });

  it("knows standard tenants as rows: no resource and no key of the stack file names one", () => {
    const named = (resources: readonly Recorded[]): readonly string[] =>
      resources.flatMap(({ inputs }) => {
        const tenant = at(inputs, "tags", "tenant") ?? at(inputs, "metadata", "labels", "tenant");
        return typeof tenant === "string" ? [tenant] : [];
      });
    assert.deepEqual(named(dev), []);
    assert.deepEqual([...new Set(named(prod))], ["acme"]);
  });
});
