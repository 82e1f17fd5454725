/** Where tenants live: standard ones as rows, enterprise ones with resources of their own. */
import type { NetworkPlan, Reason } from "../cell";
import type { CellConfig } from "../config/schema";
import { demandOf } from "../demand";
import type { Shape } from "../environments";
import type { Images } from "../images";
import { below, type Planned } from "../planned";
import { type EnterpriseArgs, planEnterprise } from "./enterprise";
import { copiesOf, ERASURE_GRACE_DAYS, EXPORT_RETENTION_DAYS, longestLived } from "./erasure";
import type { TenancyPlan } from "./types";

export type { EnterpriseTenantPlan, QuotaPlan, TenancyPlan } from "./types";

/**
 * VPCs of a region before the quota is raised, and how many of them are there before any tenant:
 * the account's default one and the cell's own. Source: Amazon VPC User Guide, Amazon VPC quotas.
 */
const VPC_QUOTA = { limit: 5, taken: 2 } as const;

/** What the tenancy of a site depends on. */
export interface TenancyArgs {
  readonly config: CellConfig;
  readonly shape: Shape;
  readonly images: Images;
  /** The cell's own network. */
  readonly network: NetworkPlan;
  /** Plans a database for a demand, as every database of the cell is planned. */
  readonly database: EnterpriseArgs["database"];
}

function placementReason(cap: number, placement: TenancyPlan["placement"]): Reason {
  const { ownSchema, pooled } = placement;
  const all = ownSchema + pooled;
  return {
    what: "placement",
    choice: `${ownSchema} with a schema of their own, ${pooled} pooled`,
    why:
      pooled === 0
        ? `${all} tenants are within the cap of ${cap} schemas an instance`
        : `${all} tenants are over the cap of ${cap} schemas an instance, above which every ` +
          "migration takes hours; the others share tables under row-level security",
  };
}

function networksReason(tenants: number): readonly Reason[] {
  if (tenants === 0) return [];
  const needed = VPC_QUOTA.taken + tenants;
  const raised = needed > VPC_QUOTA.limit;
  return [
    {
      what: "enterprise.networks",
      choice: `${needed} VPCs in the region`,
      why: raised
        ? `the default quota is ${VPC_QUOTA.limit}: have "VPCs per Region" raised to ${needed} first`
        : `within the default quota of ${VPC_QUOTA.limit}, the account's default VPC counted`,
    },
  ];
}

function sovereignReasons(config: CellConfig): readonly Reason[] {
  return config.enterpriseTenants
    .filter(({ tier }) => tier === "sovereign")
    .map(({ name }) => ({
      what: `enterprise.${name}`,
      choice: "sovereign",
      why: "the whole cell is the tenant's own, so it gets nothing beside it",
    }));
}

/**
 * Plans the tenancy of a site.
 *
 * @param args Configuration, shape, images, network and how databases are planned.
 * @throws Error if no size in the catalogue is large enough for an enterprise tenant.
 */
export function planTenancy(args: TenancyArgs): Planned<TenancyPlan> {
  const { config, shape, images } = args;
  const schemaCap = config.tenancy.maxSchemasPerInstance;
  const { tenants } = demandOf(config.capacity);
  const ownSchema = Math.min(tenants, schemaCap);
  const placement = { ownSchema, pooled: tenants - ownSchema };
  const longest = longestLived(copiesOf(config.dr.mode, shape));
  const dedicated = config.enterpriseTenants.filter(({ tier }) => tier === "dedicated");
  const enterprise = dedicated.map((entry) => planEnterprise({ ...args, entry }));
  return {
    part: {
      schemaCap,
      placement,
      sqlImage: images.sqlClient,
      shipsOutbox: config.dr.mode !== "none",
      erasureHorizonDays: longest.days,
      erasureGraceDays: ERASURE_GRACE_DAYS,
      exportRetentionDays: EXPORT_RETENTION_DAYS,
      enterprise: enterprise.map(({ part }) => part),
    },
    reasons: [
      placementReason(schemaCap, placement),
      {
        what: "erasureHorizonDays",
        choice: `${longest.days}`,
        why: `${longest.what} are the copies that live longest`,
      },
      ...networksReason(dedicated.length),
      ...sovereignReasons(config),
      ...enterprise.flatMap(({ part, reasons }) => below(`enterprise.${part.name}`, reasons)),
    ],
  };
}
