import assert from "node:assert/strict";
import { CLOUDFLARE_RANGES } from "../../../facts/cloudflare";
import { planOf } from "../../support/recorded";

describe("planOrigin", () => {
  const { edge, identity, network } = planOf("prod").primary;

  it("limits to the seed's numbers", () => {
    assert.deepEqual(edge.gateway.limits.apiKey, { requests: 1000, unit: "Hour" });
    assert.deepEqual(edge.gateway.limits.user, { requests: 100, unit: "Hour" });
  });

  it("believes the issuer of the cell's identity", () => {
    const { issuer, jwksUri, audience } = edge.gateway.tokens;
    assert.deepEqual(
      [issuer, jwksUri, audience],
      [identity.issuer, identity.jwksUri, identity.audience],
    );
  });

  it("believes the edge and the load balancer about a client's address, and nobody else", () => {
    const balancers = network.subnets.filter(({ tier }) => tier === "public");
    assert.deepEqual(edge.gateway.trustedRanges, [
      ...balancers.map(({ cidr }) => cidr),
      ...CLOUDFLARE_RANGES.ipv4,
      ...CLOUDFLARE_RANGES.ipv6,
    ]);
  });

  it("names the known domains, and lets pages load from themselves alone", () => {
    assert.deepEqual(edge.gateway.corsOrigins, [
      "https://podcast-platform.example",
      "https://app.podcast-platform.example",
    ]);
    const policy = edge.gateway.responseHeaders["content-security-policy"] ?? "";
    assert.match(policy, /default-src 'self'; /);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.ok(!policy.includes("unsafe") && !policy.includes("*"), policy);
  });

  it("protects what may not be lost, and shrinks in development by plan", () => {
    const dev = planOf("dev").primary.edge;
    assert.deepEqual([edge.deletionProtection, dev.deletionProtection], [true, false]);
    assert.deepEqual([edge.gateway.minReplicas, dev.gateway.minReplicas], [2, 1]);
  });
});
