import assert from "node:assert/strict";
import type { IdentityPlan } from "../../../plan/identity";
import { identityLoad } from "../../../plan/identity";
import { GROUPS } from "../../../plan/identity/access";
import { planCell } from "../../../plan/plan";
import { at, listAt } from "../../support/find";
import { configOf } from "../../support/config";

const EXTERNAL = {
  external: "https://id.example/realms/podcast",
  jwksUri: "https://id.example/keys",
} as const;

function identityOf(stack: "dev" | "prod", identity: object = {}): IdentityPlan {
  return planCell(stack, configOf(stack, { identity })).primary.identity;
}

function filesOf(plan: IdentityPlan) {
  assert.ok(plan.source.kind === "keycloak");
  return plan.source.realmFiles;
}

describe("the issuer of tokens", () => {
  it("is the cell's own, under a name behind the edge", () => {
    const { issuer, jwksUri, audience } = identityOf("prod");
    assert.deepEqual(
      [issuer, jwksUri, audience],
      [
        "https://auth.prod.example/realms/podcast",
        "https://auth.prod.example/realms/podcast/protocol/openid-connect/certs",
        "api",
      ],
    );
  });

  it("stands twice in production and once in development", () => {
    const replicas = (["dev", "prod"] as const).map((stack) => {
      const { source } = identityOf(stack);
      return source.kind === "keycloak" ? source.replicas : 0;
    });
    assert.deepEqual(replicas, [1, 2]);
  });

  it("asks the nodes for nothing where it is another's", () => {
    const external = identityOf("prod", EXTERNAL);
    assert.deepEqual(
      [external.issuer, external.jwksUri, external.source],
      [EXTERNAL.external, EXTERNAL.jwksUri, { kind: "external" }],
    );
    assert.deepEqual(identityLoad(external), { cpuMillis: 0, memoryMib: 0, pods: 0 });
    assert.deepEqual(identityLoad(identityOf("prod")), {
      cpuMillis: 500,
      memoryMib: 2500,
      pods: 2,
    });
  });

  it("needs to say where another's keys are", () => {
    assert.throws(
      () => identityOf("prod", { external: EXTERNAL.external }),
      /identity\.jwksUri: is missing; allowed: an https URL, since identity\.external is stated/,
    );
    assert.throws(
      () => identityOf("prod", { jwksUri: EXTERNAL.jwksUri }),
      /identity\.external: is missing/,
    );
  });
});

describe("the realm", () => {
  const files = filesOf(identityOf("prod"));
  const settings = files["settings.json"] ?? {};

  it("lets access live for 15 minutes and refresh for 7 days, to the seed's letter", () => {
    assert.equal(settings.accessTokenLifespan, 900);
    for (const key of [
      "ssoSessionIdleTimeout",
      "ssoSessionMaxLifespan",
      "clientSessionMaxLifespan",
      "offlineSessionMaxLifespan",
    ]) {
      assert.equal(settings[key], 604_800, key);
    }
  });

  it("takes each refresh token once", () => {
    assert.deepEqual([settings.revokeRefreshToken, settings.refreshTokenMaxReuse], [true, 0]);
  });

  it("locks out who guesses, and answers nobody without TLS", () => {
    assert.deepEqual(
      [settings.bruteForceProtected, settings.failureFactor, settings.sslRequired],
      [true, 10, "all"],
    );
  });

  it("has one client for browsers, which proves itself by PKCE and returns to one address", () => {
    const client = files["client-dashboard.json"] ?? {};
    assert.equal(at(client, "attributes", "pkce.code.challenge.method"), "S256");
    assert.deepEqual(client.redirectUris, ["https://app.prod.example/auth/callback"]);
    assert.deepEqual(
      [client.publicClient, client.implicitFlowEnabled, client.directAccessGrantsEnabled],
      [true, false, false],
    );
  });

  it("puts tenant, roles and audience into every access token", () => {
    const claims = listAt(files["client-dashboard.json"], "protocolMappers").map(
      (each) => at(each, "config", "claim.name") ?? at(each, "config", "included.client.audience"),
    );
    assert.deepEqual(claims, ["tenant_id", "roles", "api"]);
  });

  it("lets no user choose a tenant", () => {
    const tenant = listAt(files["profile.json"], "attributes").find(
      (each) => at(each, "name") === "tenant_id",
    );
    assert.deepEqual(at(tenant, "permissions"), { view: ["admin"], edit: ["admin"] });
    assert.equal(files["profile.json"]?.unmanagedAttributePolicy, "DISABLED");
  });

  it("gives each role of a tenant those below it", () => {
    const roles = listAt(files["parts.json"], "roles", "realm").map((each) => [
      at(each, "name"),
      at(each, "composites", "realm"),
    ]);
    assert.deepEqual(roles, [
      ["tenant-owner", ["tenant-admin", "tenant-analyst", "tenant-viewer"]],
      ["tenant-admin", ["tenant-analyst", "tenant-viewer"]],
      ["tenant-analyst", ["tenant-viewer"]],
      ["tenant-viewer", undefined],
    ]);
  });
});

describe("a pipeline", () => {
  const repository = "podcast-platform/infrastructure";

  it("on GitHub looks from any pull request and rolls out from its environment alone", () => {
    const { pipeline } = identityOf("prod", { pipeline: { provider: "github", repository } });
    assert.deepEqual(pipeline?.previewSubjects, [
      `repo:${repository}:pull_request`,
      `repo:${repository}:ref:refs/heads/main`,
    ]);
    assert.deepEqual(pipeline.deploySubjects, [`repo:${repository}:environment:prod`]);
  });

  it("on GitLab rolls out from the protected branch alone", () => {
    const { pipeline } = identityOf("prod", { pipeline: { provider: "gitlab", repository } });
    assert.deepEqual(pipeline?.deploySubjects, [
      `project_path:${repository}:ref_type:branch:ref:main`,
    ]);
  });

  it("is refused with a pattern for a repository", () => {
    for (const wrong of ["podcast-platform/*", "podcast-platform", "a/b:ref"]) {
      assert.throws(
        () => identityOf("prod", { pipeline: { provider: "github", repository: wrong } }),
        /identity\.pipeline\.repository: is not a repository/,
      );
    }
  });
});

describe("groups of the cluster", () => {
  it("neither read Secrets, nor enter pods, nor grant rights", () => {
    for (const { rules } of Object.values(GROUPS)) {
      for (const { apiGroups, resources, verbs } of rules as readonly {
        readonly apiGroups: readonly string[];
        readonly resources: readonly string[];
        readonly verbs: readonly string[];
      }[]) {
        assert.ok(!verbs.includes("*"));
        assert.ok(!apiGroups.includes("*") && !apiGroups.includes("rbac.authorization.k8s.io"));
        for (const kept of ["secrets", "pods/exec", "pods/attach", "serviceaccounts/token"]) {
          assert.ok(!resources.includes(kept), kept);
        }
        if (apiGroups.includes("")) assert.ok(!resources.includes("*"));
      }
    }
  });

  it("let a pipeline change Deployments and nothing else", () => {
    const changes = GROUPS.pipeline.rules.filter(({ verbs }) =>
      verbs.some((verb) => !["get", "list", "watch"].includes(verb)),
    );
    assert.deepEqual(changes, [
      {
        apiGroups: ["apps"],
        resources: ["deployments"],
        verbs: ["get", "list", "watch", "patch"],
      },
    ]);
  });
});
