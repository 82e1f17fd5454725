/** One enterprise tenant of tier `dedicated` on AWS: whatever it shares with nobody. */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import type { EnterpriseTenantPlan } from "../../plan/tenancy";
import { logicalName } from "../../plan/names";
import type { AwsCompute } from "../compute/aws";
import type {
  CacheOutputs,
  CertificatesOutputs,
  NetworkOutputs,
  Placement,
  SecretReplica,
  TimeSeriesOutputs,
  Where,
} from "../contract";
import { AwsData } from "../data/aws";
import { AwsKeys } from "../keys/aws";
import { tenantCacheUser } from "./aws-cache-user";
import { TenantDataNetwork } from "./aws-data-network";
import { TenantNodeNetwork } from "./aws-node-network";
import { TenantWorkloads } from "./kubernetes/tenant-workloads";
import { tenantPlacement } from "./placement";

/** What a tenant is made from: its plan, and the parts of the cell that it stands on. */
export interface AwsEnterpriseTenantArgs extends Placement {
  readonly tenant: EnterpriseTenantPlan;
  readonly network: NetworkOutputs;
  readonly cache: CacheOutputs;
  readonly cluster: AwsCompute;
  readonly certificates: CertificatesOutputs;
  readonly timeSeries: TimeSeriesOutputs;
  /**
   * Where the tenant's secrets are copied to: they open, and hold nothing of the tenant.
   * @default nowhere
   */
  readonly secretReplicas?: readonly SecretReplica[];
}

/** Price: facts/prices, `rds`, `ec2`, `ebs`, `kms` and `secrets`, under the line Enterprise. */
export class AwsEnterpriseTenant extends ComponentResource {
  /** By which another region copies its backups. */
  readonly databaseArn: Output<string>;

  /**
   * @param name Logical name.
   * @param args What the tenant is made from.
   * @param opts Providers, the cluster's too, and transformations that tag everything with the
   * tenant.
   */
  constructor(name: string, args: AwsEnterpriseTenantArgs, opts: ComponentResourceOptions) {
    super("platform:tenancy:AwsEnterpriseTenant", name, {}, opts);
    const { tenant, network } = args;
    const place = tenantPlacement(args, tenant);
    const where: Where = { ...place, parent: this, name };
    const { arns } = new AwsKeys(logicalName(name, "keys"), place, { parent: this });
    const keys = { ...arns, secretReplicas: args.secretReplicas ?? [] };
    const nodes = new TenantNodeNetwork(where, { tenant, network });
    const own = new TenantDataNetwork(where, { tenant, keys, cell: network, nodes });
    const data = new AwsData(
      logicalName(name, "data"),
      { ...place, keys, network: own.outputs },
      { parent: this },
    );
    this.databaseArn = data.arn;
    const cacheSecret = tenantCacheUser(
      { ...where, keys },
      { ...args, tenant: tenant.name, nodes },
    );
    const waysOut: readonly Resource[] = [...nodes.waysOut, ...own.outputs.waysOut];
    const pools = args.cluster.ownPools(where, {
      keys,
      network: { subnetIds: nodes.subnetIds, nodeGroupId: nodes.nodeGroupId, waysOut },
    });
    new TenantWorkloads(
      logicalName(name, "workloads"),
      {
        ...args,
        ...place,
        data,
        cacheSecret,
        cacheSubnets: args.site.network.subnets.filter(({ tier }) => tier === "isolated"),
        nodes: pools,
      },
      { parent: this },
    );
    this.registerOutputs({ tenant: tenant.name, databaseHost: data.host });
  }
}
