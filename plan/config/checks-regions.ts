/** Regions against cloud, residency and disaster recovery. */
import { findRegion, REGIONS, type RegionFacts } from "../../facts/regions";
import type { Problem } from "./problems";
import { textAt } from "./raw";

/** Zones that a site needs at least: its databases have a synchronous second. */
const MIN_ZONES = 2;

interface Rules {
  readonly cloud: string | undefined;
  readonly residency: string | undefined;
}

function oneOf(value: string | undefined, known: readonly string[]): string | undefined {
  return value !== undefined && known.includes(value) ? value : undefined;
}

function fits(region: RegionFacts, { cloud, residency }: Rules): boolean {
  return (
    (cloud === undefined || region.cloud === cloud) &&
    (residency === undefined || region.residency === residency) &&
    region.zones.length >= MIN_ZONES
  );
}

function allowedRegions(rules: Rules): string {
  return Object.entries(REGIONS)
    .filter(([, region]) => fits(region, rules))
    .map(([name]) => name)
    .join(", ");
}

function faultOf(region: RegionFacts, rules: Rules): string | undefined {
  if (rules.cloud !== undefined && region.cloud !== rules.cloud) {
    return `belongs to ${region.cloud}, and cloud is ${rules.cloud}`;
  }
  if (rules.residency !== undefined && region.residency !== rules.residency) {
    return `stands in ${region.country}, outside of residency ${rules.residency}`;
  }
  if (region.zones.length < MIN_ZONES) {
    return `has no ${MIN_ZONES} zones that its vendor publishes`;
  }
  return undefined;
}

function checkOne(raw: unknown, key: string, rules: Rules): readonly Problem[] {
  const name = textAt(raw, key);
  const region = name === undefined ? undefined : findRegion(name);
  if (region === undefined) return [];
  const wrong = faultOf(region, rules);
  return wrong === undefined ? [] : [{ key, wrong, got: name, allowed: allowedRegions(rules) }];
}

function checkPair(raw: unknown): readonly Problem[] {
  const primary = textAt(raw, "regions.primary");
  const standby = textAt(raw, "regions.standby");
  if (primary === undefined || standby === undefined) return [];
  const [one, other] = [findRegion(primary), findRegion(standby)];
  const key = "regions.standby";
  if (primary === standby) {
    const allowed = `another region, such as ${one?.drPartner ?? "one under the same law"}`;
    return [{ key, wrong: "is the primary region itself", got: standby, allowed }];
  }
  if (one?.cloud !== other?.cloud || one?.partition === other?.partition) return [];
  const home = one?.partition ?? "none";
  const wrong = `lies in partition ${other?.partition ?? "none"}, and ${primary} in ${home}`;
  return [{ key, wrong, got: standby, allowed: `a region of partition ${home}` }];
}

function checkMissing(raw: unknown): readonly Problem[] {
  const mode = textAt(raw, "dr.mode");
  const needed = mode === "backup" || mode === "pilot-light" || mode === "warm-standby";
  const primary = textAt(raw, "regions.primary");
  if (!needed || primary === undefined || textAt(raw, "regions.standby") !== undefined) return [];
  const allowed = findRegion(primary)?.drPartner ?? "a second region under the same law";
  return [{ key: "regions.standby", wrong: `is missing, and dr.mode ${mode} needs it`, allowed }];
}

/**
 * Judges the regions of a cell.
 *
 * @param raw Values by key, without the namespace.
 */
export function checkRegions(raw: unknown): readonly Problem[] {
  // A cloud or residency that does not exist is a problem of its own and no rule for regions.
  const rules = {
    cloud: oneOf(textAt(raw, "cloud"), ["aws", "gcp"]),
    residency: oneOf(textAt(raw, "residency"), ["us", "eu"]),
  };
  return [
    ...checkOne(raw, "regions.primary", rules),
    ...checkOne(raw, "regions.standby", rules),
    ...checkPair(raw),
    ...checkMissing(raw),
  ];
}
