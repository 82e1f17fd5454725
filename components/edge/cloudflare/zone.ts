/**
 * The cell's zone at the edge: settings, rules, and the certificate by which origins know it. The
 * zone itself is older than the stack and outlives it: see docs/decisions/edge.md.
 */
import { AuthenticatedOriginPullsCertificate } from "@pulumi/cloudflare/authenticatedOriginPullsCertificate";
import { AuthenticatedOriginPullsSettings } from "@pulumi/cloudflare/authenticatedOriginPullsSettings";
import { getZoneOutput } from "@pulumi/cloudflare/getZone";
import { RegionalHostname } from "@pulumi/cloudflare/regionalHostname";
import { TieredCache } from "@pulumi/cloudflare/tieredCache";
import { ZoneSetting } from "@pulumi/cloudflare/zoneSetting";
import { ZoneSubscription } from "@pulumi/cloudflare/zoneSubscription";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type Resource,
  secret,
  unsecret,
} from "@pulumi/pulumi";
import type { ZonePlan } from "../../../plan/edge";
import { generationPart, logicalName } from "../../../plan/names";
import type { KeyOutputs, Placement, SecretOutputs, ZoneOutputs } from "../../contract";
import { type Owner, generatePassword } from "../../stored-secret";
import { type OriginPullCredentials, originPullCredentials } from "../origin-pull";
import { purgeToken } from "./purge";
import { zoneRulesets } from "./rulesets";

/** What the zone is made from. */
export interface CloudflareZoneArgs extends Placement {
  readonly plan: ZonePlan;
  readonly keys: KeyOutputs;
}

/** Price: facts/prices, `plan` (a month and zone). */
export class CloudflareZone extends ComponentResource implements ZoneOutputs {
  readonly zoneId: Output<string>;
  readonly originAuthority: Output<string>;
  readonly purgeSecret: SecretOutputs;
  readonly residencyException: string | undefined;

  /**
   * @param name Logical name.
   * @param args The zone's plan, and where its secrets are kept.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: CloudflareZoneArgs, opts: ComponentResourceOptions) {
    super("platform:edge:CloudflareZone", name, {}, opts);
    const { plan } = args;
    const owner: Owner = { ...args, parent: this, name };
    this.zoneId = this.lookUp(plan);
    const after = this.subscription(name, plan);
    this.settings(name, plan, after);
    zoneRulesets({ parent: this, name, plan, zoneId: this.zoneId, after });
    const pull = this.originPull(owner, plan);
    this.originAuthority = unsecret(pull.apply(({ authority }) => authority));
    this.purgeSecret = purgeToken(owner, { plan, zoneId: this.zoneId });
    this.regionalHosts(name, plan, after);
    this.residencyException = plan.residency.kind === "exception" ? plan.residency.why : undefined;
    this.registerOutputs({ zoneId: this.zoneId, residencyException: this.residencyException });
  }

  /** By name and account: a token of another account finds nothing. */
  private lookUp({ zone, accountId }: ZonePlan): Output<string> {
    const filter = { name: zone, account: { id: accountId }, match: "all" };
    return getZoneOutput({ filter }, { parent: this }).id;
  }

  /**
   * What the zone's plan has is there only once it is bought. The provider never cancels a plan,
   * so a destroy says that it stays.
   */
  private subscription(name: string, plan: ZonePlan): readonly Resource[] {
    if (plan.plan === "free") return [];
    const bought = new ZoneSubscription(
      logicalName(name, "plan"),
      { zoneId: this.zoneId, frequency: "monthly", ratePlan: { id: plan.plan } },
      {
        parent: this,
        retainOnDelete: true,
        // A plan is sold once a zone: one that outlived a cell is taken up by the next.
        ...(plan.boughtZoneId === undefined ? {} : { import: plan.boughtZoneId }),
      },
    );
    return [bought];
  }

  private settings(name: string, plan: ZonePlan, after: readonly Resource[]): void {
    const options = { parent: this, dependsOn: [...after] };
    for (const { id, value } of plan.settings) {
      new ZoneSetting(
        logicalName(name, id.replaceAll("_", "-")),
        { zoneId: this.zoneId, settingId: id, value },
        options,
      );
    }
    // Data centres ask one of their own before they ask the origin.
    new TieredCache(logicalName(name, "tiers"), { zoneId: this.zoneId, value: "on" }, options);
  }

  /** Uploaded once: the edge never gives the key back, and another pair is another generation. */
  private originPull(owner: Owner, plan: ZonePlan): Output<OriginPullCredentials> {
    const generation = generationPart(plan.originPull.generation);
    const seed = generatePassword(owner, logicalName("origin-pull", generation));
    const made = seed.apply((known) => originPullCredentials(known, plan.zone, plan.originPull));
    const certificate = new AuthenticatedOriginPullsCertificate(
      logicalName(owner.name, "origin-pull", generation),
      {
        zoneId: this.zoneId,
        certificate: made.apply(({ certificate }) => certificate),
        privateKey: secret(made.apply(({ privateKey }) => privateKey)),
      },
      { parent: this, ignoreChanges: ["certificate", "privateKey"] },
    );
    new AuthenticatedOriginPullsSettings(
      logicalName(owner.name, "origin-pull"),
      { zoneId: this.zoneId, enabled: true },
      { parent: this, dependsOn: [certificate] },
    );
    return made;
  }

  /** The detector of the other region asks the origin itself. */
  private regionalHosts(name: string, plan: ZonePlan, after: readonly Resource[]): void {
    if (plan.residency.kind !== "regional") return;
    const { root, api, app, auth } = plan.hosts;
    for (const [role, hostname] of Object.entries({ root, api, app, auth })) {
      new RegionalHostname(
        logicalName(name, "regional", role),
        { zoneId: this.zoneId, hostname, regionKey: plan.residency.regionKey },
        { parent: this, dependsOn: [...after] },
      );
    }
  }
}
