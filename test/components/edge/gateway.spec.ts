import assert from "node:assert/strict";
import { IDENTITY_HEADERS } from "../../../components/edge/kubernetes/names";
import { at, listAt, ofType, theOne } from "../../support/find";
import { type Recorded, resourcesOf } from "../../support/recorded";

const ENVOY = "kubernetes:gateway.envoyproxy.io/v1alpha1";
const API = "kubernetes:gateway.networking.k8s.io/v1";

describe("Gateway", () => {
  let prod: readonly Recorded[] = [];
  before(async () => {
    prod = await resourcesOf("prod");
  });

  const spec = (type: string, name: string) => at(theOne(prod, type, name).inputs, "spec");
  const security = (way: string) =>
    spec(`${ENVOY}:SecurityPolicy`, `primary-gateway-security-${way}`);
  const rateLimit = (way: string) =>
    at(spec(`${ENVOY}:BackendTrafficPolicy`, `primary-gateway-traffic-${way}`), "rateLimit");

  it("speaks TLS 1.3 alone and names no host, since the load balancer sends none", () => {
    const clients = spec(`${ENVOY}:ClientTrafficPolicy`, "primary-gateway-clients");
    assert.deepEqual(at(clients, "tls"), { minVersion: "1.3", maxVersion: "1.3" });
    const listener = at(spec(`${API}:Gateway`, "primary-gateway-listener"), "listeners", 0);
    assert.equal(at(listener, "hostname"), undefined);
    assert.equal(at(listener, "protocol"), "HTTPS");
  });

  it("takes away whatever a client writes where only the gateway may write", () => {
    const clients = spec(`${ENVOY}:ClientTrafficPolicy`, "primary-gateway-clients");
    assert.deepEqual(
      at(clients, "headers", "earlyRequestHeaders", "remove"),
      Object.values(IDENTITY_HEADERS),
    );
  });

  it("counts what it has verified: a thousand an hour a key, a hundred a user, over all proxies", () => {
    const global = (way: string) => at(rateLimit(way), "global", "rules", 0);
    for (const [way, header, requests] of [
      ["keys", IDENTITY_HEADERS.key, 1000],
      ["users", IDENTITY_HEADERS.user, 100],
    ] as const) {
      assert.deepEqual(at(global(way), "limit"), { requests, unit: "Hour" });
      assert.deepEqual(at(global(way), "clientSelectors", 0, "headers"), [
        { name: header, type: "Distinct" },
      ]);
    }
    assert.equal(at(rateLimit("public"), "global"), undefined);
  });

  it("writes the counted headers itself, from a proof", () => {
    const key = at(security("keys"), "extAuth");
    assert.ok(listAt(key, "http", "headersToBackend").includes(IDENTITY_HEADERS.key));
    assert.equal(at(key, "failOpen"), false);
    const claims = listAt(security("users"), "jwt", "providers", 0, "claimToHeaders");
    assert.deepEqual(
      claims.find((claim) => at(claim, "claim") === "sub"),
      { claim: "sub", header: IDENTITY_HEADERS.user },
    );
  });

  it("counts each address before it asks who calls: made-up keys get no count of their own", () => {
    const proxies = spec(`${ENVOY}:EnvoyProxy`, "primary-gateway-proxies");
    assert.deepEqual(at(proxies, "filterOrder"), [
      { name: "envoy.filters.http.local_ratelimit", before: "envoy.filters.http.ext_authz" },
    ]);
    for (const way of ["keys", "users", "public", "dashboard"]) {
      const ranges = listAt(rateLimit(way), "local", "rules").map((rule) =>
        at(rule, "clientSelectors", 0, "sourceCIDR"),
      );
      assert.deepEqual(ranges, [
        { type: "Distinct", value: "0.0.0.0/0" },
        { type: "Distinct", value: "::/0" },
      ]);
    }
  });

  it("asks for a proof on every way to the API but the public one", () => {
    const proofs = ["keys", "users", "public"].map((way) =>
      ["extAuth", "jwt"].filter((proof) => at(security(way), proof) !== undefined),
    );
    assert.deepEqual(proofs, [["extAuth"], ["jwt"], []]);
    const open = listAt(
      spec(`${API}:HTTPRoute`, "primary-gateway-route-public"),
      "rules",
      0,
      "matches",
    );
    assert.deepEqual(
      open.map((match) => at(match, "path", "value")),
      ["/v1/public/", "/healthz/ready"],
    );
  });

  it("leads nobody from outside to where keys are verified, nor to the API without a proof", () => {
    const proved = new Set(["keys", "users"]);
    for (const way of ["keys", "users", "public", "dashboard"]) {
      const route = spec(`${API}:HTTPRoute`, `primary-gateway-route-${way}`);
      for (const match of listAt(route, "rules", 0, "matches")) {
        const [path, type] = [String(at(match, "path", "value")), at(match, "path", "type")];
        const leadsTo = (target: string) =>
          type === "Exact" ? target === path : target.startsWith(path);
        assert.equal(leadsTo("/internal/api-keys/verify"), false, way);
        assert.equal(leadsTo("/v1/campaigns"), proved.has(way), way);
      }
    }
  });

  it("leads users to the realm of the cell, over TLS that it checks, and nobody to administration", () => {
    const route = spec(`${API}:HTTPRoute`, "primary-issuer-route-route");
    assert.deepEqual(at(route, "hostnames"), ["auth.podcast-platform.example"]);
    assert.deepEqual(
      listAt(route, "rules", 0, "matches").map((match) => at(match, "path", "value")),
      ["/realms/podcast/", "/resources/"],
    );
    const trust = spec(`${API}:BackendTLSPolicy`, "primary-issuer-route-trust");
    assert.deepEqual(at(trust, "validation"), {
      caCertificateRefs: [{ group: "", kind: "Secret", name: "keycloak-tls" }],
      hostname: "keycloak.identity.svc",
    });
    const policy = spec(
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "primary-gateway-gateway-proxies",
    );
    const namespaces = listAt(policy, "egress").flatMap((rule) =>
      listAt(rule, "to").map((peer) =>
        at(peer, "namespaceSelector", "matchLabels", "kubernetes.io/metadata.name"),
      ),
    );
    assert.ok(namespaces.includes("identity"), JSON.stringify(namespaces));
  });

  it("answers browsers of known domains, with a content security policy", () => {
    for (const way of ["keys", "users", "public", "dashboard"]) {
      assert.deepEqual(at(security(way), "cors", "allowOrigins"), [
        "https://podcast-platform.example",
        "https://app.podcast-platform.example",
      ]);
      const route = spec(`${API}:HTTPRoute`, `primary-gateway-route-${way}`);
      const set = listAt(route, "rules", 0, "filters", 0, "responseHeaderModifier", "set");
      assert.ok(set.some((header) => at(header, "name") === "content-security-policy"));
    }
  });

  it("has no load balancer of its own: the program's is bound to its Service", () => {
    const proxies = spec(`${ENVOY}:EnvoyProxy`, "primary-gateway-proxies");
    const service = at(proxies, "provider", "kubernetes", "envoyService");
    assert.deepEqual(service, { name: "gateway", type: "ClusterIP" });
    const type = "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding";
    assert.deepEqual(spec(type, "primary-gateway-binding"), {
      serviceRef: { name: "gateway", port: 8443 },
      targetGroupARN: "arn:aws:mock:::primary-edge",
      targetType: "ip",
    });
  });

  it("is reached from the load balancer's subnets alone", () => {
    const policy = spec(
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "primary-gateway-gateway-proxies",
    );
    const [door] = listAt(policy, "ingress");
    const blocks = listAt(door, "from").map((peer) => at(peer, "ipBlock", "cidr"));
    const subnets = ofType(prod, "aws:ec2/subnet:Subnet").filter(({ name }) =>
      name.startsWith("primary-network-public-"),
    );
    assert.deepEqual(
      blocks,
      subnets.map(({ inputs }) => inputs.cidrBlock),
    );
    assert.equal(listAt(policy, "ingress").length, 1);
  });

  it("gives the counting service a user that can do no more than count", () => {
    const user = theOne(prod, "aws:elasticache/user:User", "primary-cache-gateway");
    assert.equal(
      user.inputs.accessString,
      "on ~ratelimit:* resetchannels -@all +@connection +incrby +expire",
    );
    const release = theOne(
      prod,
      "kubernetes:helm.sh/v3:Release",
      "primary-compute-operators-envoy-gateway",
    );
    const env = listAt(
      release.inputs,
      ...["values", "config", "envoyGateway", "provider", "kubernetes", "rateLimitDeployment"],
      "container",
      "env",
    );
    assert.deepEqual(
      env.find((each) => at(each, "name") === "CACHE_KEY_PREFIX"),
      { name: "CACHE_KEY_PREFIX", value: "ratelimit:" },
    );
  });
});
