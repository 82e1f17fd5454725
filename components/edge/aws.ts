/** The way in of one site on AWS: a load balancer that admits the edge and nobody else. */
import { LoadBalancer, Listener, TargetGroup, TrustStore } from "@pulumi/aws/lb";
import { BucketObjectv2 } from "@pulumi/aws/s3";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import type { SiteRole } from "../../plan/cell";
import type { OriginPlan } from "../../plan/edge";
import { logicalName } from "../../plan/names";
import type { NetworkOutputs, OriginOutputs, ZoneOutputs } from "../contract";
import { type Place, siteName } from "../naming";
import { EdgeAccess } from "./aws-access";
import { type DomainProof, certificateFor } from "./aws-certificate";
import { type EdgeBucket, edgeBucket, LOG_PREFIX } from "./aws-bucket";
import { GATEWAY_HEALTH_PATH, GATEWAY_PORT } from "./kubernetes/names";

/** What the way in is made from: a site that stands still has a load balancer too. */
export interface AwsOriginArgs extends Place {
  readonly plan: OriginPlan;
  readonly region: string;
  readonly network: Pick<NetworkOutputs, "networkId" | "subnetIds" | "nodeGroupId">;
  readonly zone: Pick<ZoneOutputs, "zoneId" | "originAuthority">;
  /** Whether this site proves the domain, or waits for the proof of the other. */
  readonly proof: DomainProof;
}

/** TLS 1.3 and nothing else. Source: Application Load Balancers User Guide, "Security policies". */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-3-2021-06";

const HTTPS_PORT = 443;

/** Seconds that a pod gets to answer what it has begun, once it is to go. */
const DRAIN_SECONDS = 30;

/** How soon a pod that does not serve gets nothing more. */
const HEALTH_CHECK = {
  protocol: "HTTPS",
  path: GATEWAY_HEALTH_PATH,
  matcher: "200",
  interval: 10,
  timeout: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
} as const;

/** Price: facts/prices, `elb` (an hour, capacity units) and `vpc` (an hour and public address). */
export class AwsOrigin extends ComponentResource implements OriginOutputs {
  readonly role: SiteRole;
  readonly host: Output<string>;
  readonly targetGroupArn: Output<string>;
  readonly domainProof: Resource;

  /**
   * @param name Logical name.
   * @param args The site's network, the zone before it, and the plan.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: AwsOriginArgs, opts: ComponentResourceOptions) {
    super("platform:edge:AwsOrigin", name, {}, opts);
    const logs = edgeBucket({ parent: this, name, ...args });
    const balancer = this.balancer(name, args, logs);
    const targets = this.targets(name, args);
    const certificate = certificateFor({ parent: this, name, ...args });
    const trust = this.trust(name, args, logs);
    this.listener(name, { balancer, targets, trust, certificateArn: certificate.validatedArn });
    this.role = args.site.role;
    this.host = balancer.dnsName;
    this.targetGroupArn = targets.arn;
    this.domainProof = certificate.proof;
    this.registerOutputs({ host: this.host });
  }

  private balancer(name: string, args: AwsOriginArgs, logs: EdgeBucket): LoadBalancer {
    const access = new EdgeAccess(this, name, args);
    return new LoadBalancer(
      name,
      {
        name: siteName("loadBalancer", args, "edge"),
        loadBalancerType: "application",
        internal: false,
        ipAddressType: "ipv4",
        subnets: [...args.network.subnetIds.public],
        securityGroups: [access.groupId],
        enableDeletionProtection: args.plan.deletionProtection,
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "strictest",
        xffHeaderProcessingMode: "append",
        enableHttp2: true,
        idleTimeout: 60,
        accessLogs: { enabled: true, bucket: logs.bucket, prefix: LOG_PREFIX },
      },
      // Delivery is tried at once: without the right to write, the balancer is refused.
      { parent: this, dependsOn: [...logs.ready], protect: args.plan.deletionProtection },
    );
  }

  /** Empty until a controller in the cluster fills it with the gateway's pods. */
  private targets(name: string, args: AwsOriginArgs): TargetGroup {
    return new TargetGroup(
      name,
      {
        name: siteName("loadBalancer", args, "gateway"),
        vpcId: args.network.networkId,
        targetType: "ip",
        protocol: "HTTPS",
        protocolVersion: "HTTP1",
        port: GATEWAY_PORT,
        deregistrationDelay: DRAIN_SECONDS,
        healthCheck: HEALTH_CHECK,
      },
      { parent: this },
    );
  }

  /** What the load balancer takes a client certificate from. */
  private trust(name: string, args: AwsOriginArgs, { bucket, ready }: EdgeBucket): TrustStore {
    const bundle = new BucketObjectv2(
      logicalName(name, "trust"),
      {
        bucket,
        key: "edge-authority.pem",
        content: args.zone.originAuthority,
        contentType: "application/x-pem-file",
      },
      { parent: this, dependsOn: [...ready] },
    );
    return new TrustStore(
      logicalName(name, "trust"),
      {
        name: siteName("loadBalancer", args, "edge"),
        caCertificatesBundleS3Bucket: bucket,
        caCertificatesBundleS3Key: bundle.key,
      },
      { parent: this },
    );
  }

  /** There is no port 80: the edge redirects, and speaks TLS to the origin alone. */
  private listener(
    name: string,
    made: {
      readonly balancer: LoadBalancer;
      readonly targets: TargetGroup;
      readonly trust: TrustStore;
      readonly certificateArn: Output<string>;
    },
  ): Listener {
    return new Listener(
      name,
      {
        loadBalancerArn: made.balancer.arn,
        port: HTTPS_PORT,
        protocol: "HTTPS",
        sslPolicy: TLS_POLICY,
        certificateArn: made.certificateArn,
        mutualAuthentication: {
          mode: "verify",
          trustStoreArn: made.trust.arn,
          ignoreClientCertificateExpiry: false,
        },
        defaultActions: [{ type: "forward", targetGroupArn: made.targets.arn }],
      },
      { parent: this },
    );
  }
}
