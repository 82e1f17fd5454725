/** What the tenancy components build: where tenants live, and what enterprise tenants get alone. */
import type { Cidr, DataPlan, NetworkPlan, NodePoolPlan, SubnetPlan, WorkloadPlan } from "../cell";

/** Tenants of one site. */
export interface TenancyPlan {
  /** Tenants that get a schema of their own; above it tables are shared. */
  readonly schemaCap: number;
  /** How many tenants of the capacity fall on which side of the cap. */
  readonly placement: { readonly ownSchema: number; readonly pooled: number };
  /** Image with a PostgreSQL client, the cloud's command line and the database vendor's CA. */
  readonly sqlImage: string;
  /** Events that leave through an outbox are read by a role with a password of its own. */
  readonly shipsOutbox: boolean;
  /** Days after which no backup holds a row of an erased tenant. */
  readonly erasureHorizonDays: number;
  /** Days in which an erasure that was asked for can be taken back. */
  readonly erasureGraceDays: number;
  /** Days after which an export is deleted. */
  readonly exportRetentionDays: number;
  readonly enterprise: readonly EnterpriseTenantPlan[];
}

/** CPU, memory and pods that a namespace may ask for, as Kubernetes quantities. */
export interface QuotaPlan {
  readonly requestsCpu: string;
  readonly requestsMemory: string;
  readonly limitsCpu: string;
  readonly limitsMemory: string;
  readonly pods: number;
}

/** One enterprise tenant of tier `dedicated`: everything that it shares with nobody. */
export interface EnterpriseTenantPlan {
  readonly name: string;
  /** UUID of the tenant, as `app.current_tenant` carries it. */
  readonly id: string;
  /** The tenant's own ceiling. */
  readonly monthlyUsd: number;
  readonly namespace: string;
  /** Range within the cell's network that holds all its node subnets. */
  readonly nodeCidr: Cidr;
  /** Subnets of its nodes, with route tables of their own. */
  readonly nodeSubnets: readonly SubnetPlan[];
  /** A network of its own for its data: isolated subnets and nothing else. */
  readonly dataNetwork: NetworkPlan;
  readonly pool: NodePoolPlan;
  readonly data: DataPlan;
  readonly workloads: readonly WorkloadPlan[];
  readonly quota: QuotaPlan;
}
