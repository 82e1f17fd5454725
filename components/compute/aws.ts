/** The cluster of one site on EKS, in the order in which a first `up` succeeds. */
import type { Cluster, NodeGroup } from "@pulumi/aws/eks";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type ProviderResource,
  type Resource,
} from "@pulumi/pulumi";
import type {
  CacheOutputs,
  ComputeOutputs,
  DataOutputs,
  KeyOutputs,
  NetworkOutputs,
  Placement,
} from "../contract";
import { kubernetesProvider } from "../providers";
import { clusterAccess } from "./aws-access";
import { addon } from "./aws-addons";
import { controlPlane } from "./aws-cluster";
import { type IdentitiesArgs, podIdentity } from "./aws-identity";
import { nodePools } from "./aws-nodes";
import { ClusterFoundation } from "./kubernetes/cluster-foundation";
import { Workloads } from "./kubernetes/workloads";

/** What the cluster is made from. */
export interface AwsComputeArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
  readonly data: DataOutputs;
  readonly cache: CacheOutputs;
}

/** Price: facts/prices, `eks`, `ec2` and `ebs`. */
export class AwsCompute extends ComponentResource implements ComputeOutputs {
  readonly clusterName: string;
  readonly clusterEndpoint: Output<string>;
  readonly kubernetes: ProviderResource;

  /**
   * @param name Logical name.
   * @param args The cell, the site, and everything that pods reach.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: AwsComputeArgs, opts: ComponentResourceOptions) {
    super("platform:compute:AwsCompute", name, {}, opts);
    const cluster = controlPlane(this, name, args);
    this.clusterName = args.site.compute.clusterName;
    this.clusterEndpoint = cluster.endpoint;
    this.kubernetes = this.provider(name, args, cluster);

    const foundation = this.foundation(name, args);
    const identities = this.identities(args, cluster);
    const daemons = this.addons(name, args, { cluster, identities, needsNodes: false, after: [] });
    const nodes = nodePools(this, name, { ...args, cluster, after: daemons });
    const after = [...nodes, ...foundation.readyForAddons];
    const addons = this.addons(name, args, { cluster, identities, needsNodes: true, after });
    this.workloads(name, args, { foundation, identities, nodes, addons });
    this.registerOutputs({ clusterName: this.clusterName, endpoint: this.clusterEndpoint });
  }

  private provider(name: string, args: AwsComputeArgs, cluster: Cluster): ProviderResource {
    const access = clusterAccess(this, name, { ...args, cluster });
    return kubernetesProvider(
      {
        name: this.clusterName,
        region: args.site.region,
        arn: cluster.arn,
        endpoint: cluster.endpoint,
        certificateAuthority: cluster.certificateAuthority.data,
        roleArn: access.roleArn,
      },
      { parent: this, dependsOn: [...access.ready] },
    );
  }

  private foundation(name: string, { cell, site, keys }: AwsComputeArgs): ClusterFoundation {
    const volumes = {
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true", kmsKeyId: keys.disks },
    };
    return new ClusterFoundation(
      `${name}-foundation`,
      { cell, site, volumes },
      { parent: this, provider: this.kubernetes },
    );
  }

  private identities(args: AwsComputeArgs, cluster: Cluster): IdentitiesArgs {
    const { data, cache } = args;
    const secrets = [data.applicationSecret, ...Object.values(cache.secrets)];
    return { cell: args.cell, site: args.site, keys: args.keys, cluster, secrets };
  }

  private addons(
    name: string,
    { site }: AwsComputeArgs,
    wiring: {
      readonly cluster: Cluster;
      readonly identities: IdentitiesArgs;
      readonly needsNodes: boolean;
      readonly after: readonly Resource[];
    },
  ): readonly Resource[] {
    const { cluster, identities, needsNodes, after } = wiring;
    return site.compute.addons
      .filter((plan) => plan.needsNodes === needsNodes)
      .map((plan) => {
        const identity = podIdentity(this, name, { ...identities, of: plan.name });
        return addon(this, name, { cluster, plan, after: [...after, ...identity] });
      });
  }

  private workloads(
    name: string,
    args: AwsComputeArgs,
    made: {
      readonly foundation: ClusterFoundation;
      readonly identities: IdentitiesArgs;
      readonly nodes: readonly NodeGroup[];
      readonly addons: readonly Resource[];
    },
  ): Workloads {
    return new Workloads(
      `${name}-workloads`,
      {
        cell: args.cell,
        site: args.site,
        data: args.data,
        cache: args.cache,
        foundation: made.foundation,
        nodes: [...made.nodes, ...made.addons],
        secretStore: { aws: { service: "SecretsManager", region: args.site.region } },
        identityOf: (of) => podIdentity(this, name, { ...made.identities, of }),
      },
      { parent: this, provider: this.kubernetes },
    );
  }
}
