/** The proxies: their class, shape and listener, and what they take from whoever connects. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { Input, Resource } from "@pulumi/pulumi";
import { GATEWAY_CONTROLLER } from "../../../plan/operators/envoy-gateway";
import { priorityName } from "../../compute/kubernetes/foundation";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { GATEWAY_NAMESPACE } from "../../compute/kubernetes/network-policies";
import { POOL_LABEL } from "../../compute/pools";
import type { Where } from "../../contract";
import { customResource } from "../../custom-resources/resource";
import {
  GATEWAY,
  GATEWAY_HEALTH_PATH,
  GATEWAY_PORT,
  IDENTITY_HEADERS,
  ROUTED_NAMESPACES,
} from "./names";

/** Name of the class, and of the shape that it refers to. */
const CLASS = "envoy";

/** CPU at which another proxy is started. Source: seed, Scaling Triggers. */
const CPU_PERCENT = 70;

/** Where a part of the gateway goes, and after what. */
export interface GatewayPart {
  readonly namespace: Input<string>;
  readonly after: readonly Resource[];
}

/**
 * How proxies run. The limit by address comes before anyone is asked who they are: made-up keys
 * then cost the API nothing.
 *
 * @param where The component that owns it.
 * @param part Where, and after what.
 */
export function proxies(where: Where, part: GatewayPart): CustomResource {
  return customResource(
    "EnvoyProxy",
    objectName(where, "proxies"),
    {
      metadata: { name: CLASS, namespace: part.namespace },
      spec: {
        logging: { level: { default: "warn" } },
        telemetry: { accessLog: { settings: [accessLog()] } },
        shutdown: { drainTimeout: "30s" },
        filterOrder: [
          { name: "envoy.filters.http.local_ratelimit", before: "envoy.filters.http.ext_authz" },
        ],
        provider: { type: "Kubernetes", kubernetes: kubernetesShape(where) },
      },
    },
    objectOptions(where, part.after),
  );
}

/** Lines as JSON (seed, Logging); a path without its query, and no header that names a person. */
function accessLog() {
  return {
    format: {
      type: "JSON",
      json: {
        time: "%START_TIME%",
        method: "%REQ(:METHOD)%",
        path: "%REQ_WITHOUT_QUERY(:PATH)%",
        status: "%RESPONSE_CODE%",
        flags: "%RESPONSE_FLAGS%",
        milliseconds: "%DURATION%",
        route: "%ROUTE_NAME%",
        request: "%REQ(X-REQUEST-ID)%",
        tenant: `%REQ(${IDENTITY_HEADERS.tenant})%`,
      },
    },
    sinks: [{ type: "File", file: { path: "/dev/stdout" } }],
  } as const;
}

function kubernetesShape({ site }: Where) {
  const { gateway } = site.edge;
  const pods = { matchLabels: PROXY_LABELS };
  const spread = ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: pods,
  }));
  return {
    envoyService: { name: GATEWAY.service, type: "ClusterIP" },
    envoyPDB: { maxUnavailable: 1 },
    envoyHpa: {
      minReplicas: gateway.minReplicas,
      maxReplicas: gateway.maxReplicas,
      metrics: [
        {
          type: "Resource",
          resource: {
            name: "cpu",
            target: { type: "Utilization", averageUtilization: CPU_PERCENT },
          },
        },
      ],
    },
    envoyDeployment: {
      pod: {
        labels: PROXY_LABELS,
        nodeSelector: { [POOL_LABEL]: "system" },
        priorityClassName: priorityName("serving"),
        securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
        topologySpreadConstraints: spread,
      },
      container: { resources: gateway.resources },
    },
  } as const;
}

/** Labels of the proxies that we give, beside those of the operator. */
export const PROXY_LABELS = { "podcast-platform/gateway": GATEWAY.name } as const;

/**
 * The class of our gateways.
 *
 * @param where The component that owns it.
 * @param after The shape that it refers to.
 */
export function gatewayClass(where: Where, after: readonly Resource[]): CustomResource {
  const shape = { group: "gateway.envoyproxy.io", kind: "EnvoyProxy", name: CLASS };
  return customResource(
    "GatewayClass",
    objectName(where, "class"),
    {
      metadata: { name: CLASS },
      spec: {
        controllerName: GATEWAY_CONTROLLER,
        parametersRef: { ...shape, namespace: GATEWAY_NAMESPACE },
      },
    },
    objectOptions(where, after),
  );
}

/**
 * The one listener. It names no host: the load balancer sends no name when it connects, and a
 * listener with one would hang up on it. Routes tell hosts apart.
 *
 * @param where The component that owns it.
 * @param part Where, and after what.
 */
export function listener(where: Where, part: GatewayPart): CustomResource {
  const names = [where.site.compute.namespace, ...ROUTED_NAMESPACES];
  const named = { key: "kubernetes.io/metadata.name", operator: "In", values: names };
  return customResource(
    "Gateway",
    objectName(where, "listener"),
    {
      metadata: { name: GATEWAY.name, namespace: part.namespace },
      spec: {
        gatewayClassName: CLASS,
        listeners: [
          {
            name: GATEWAY.listener,
            port: GATEWAY_PORT,
            protocol: "HTTPS",
            tls: { mode: "Terminate", certificateRefs: [{ name: GATEWAY.name }] },
            allowedRoutes: {
              namespaces: { from: "Selector", selector: { matchExpressions: [named] } },
            },
          },
        ],
      },
    },
    objectOptions(where, part.after),
  );
}

/**
 * What the proxies take from whoever connects: TLS 1.3 alone, no header that only they may write,
 * and the client's address from the edge's word and nobody else's.
 *
 * @param where The component that owns it.
 * @param part Where, and after what.
 */
export function clientTraffic(where: Where, part: GatewayPart): CustomResource {
  return customResource(
    "ClientTrafficPolicy",
    objectName(where, "clients"),
    {
      metadata: { name: GATEWAY.name, namespace: part.namespace },
      spec: {
        targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: GATEWAY.name }],
        tls: { minVersion: "1.3", maxVersion: "1.3" },
        healthCheck: { path: GATEWAY_HEALTH_PATH },
        path: { escapedSlashesAction: "RejectRequest" },
        clientIPDetection: {
          xForwardedFor: { trustedCIDRs: [...where.site.edge.gateway.trustedRanges] },
        },
        headers: {
          earlyRequestHeaders: { remove: Object.values(IDENTITY_HEADERS) },
          withUnderscoresAction: "RejectRequest",
        },
        timeout: {
          http: {
            requestReceivedTimeout: "30s",
            requestHeadersReceivedTimeout: "10s",
            idleTimeout: "75s",
          },
        },
      },
    },
    objectOptions(where, part.after),
  );
}
