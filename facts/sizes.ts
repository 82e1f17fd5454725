/**
 * Machines that planners may choose, each table in ascending order of list price: the first that
 * fits is the cheapest that fits. All are Graviton: about a fifth cheaper than their x86 peers.
 * Sources: Amazon EC2 Instance Types guide; Amazon RDS User Guide, DB instance classes; Amazon
 * ElastiCache User Guide, Supported node types; order after facts/prices.
 */

/** Processor architecture; images are built for it. */
export type Arch = "arm64" | "amd64";

/** What every machine has. */
export interface Size {
  readonly vcpu: number;
  /**
   * CPUs that may be busy for ever. Burstable types earn less than they have.
   * Source: Amazon EC2 User Guide, Key concepts for burstable performance instances.
   */
  readonly sustainedVcpu: number;
  readonly memoryGib: number;
  readonly arch: Arch;
}

/** A type of node. */
export interface NodeSize extends Size {
  /**
   * Pods that the kubelet admits. Interfaces take prefixes of sixteen addresses, so addresses are
   * no limit below 110 pods; each admitted pod costs 11 MiB of reserved memory, so small types
   * admit fewer.
   * Source: Amazon EKS User Guide, "Increase the available IP addresses for your Amazon EKS node".
   */
  readonly maxPods: number;
}

function node(vcpu: number, memoryGib: number, maxPods: number, sustainedVcpu = vcpu): NodeSize {
  return { vcpu, sustainedVcpu, memoryGib, maxPods, arch: "arm64" };
}

/** Node types of EC2 by name. */
export const EC2_SIZES = {
  "t4g.small": node(2, 2, 20, 0.4),
  "t4g.medium": node(2, 4, 40, 0.4),
  "m7g.medium": node(1, 4, 40),
  "r7g.medium": node(1, 8, 58),
  "t4g.large": node(2, 8, 58, 0.6),
  "c7g.large": node(2, 4, 40),
  "m7g.large": node(2, 8, 58),
  "r7g.large": node(2, 16, 58),
  "t4g.xlarge": node(4, 16, 58, 1.6),
  "c8g.xlarge": node(4, 8, 58),
  "m7g.xlarge": node(4, 16, 58),
  "r7g.xlarge": node(4, 32, 58),
  "m7g.2xlarge": node(8, 32, 58),
  "r7g.2xlarge": node(8, 64, 58),
} as const satisfies Record<string, NodeSize>;

/** A node type that planners may choose. */
export type Ec2Type = keyof typeof EC2_SIZES;

function database(vcpu: number, memoryGib: number, sustainedVcpu = vcpu): Size {
  return { vcpu, sustainedVcpu, memoryGib, arch: "arm64" };
}

/** Classes of RDS for PostgreSQL by name. */
export const RDS_SIZES = {
  "db.t4g.micro": database(2, 1, 0.2),
  "db.t4g.small": database(2, 2, 0.4),
  "db.t4g.medium": database(2, 4, 0.4),
  "db.t4g.large": database(2, 8, 0.6),
  "db.m7g.large": database(2, 8),
  "db.r7g.large": database(2, 16),
  "db.m7g.xlarge": database(4, 16),
  "db.r7g.xlarge": database(4, 32),
  "db.r7g.2xlarge": database(8, 64),
  "db.r7g.4xlarge": database(16, 128),
  "db.r7g.8xlarge": database(32, 256),
} as const satisfies Record<string, Size>;

/** A database class that planners may choose. */
export type RdsClass = keyof typeof RDS_SIZES;

/**
 * What `max_connections` is unless a parameter says otherwise:
 * `LEAST({DBInstanceClassMemory/9531392}, 5000)`.
 * Source: Amazon RDS User Guide, Quotas and constraints, Maximum number of database connections.
 */
export const RDS_BYTES_PER_CONNECTION = 9_531_392;
/** Upper bound of the same formula. */
export const RDS_MAX_CONNECTIONS = 5000;

/**
 * The connections that a database class accepts by default.
 *
 * @param size Facts of the class.
 */
export function maxConnections(size: Size): number {
  const bytes = size.memoryGib * 1024 ** 3;
  return Math.min(Math.floor(bytes / RDS_BYTES_PER_CONNECTION), RDS_MAX_CONNECTIONS);
}

function cache(vcpu: number, memoryGib: number, sustainedVcpu = vcpu): Size {
  return { vcpu, sustainedVcpu, memoryGib, arch: "arm64" };
}

/** Node types of ElastiCache by name; memory is what data may fill. */
export const CACHE_SIZES = {
  "cache.t4g.micro": cache(2, 0.5, 0.2),
  "cache.t4g.small": cache(2, 1.37, 0.4),
  "cache.t4g.medium": cache(2, 3.09, 0.4),
  "cache.m7g.large": cache(2, 6.38),
  "cache.r7g.large": cache(2, 13.07),
  "cache.r7g.xlarge": cache(4, 26.32),
  "cache.r7g.2xlarge": cache(8, 52.82),
} as const satisfies Record<string, Size>;

/** A cache node type that planners may choose. */
export type CacheType = keyof typeof CACHE_SIZES;
