import assert from "node:assert/strict";
import { buildCell } from "../../../components/build";
import { at, countsIn, listAt, ofType, theOne } from "../../support/find";
import { type Recorded, planOf, record, resourcesOf } from "../../support/recorded";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const JOB = "kubernetes:batch/v1:Job";
const CRON_JOB = "kubernetes:batch/v1:CronJob";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

describe("Identity", () => {
  let prod: readonly Recorded[] = [];
  before(async () => {
    prod = await resourcesOf("prod");
  });

  function server(): Recorded {
    return theOne(prod, DEPLOYMENT, "primary-identity-keycloak");
  }

  function container(): unknown {
    return at(server().inputs, "spec", "template", "spec", "containers", 0);
  }

  /** Plain variables by name; a variable from a Secret as `secret/key`. */
  function environment(of: unknown): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      listAt(of, "env").map((each) => {
        const secret = at(each, "valueFrom", "secretKeyRef");
        const value =
          secret === undefined
            ? at(each, "value")
            : `${String(at(secret, "name"))}/${String(at(secret, "key"))}`;
        return [String(at(each, "name")), value];
      }),
    );
  }

  function after({ dependencies }: Recorded): readonly string[] {
    return dependencies.map((urn) => urn.split("::").at(-1) ?? "");
  }

  it("builds exactly these types in prod", () => {
    assert.deepEqual(countsIn(prod, "platform:identity:Identity"), {
      "aws:iam/rolePolicy:RolePolicy": 1,
      "aws:secretsmanager/secret:Secret": 2,
      "aws:secretsmanager/secretVersion:SecretVersion": 2,
      "kubernetes:apps/v1:Deployment": 1,
      "kubernetes:batch/v1:CronJob": 1,
      "kubernetes:batch/v1:Job": 2,
      "kubernetes:cert-manager.io/v1:Certificate": 1,
      "kubernetes:core/v1:ConfigMap": 3,
      "kubernetes:core/v1:Namespace": 1,
      "kubernetes:core/v1:Service": 1,
      "kubernetes:core/v1:ServiceAccount": 4,
      "kubernetes:external-secrets.io/v1:ExternalSecret": 3,
      "kubernetes:external-secrets.io/v1:SecretStore": 1,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy": 9,
      "kubernetes:policy/v1:PodDisruptionBudget": 1,
      "random:index/randomPassword:RandomPassword": 2,
    });
  });

  it("speaks TLS 1.3 to users and proves the database, and keeps its secrets out of the text", () => {
    const values = environment(container());
    assert.deepEqual(
      [values.KC_HTTP_ENABLED, values.KC_HTTPS_PROTOCOLS, values.KC_HOSTNAME],
      ["false", "TLSv1.3", "https://auth.podcast-platform.example"],
    );
    assert.match(
      String(values.KC_DB_URL),
      /^jdbc:postgresql:\/\/[^/]+:5432\/keycloak\?sslmode=verify-full&sslrootcert=\/etc\/ssl\/rds\//,
    );
    assert.deepEqual(
      [values.KC_DB_PASSWORD, values.KC_BOOTSTRAP_ADMIN_CLIENT_SECRET],
      ["keycloak-database/password", "keycloak-admin/password"],
    );
  });

  it("is asked for its health on the management port, by TLS", () => {
    for (const probe of ["startupProbe", "readinessProbe", "livenessProbe"]) {
      assert.deepEqual(
        [at(container(), probe, "httpGet", "port"), at(container(), probe, "httpGet", "scheme")],
        [9000, "HTTPS"],
      );
    }
  });

  it("writes to its scratch directories alone", () => {
    assert.equal(at(container(), "securityContext", "readOnlyRootFilesystem"), true);
    const writable = listAt(container(), "volumeMounts")
      .filter((mount) => at(mount, "readOnly") !== true)
      .map((mount) => at(mount, "mountPath"));
    assert.deepEqual(writable, ["/tmp", "/opt/keycloak/data"]);
  });

  it("starts after its database, and is administered after it", () => {
    const sql = theOne(prod, JOB, "primary-identity-sql-identity");
    const realm = theOne(prod, JOB, "primary-identity-keycloak-realm");
    assert.ok(after(server()).includes(sql.name));
    assert.ok(after(realm).includes(server().name));
    assert.ok(after(sql).includes("primary-identity-keycloak-database"));
  });

  it("replaces the keys that sign tokens at the beginning of each quarter", () => {
    const { inputs } = theOne(prod, CRON_JOB, "primary-identity-keycloak-key-rotation");
    assert.deepEqual(
      [at(inputs, "spec", "schedule"), at(inputs, "spec", "timeZone")],
      ["0 3 1 */3 *", "Etc/UTC"],
    );
    const pod = at(inputs, "spec", "jobTemplate", "spec", "template", "spec");
    assert.deepEqual(at(pod, "containers", 0, "command"), ["sh", "/scripts/rotate-keys.sh"]);
  });

  it("names the Job after what the realm says, so that a changed realm is applied", async () => {
    const plan = planOf("dev");
    const { identity } = plan.primary;
    assert.ok(identity.source.kind === "keycloak");
    const realmFiles = { ...identity.source.realmFiles, "settings.json": { realm: "other" } };
    const source = { ...identity.source, realmFiles };
    const changed = { ...plan, primary: { ...plan.primary, identity: { ...identity, source } } };
    const nameOf = async (cell: typeof plan): Promise<unknown> => {
      const resources = await record("dev", () => buildCell(cell));
      const job = theOne(resources, JOB, "primary-identity-keycloak-realm");
      return at(job.inputs, "metadata", "name");
    };
    // One after the other: a recording has the engine to itself.
    const before = await nameOf(plan);
    const then = await nameOf(changed);
    assert.match(String(before), /^keycloak-realm-[0-9a-f]{10}$/);
    assert.notEqual(before, then);
  });

  it("shows those who administer the authority and never the key", () => {
    const realm = theOne(prod, JOB, "primary-identity-keycloak-realm").inputs;
    const volumes = listAt(realm, "spec", "template", "spec", "volumes");
    const authority = volumes.find((volume) => at(volume, "name") === "authority");
    assert.deepEqual(at(authority, "secret"), {
      secretName: "keycloak-tls",
      items: [{ key: "ca.crt", path: "ca.crt" }],
    });
  });

  it("is reached by the gateway, the monitoring, its replicas and its administrators", () => {
    const ways = ofType(prod, POLICY)
      .filter(({ inputs }) => at(inputs, "metadata", "namespace") === "identity")
      .flatMap(({ inputs }) =>
        listAt(inputs, "spec", "ingress").map((rule) => [
          String(at(inputs, "metadata", "name")),
          listAt(rule, "ports").map((port) => at(port, "port")),
        ]),
      );
    assert.deepEqual(Object.fromEntries(ways), {
      users: [8443],
      metrics: [9000],
      replicas: [7800, 57_800],
      administration: [8443],
    });
  });

  it("builds nothing where the issuer is another's", async () => {
    const plan = planOf("dev");
    const identity = { ...plan.primary.identity, source: { kind: "external" } } as const;
    const cell = { ...plan, primary: { ...plan.primary, identity } };
    const resources = await record("dev", () => buildCell(cell));
    assert.deepEqual(countsIn(resources, "platform:identity:Identity"), {});
  });
});
