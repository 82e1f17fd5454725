/**
 * Ways through the gateway to the application. Each has its own proof of who calls and its own
 * count, in this order: the address is counted, the caller verified, the verified caller counted.
 */
import type { Resource } from "@pulumi/pulumi";
import { hostsOf, READY_PATH, type RequestLimit } from "../../../plan/edge";
import { PAGES_PREFIX, PUBLIC_PREFIX, STATIC_PREFIXES } from "../../../plan/edge/rules";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { GATEWAY_NAMESPACE } from "../../compute/kubernetes/network-policies";
import type { Where } from "../../contract";
import { type SpecInputs, customResource } from "../../custom-resources/resource";
import { API_KEY_HEADER, GATEWAY, IDENTITY_HEADERS, KEY_VERIFICATION_PATH } from "./names";

type Match = Readonly<Record<string, unknown>>;

/** One way. */
interface Way {
  readonly name: string;
  readonly hostnames: readonly string[];
  readonly matches: readonly Match[];
  /** Proof of who calls; absent: anyone may. */
  readonly proof?: Partial<SpecInputs<"SecurityPolicy">>;
  /** What a verified caller may do; absent: only the address is counted. */
  readonly limit?: { readonly header: string; readonly limit: RequestLimit };
}

/** Everything under which the API answers. */
const API_PREFIX = "/v1/";

/** How long the keys of the issuer are believed. */
const KEY_CACHE = "300s";

function prefix(value: string): Match {
  return { path: { type: "PathPrefix", value } };
}

/** The service of the application that serves it. */
function service(where: Where): { readonly name: string; readonly port: number } {
  const api = where.site.compute.workloads.find(({ role }) => role === "api");
  if (api?.port === undefined) throw new Error("workloads has none of role api with a port");
  return { name: api.name, port: api.port };
}

function ways(where: Where): readonly Way[] {
  const { domain, gateway } = where.site.edge;
  const hosts = hostsOf(domain);
  const { limits } = gateway;
  const withKey = { name: API_KEY_HEADER, type: "RegularExpression", value: ".+" };
  return [
    {
      name: "keys",
      hostnames: [hosts.api],
      matches: [{ ...prefix(API_PREFIX), headers: [withKey] }],
      proof: { extAuth: keyProof(where) },
      limit: { header: IDENTITY_HEADERS.key, limit: limits.apiKey },
    },
    {
      name: "users",
      hostnames: [hosts.api],
      matches: [prefix(API_PREFIX)],
      proof: { jwt: tokenProof(where) },
      limit: { header: IDENTITY_HEADERS.user, limit: limits.user },
    },
    {
      name: "public",
      hostnames: [hosts.api],
      matches: [prefix(PUBLIC_PREFIX), { path: { type: "Exact", value: READY_PATH } }],
    },
    {
      // No more than pages and files: the API must not answer under another name without a proof.
      name: "dashboard",
      hostnames: [hosts.root, hosts.app],
      matches: [
        { path: { type: "Exact", value: "/" } },
        ...[PAGES_PREFIX, ...STATIC_PREFIXES].map(prefix),
      ],
    },
  ];
}

/** The API itself knows keys and whose they are; without its answer nobody passes. */
function keyProof(where: Where) {
  return {
    headersToExtAuth: [API_KEY_HEADER],
    failOpen: false,
    timeout: "2s",
    http: {
      backendRefs: [service(where)],
      pathOverride: KEY_VERIFICATION_PATH,
      headersToBackend: [IDENTITY_HEADERS.key, IDENTITY_HEADERS.tenant, IDENTITY_HEADERS.roles],
    },
  };
}

function tokenProof({ site }: Where) {
  const { issuer, jwksUri, audience, claims } = site.edge.gateway.tokens;
  return {
    providers: [
      {
        name: "cell",
        issuer,
        audiences: [audience],
        remoteJWKS: { uri: jwksUri, cacheDuration: KEY_CACHE },
        claimToHeaders: [
          { claim: "sub", header: IDENTITY_HEADERS.user },
          { claim: claims.tenant, header: IDENTITY_HEADERS.tenant },
        ],
      },
    ],
  };
}

/**
 * All ways to the application, in its own namespace: what a route refers to needs no grant there.
 *
 * @param where The component that owns them.
 * @param after The gateway.
 */
export function applicationRoutes(where: Where, after: readonly Resource[]): void {
  for (const way of ways(where)) {
    const route = httpRoute(where, way, after);
    security(where, way, [route]);
    traffic(where, way, [route]);
  }
}

function metadata(where: Where, { name }: Way) {
  return { name, namespace: where.site.compute.namespace };
}

function target({ name }: Way) {
  return [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name }];
}

function httpRoute(where: Where, way: Way, after: readonly Resource[]): Resource {
  const headers = Object.entries(where.site.edge.gateway.responseHeaders);
  const set = headers.map(([name, value]) => ({ name, value }));
  return customResource(
    "HTTPRoute",
    objectName(where, "route", way.name),
    {
      metadata: metadata(where, way),
      spec: {
        parentRefs: [
          { name: GATEWAY.name, namespace: GATEWAY_NAMESPACE, sectionName: GATEWAY.listener },
        ],
        hostnames: [...way.hostnames],
        rules: [
          {
            matches: [...way.matches],
            filters: [{ type: "ResponseHeaderModifier", responseHeaderModifier: { set } }],
            backendRefs: [service(where)],
          },
        ],
      },
    },
    objectOptions(where, after),
  );
}

/** Seed, API Security: "CORS: Restricted to known domains". */
function security(where: Where, way: Way, after: readonly Resource[]): Resource {
  return customResource(
    "SecurityPolicy",
    objectName(where, "security", way.name),
    {
      metadata: metadata(where, way),
      spec: {
        targetRefs: target(way),
        cors: {
          allowOrigins: [...where.site.edge.gateway.corsOrigins],
          allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
          allowHeaders: ["authorization", "content-type", API_KEY_HEADER],
          allowCredentials: true,
          maxAge: "600s",
        },
        ...way.proof,
      },
    },
    objectOptions(where, after),
  );
}

/** Every address, of either kind, with a count of its own. */
const EVERY_ADDRESS = ["0.0.0.0/0", "::/0"] as const;

/** One limit by address, as the gateway spells it. */
interface AddressLimit {
  readonly clientSelectors: readonly {
    readonly sourceCIDR: { readonly type: "Distinct"; readonly value: string };
  }[];
  readonly limit: RequestLimit;
}

/**
 * The limit by address, in each proxy, before anyone is asked who they are.
 *
 * @param where The site.
 */
export function addressLimits({ site }: Where): readonly AddressLimit[] {
  return EVERY_ADDRESS.map((value) => ({
    clientSelectors: [{ sourceCIDR: { type: "Distinct", value } }],
    limit: { ...site.edge.gateway.limits.address },
  }));
}

function traffic(where: Where, way: Way, after: readonly Resource[]): Resource {
  return customResource(
    "BackendTrafficPolicy",
    objectName(where, "traffic", way.name),
    {
      metadata: metadata(where, way),
      spec: {
        targetRefs: target(way),
        timeout: { http: { requestTimeout: "30s" } },
        rateLimit: { local: { rules: addressLimits(where) }, ...counted(way) },
      },
    },
    objectOptions(where, after),
  );
}

/** Counted over all proxies, by what was verified. */
function counted({ limit }: Way) {
  if (limit === undefined) return {};
  const who = { name: limit.header, type: "Distinct" } as const;
  const rule = { clientSelectors: [{ headers: [who] }], limit: { ...limit.limit }, shared: true };
  return { global: { rules: [rule] } };
}
