/** The second region of a cell: what the first region's secrets, edge and backups refer to. */
import type { ComponentResourceOptions, ProviderResource } from "@pulumi/pulumi";
import type { CellPlan } from "../../plan/cell";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, OriginOutputs, Placement, SecretReplica, ZoneOutputs } from "../contract";
import { AwsOrigin } from "../edge/aws";
import { AwsKeys } from "../keys/aws";
import { AwsNetwork } from "../network/aws";
import { awsProvider } from "../providers";
import { type Belonging, standardTags } from "../tagging";

/** Options of a component, by whom it belongs to. */
export type Options = (belonging: Belonging) => ComponentResourceOptions;

/** The second region of a cell: its provider, and what stands there from the beginning. */
export class SecondRegion {
  /** Absent where nothing but backups is there. */
  readonly standby: (Placement & { keys: KeyOutputs; network: AwsNetwork }) | undefined;
  private readonly providers: readonly ProviderResource[];

  /**
   * @param cell The cell.
   * @param region Its second region.
   * @param shared Providers that have no region.
   */
  constructor(
    readonly cell: CellPlan,
    readonly region: NonNullable<CellPlan["standby"]>["region"],
    shared: readonly ProviderResource[],
  ) {
    this.providers = [awsProvider(cell, region), ...shared];
    const { standby } = cell.dr;
    if (standby === undefined) return;
    const site: Placement = { cell, site: standby.site };
    const { arns: keys } = new AwsKeys(
      "standby-keys",
      site,
      this.options({ component: "identity", dataClass: "secret" }),
    );
    const network = new AwsNetwork(
      "standby-network",
      { ...site, keys },
      this.options({ component: "network", dataClass: "internal" }),
    );
    this.standby = { ...site, keys, network };
  }

  /** Options of components in this region. */
  options: Options = (belonging) => ({
    providers: [...this.providers],
    transformations: [standardTags(this.cell, belonging)],
  });

  /** Where every secret of the cell is copied to. */
  get secretReplicas(): readonly SecretReplica[] {
    const { standby } = this;
    if (standby === undefined) return [];
    return [{ region: standby.site.region, kmsKeyId: standby.keys.secrets }];
  }

  /**
   * The way in of the standby site: it answers that nothing serves, until something does.
   *
   * @param made The zone, and the first site's proof of the domain.
   * @throws Error if there is no standby site.
   */
  origin(made: { readonly zone: ZoneOutputs; readonly origin: OriginOutputs }): OriginOutputs {
    const { standby } = this;
    if (standby === undefined) throw new Error("dr.standby is absent: there is no second way in");
    const { cell, site, network } = standby;
    return new AwsOrigin(
      logicalName(site.role, "edge"),
      {
        ...{ cell, site, network, plan: site.edge, region: site.region, zone: made.zone },
        proof: { kind: "shared", record: made.origin.domainProof },
      },
      this.options({ component: "edge", dataClass: "internal" }),
    );
  }
}

/**
 * Begins the second region; its keys come before the first secret.
 *
 * @param cell The cell.
 * @param shared Providers that have no region.
 * @returns undefined where the cell has nothing in a second region.
 */
export function secondRegion(
  cell: CellPlan,
  shared: readonly ProviderResource[],
): SecondRegion | undefined {
  if (cell.standby === undefined || cell.dr.backups === undefined) return undefined;
  return new SecondRegion(cell, cell.standby.region, shared);
}
