/** The cluster of one site on EKS and its operators, in the order in which a first `up` succeeds. */
import type { Cluster } from "@pulumi/aws/eks";
import type { Role } from "@pulumi/aws/iam";
import type { Release } from "@pulumi/kubernetes/helm/v3";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type ProviderResource,
  type Resource,
} from "@pulumi/pulumi";
import type {
  ClusterOutputs,
  KeyOutputs,
  NetworkOutputs,
  Placement,
  SecretOutputs,
  SecretStoreProvider,
  Where,
  WorkloadIdentity,
} from "../contract";
import type { Tags } from "../../plan/cell";
import { kubernetesProvider } from "../providers";
import { clusterAccess } from "./aws-access";
import { addon } from "./aws-addons";
import { controlPlane } from "./aws-cluster";
import { allowReading, grantIdentity, podIdentity } from "./aws-identity";
import { type NodePoolsArgs, nodePools } from "./aws-nodes";
import { ClusterFoundation } from "./kubernetes/cluster-foundation";
import { Operators } from "./kubernetes/operators";

/** What the cluster is made from. */
export interface AwsComputeArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
}

/** Price: facts/prices, `eks`, `ec2` and `ebs`. */
export class AwsCompute extends ComponentResource implements ClusterOutputs {
  readonly clusterName: string;
  readonly clusterArn: Output<string>;
  readonly clusterEndpoint: Output<string>;
  readonly securityGroupId: Output<string>;
  readonly kubernetes: ProviderResource;
  readonly nodes: readonly Resource[];
  readonly foundation: ClusterFoundation;
  readonly operators: ReadonlyMap<string, Release>;
  readonly secretStore: SecretStoreProvider;
  private readonly where: Where;
  private readonly cluster: Cluster;
  /** Roles of add-ons and operators by name. */
  private readonly roles = new Map<string, Role>();

  /**
   * @param name Logical name.
   * @param args The cell, the site, its keys and its network.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: AwsComputeArgs, opts: ComponentResourceOptions) {
    super("platform:compute:AwsCompute", name, {}, opts);
    const { cell, site } = args;
    this.where = { cell, site, parent: this, name };
    this.cluster = controlPlane(this, name, args);
    this.clusterName = site.compute.clusterName;
    this.clusterArn = this.cluster.arn;
    this.clusterEndpoint = this.cluster.endpoint;
    this.securityGroupId = this.cluster.vpcConfig.apply((vpc) => vpc.clusterSecurityGroupId);
    this.secretStore = { aws: { service: "SecretsManager", region: site.region } };
    this.kubernetes = this.provider(args);

    this.foundation = this.founded(args);
    const daemons = this.addons(args, { needsNodes: false, after: [] });
    const nodes = nodePools(this, name, { ...args, cluster: this.cluster, after: daemons });
    const after = [...nodes, ...this.foundation.readyForAddons];
    this.nodes = [...nodes, ...this.addons(args, { needsNodes: true, after })];
    this.operators = this.installed(args);
    this.registerOutputs({ clusterName: this.clusterName, endpoint: this.clusterEndpoint });
  }

  identity(owner: Where, identity: WorkloadIdentity): readonly Resource[] {
    return grantIdentity(owner, { ...identity, cluster: this.cluster }).ready;
  }

  readableSecrets(owner: Where, secrets: readonly SecretOutputs[]): Resource {
    const role = this.roles.get("external-secrets");
    if (role === undefined)
      throw new Error("operators has no external-secrets: none reads secrets");
    return allowReading(owner, role, secrets);
  }

  /**
   * Adds the pools of a part of the cell that has nodes of its own.
   *
   * @param owner Who owns the pools; its site plans them.
   * @param args Their keys and their network.
   * @returns The pools, ready for pods.
   */
  ownPools(owner: Where, args: Pick<NodePoolsArgs, "keys" | "network">): readonly Resource[] {
    const { parent, name, cell, site } = owner;
    const { cluster } = this;
    return nodePools(parent, name, { ...args, cell, site, cluster, after: this.nodes });
  }

  private provider(args: AwsComputeArgs): ProviderResource {
    const { cluster } = this;
    const access = clusterAccess(this, this.where.name, { ...args, cluster });
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

  private founded({ cell, site, keys }: AwsComputeArgs): ClusterFoundation {
    const volumes = {
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true", kmsKeyId: keys.disks },
      // Source: Amazon EBS CSI driver, "Volume Tagging", StorageClass Tagging.
      tagged: (tags: Tags) =>
        Object.fromEntries(
          Object.entries(tags).map(([key, value], i) => [
            `tagSpecification_${i + 1}`,
            `${key}=${value}`,
          ]),
        ),
    };
    return new ClusterFoundation(
      `${this.where.name}-foundation`,
      { cell, site, volumes },
      { parent: this, provider: this.kubernetes },
    );
  }

  /** The role of an add-on or operator; what its pods come after. */
  private identityOf(of: string, args: AwsComputeArgs): readonly Resource[] {
    const granted = podIdentity(this.where, { ...args, cluster: this.cluster, of });
    if (granted === undefined) return [];
    this.roles.set(of, granted.role);
    return granted.ready;
  }

  private addons(
    args: AwsComputeArgs,
    wiring: { readonly needsNodes: boolean; readonly after: readonly Resource[] },
  ): readonly Resource[] {
    return args.site.compute.addons
      .filter((plan) => plan.needsNodes === wiring.needsNodes)
      .map((plan) => {
        const after = [...wiring.after, ...this.identityOf(plan.name, args)];
        return addon(this, this.where.name, { cluster: this.cluster, plan, after });
      });
  }

  private installed(args: AwsComputeArgs): ReadonlyMap<string, Release> {
    const { cell, site } = args;
    const { releases } = new Operators(
      `${this.where.name}-operators`,
      {
        cell,
        site,
        foundation: this.foundation,
        nodes: this.nodes,
        identityOf: (of) => this.identityOf(of, args),
      },
      { parent: this, provider: this.kubernetes },
    );
    return releases;
  }
}
