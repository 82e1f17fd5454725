/** The gateway of one site: proxies behind the load balancer, which know who calls and how often. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Resource,
  interpolate,
} from "@pulumi/pulumi";
import { ENVOY_GATEWAY, RATE_LIMIT_STORE } from "../../../plan/operators/envoy-gateway";
import { LOAD_BALANCER_CONTROLLER } from "../../../plan/operators/aws-load-balancer-controller";
import { certificate, serviceNames } from "../../certificates/certificate";
import { GATEWAY_NAMESPACE } from "../../compute/kubernetes/network-policies";
import { namespaceOf } from "../../compute/kubernetes/foundation";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { releaseOf } from "../../compute/kubernetes/operators";
import { MirroredSecrets } from "../../compute/kubernetes/secrets";
import {
  CACHE_PORT,
  type CacheOutputs,
  type CertificatesOutputs,
  type ClusterOutputs,
  type OriginOutputs,
  type Placement,
  type Where,
} from "../../contract";
import { customResource } from "../../custom-resources/resource";
import { GATEWAY, GATEWAY_PORT } from "./names";
import { gatewayPolicies, operatorWays } from "./network";
import { clientTraffic, gatewayClass, listener, proxies } from "./proxies";
import { applicationRoutes } from "./routes";

/** What the gateway is made from. */
export interface GatewayArgs extends Placement {
  readonly cluster: ClusterOutputs;
  readonly certificates: CertificatesOutputs;
  readonly cache: CacheOutputs;
  readonly origin: OriginOutputs;
}

/** Stands before the API: whatever is behind it sees only requests that it let through. */
export class Gateway extends ComponentResource {
  /** Routes of others come after it. */
  readonly gateway: Resource;

  /**
   * @param name Logical name.
   * @param args The cluster, its authority, the store of counters, and the load balancer.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: GatewayArgs, opts: ComponentResourceOptions) {
    super("platform:edge:Gateway", name, {}, opts);
    const { cell, site, cluster } = args;
    const where: Where = { cell, site, parent: this, name };
    const operator = releaseOf(cluster.operators, ENVOY_GATEWAY);
    const namespace = namespaceOf(where, GATEWAY_NAMESPACE).metadata.name;
    const ways = [...gatewayPolicies(where, namespace), ...operatorWays(where, [operator])];
    const counters = this.counters(where, args);
    const after = [operator, ...ways, counters, ...cluster.nodes];
    const certified = certificate(where, {
      name: GATEWAY.name,
      namespace,
      dnsNames: [...serviceNames(GATEWAY.service, GATEWAY_NAMESPACE)],
      issuer: args.certificates.issuer,
    });
    const shape = proxies(where, { namespace, after });
    const kind = gatewayClass(where, [shape]);
    const gateway = listener(where, { namespace, after: [...after, kind, certified] });
    clientTraffic(where, { namespace, after: [gateway] });
    applicationRoutes(where, [gateway]);
    this.binding(where, args, [gateway]);
    this.gateway = gateway;
    this.registerOutputs({ gateway: GATEWAY.name });
  }

  /** Where the counting service keeps its counters, and how it signs in there. */
  private counters(where: Where, { cluster, cache }: GatewayArgs): CustomResource {
    const secrets = new MirroredSecrets(where, {
      cluster,
      namespace: ENVOY_GATEWAY,
      secrets: [cache.secrets.gateway],
    });
    return secrets.mirror({
      name: RATE_LIMIT_STORE.secret,
      from: cache.secrets.gateway,
      keys: { username: "username", password: "password" },
      template: {
        [RATE_LIMIT_STORE.url]: interpolate`${cache.brokerHost}:${CACHE_PORT}`,
        [RATE_LIMIT_STORE.auth]: "{{ .username }}:{{ .password }}",
      },
    });
  }

  /** Without `networking` the controller leaves security groups alone: their rules are ours. */
  private binding(where: Where, args: GatewayArgs, after: readonly Resource[]): CustomResource {
    const controller = releaseOf(args.cluster.operators, LOAD_BALANCER_CONTROLLER);
    return customResource(
      "TargetGroupBinding",
      objectName(where, "binding"),
      {
        metadata: { name: GATEWAY.name, namespace: GATEWAY_NAMESPACE },
        spec: {
          serviceRef: { name: GATEWAY.service, port: GATEWAY_PORT },
          targetGroupARN: args.origin.targetGroupArn,
          targetType: "ip",
        },
      },
      objectOptions(where, [controller, ...after]),
    );
  }
}
