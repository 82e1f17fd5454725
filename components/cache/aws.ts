/** Valkey of one site on ElastiCache: a cluster for the application, a plain group as broker. */
import { ParameterGroup, ReplicationGroup, SubnetGroup } from "@pulumi/aws/elasticache";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
} from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import {
  CACHE_PORT,
  type CacheOutputs,
  type KeyOutputs,
  type NetworkOutputs,
  type Placement,
} from "../contract";
import { siteName } from "../naming";
import { StoreAccess } from "../store-access";
import { CacheUsers } from "./aws-users";

/** What the cache is made from. */
export interface AwsCacheArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
}

/** What both groups are made on. */
interface Ground extends AwsCacheArgs {
  readonly subnetGroupName: Input<string>;
  readonly groupId: Output<string>;
  readonly users: CacheUsers;
}

/** Price: facts/prices, `elasticache` (an hour and node). */
export class AwsCache extends ComponentResource implements CacheOutputs {
  readonly clusterHost: Output<string>;
  readonly brokerHost: Output<string>;
  readonly groupId: Output<string>;
  readonly userGroupId: Output<string>;
  readonly secrets: CacheOutputs["secrets"];

  /**
   * @param name Logical name.
   * @param args The cell, the site, its keys and its network.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: AwsCacheArgs, opts: ComponentResourceOptions) {
    super("platform:cache:AwsCache", name, {}, opts);
    const users = new CacheUsers({ ...args, parent: this, name });
    const access = new StoreAccess(this, name, { ...args, port: CACHE_PORT, store: "cache" });
    const subnetGroupName = this.subnetGroup(name, args).name;
    const ground: Ground = { ...args, subnetGroupName, groupId: access.groupId, users };
    const cluster = this.cluster(name, ground);
    const broker = this.broker(name, ground);

    this.clusterHost = cluster.configurationEndpointAddress;
    this.brokerHost = broker.primaryEndpointAddress;
    this.groupId = access.groupId;
    this.userGroupId = users.groupId;
    this.secrets = users.secrets;
    this.registerOutputs({ clusterHost: this.clusterHost, brokerHost: this.brokerHost });
  }

  /** Sharded by the hash of the tenant, which stands in braces at the head of each key. */
  private cluster(name: string, ground: Ground): ReplicationGroup {
    const { shards, replicasPerShard, nodeType } = ground.site.cache.cluster;
    return new ReplicationGroup(
      name,
      {
        ...this.common(ground, "cache"),
        description: "Cache of the application, sharded by tenant",
        nodeType,
        clusterMode: "enabled",
        numNodeGroups: shards,
        replicasPerNodeGroup: replicasPerShard,
        // Cluster mode without it is refused. Source: Amazon ElastiCache, Auto Failover.
        automaticFailoverEnabled: true,
        multiAzEnabled: replicasPerShard > 0,
        parameterGroupName: this.parameterGroup(name, ground, "cache").name,
      },
      { parent: this },
    );
  }

  /** Celery cannot use a cluster as its broker. */
  private broker(name: string, ground: Ground): ReplicationGroup {
    const { nodeType, replicas } = ground.site.cache.broker;
    return new ReplicationGroup(
      logicalName(name, "broker"),
      {
        ...this.common(ground, "broker"),
        description: "Queues of the workers",
        nodeType,
        clusterMode: "disabled",
        numCacheClusters: replicas + 1,
        automaticFailoverEnabled: replicas > 0,
        multiAzEnabled: replicas > 0,
        parameterGroupName: this.parameterGroup(name, ground, "broker").name,
      },
      { parent: this },
    );
  }

  private common(ground: Ground, role: "cache" | "broker") {
    const plan = ground.site.cache;
    return {
      replicationGroupId: siteName("cacheReplicationGroup", ground, role),
      engine: plan.engine,
      engineVersion: plan.engineVersion,
      port: CACHE_PORT,
      subnetGroupName: ground.subnetGroupName,
      securityGroupIds: [ground.groupId],
      userGroupIds: [ground.users.groupId],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: true,
      kmsKeyId: ground.keys.data,
      snapshotRetentionLimit: plan.snapshotRetentionDays,
      snapshotWindow: plan.snapshotWindow,
      maintenanceWindow: plan.maintenanceWindow,
      autoMinorVersionUpgrade: true,
    };
  }

  private subnetGroup(name: string, args: AwsCacheArgs): SubnetGroup {
    return new SubnetGroup(
      name,
      {
        name: siteName("cacheGroup", args, "cache"),
        description: "Subnets without a way out",
        subnetIds: [...args.network.subnetIds.isolated],
      },
      { parent: this },
    );
  }

  /**
   * A full cache forgets what is used least; a full broker refuses, since a queue that forgets
   * loses work. Source: Celery, "Using Redis", Caveats: Key eviction.
   */
  private parameterGroup(
    name: string,
    args: AwsCacheArgs,
    role: "cache" | "broker",
  ): ParameterGroup {
    const family = args.site.cache.parameterFamily;
    const parameters =
      role === "cache"
        ? [
            { name: "cluster-enabled", value: "yes" },
            { name: "maxmemory-policy", value: "allkeys-lru" },
          ]
        : [{ name: "maxmemory-policy", value: "noeviction" }];
    return new ParameterGroup(
      logicalName(name, role, family),
      {
        name: siteName("cacheGroup", args, role, family),
        family,
        description: `Parameters of the ${role}`,
        parameters,
      },
      { parent: this },
    );
  }
}
