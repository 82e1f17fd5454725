/** Faults that only several keys together show. Each check reads raw values and judges what it can. */
import { checkAccess, checkAddresses } from "./checks-addresses";
import { checkRegions } from "./checks-regions";
import { defaultSlot, TENANT_SLOTS } from "../tenancy/subnets";
import type { Problem } from "./problems";
import { at, listAt, numberAt, textAt } from "./raw";

function checkAccount(raw: unknown): readonly Problem[] {
  const cloud = textAt(raw, "cloud");
  if ((cloud !== "aws" && cloud !== "gcp") || at(raw, "account") === undefined) return [];
  const other = cloud === "aws" ? "gcp" : "aws";
  const missing = at(raw, `account.${cloud}`) === undefined;
  const foreign = at(raw, `account.${other}`) !== undefined;
  const allowed = `account.${cloud} and no other, since cloud is ${cloud}`;
  return [
    ...(missing ? [{ key: `account.${cloud}`, wrong: "is missing", allowed }] : []),
    ...(foreign ? [{ key: `account.${other}`, wrong: "belongs to the other cloud", allowed }] : []),
  ];
}

function checkBudget(raw: unknown): readonly Problem[] {
  const monthly = numberAt(raw, "budget.monthlyUsd");
  const daily = numberAt(raw, "budget.dailyUsd");
  if (monthly === undefined || daily === undefined || daily <= monthly) return [];
  const allowed = `at most budget.monthlyUsd, which is ${monthly}`;
  return [{ key: "budget.dailyUsd", wrong: "is more than a whole month", got: daily, allowed }];
}

/** Whoever copies the file of a stack that goes must not take this one down with it. */
function checkDecommission(raw: unknown, stack: string): readonly Problem[] {
  const got = textAt(raw, "decommission");
  if (got === undefined || got === stack) return [];
  const allowed = `${stack}, the name of this stack, once it is to be taken down for good`;
  return [{ key: "decommission", wrong: "names another stack", got, allowed }];
}

function checkDomain(raw: unknown): readonly Problem[] {
  const domain = textAt(raw, "domain");
  const zone = textAt(raw, "account.cloudflare.zone");
  if (domain === undefined || zone === undefined) return [];
  if (domain === zone || domain.endsWith(`.${zone}`)) return [];
  const allowed = `${zone} or a name below it (account.cloudflare.zone)`;
  return [{ key: "domain", wrong: "is outside of the cell's zone", got: domain, allowed }];
}

/** Choices that would let production data be lost. Source: seed, Disaster Recovery. */
function checkProduction(raw: unknown): readonly Problem[] {
  if (textAt(raw, "environment") !== "prod") return [];
  const mode = at(raw, "dr.mode");
  const capacity = at(raw, "capacity");
  return [
    ...(mode === "none"
      ? [
          {
            key: "dr.mode",
            wrong: "leaves production data in one region",
            got: mode,
            allowed: "backup, pilot-light, warm-standby",
          },
        ]
      : []),
    ...(capacity === "dev"
      ? [
          {
            key: "capacity",
            wrong: "is no size for production",
            got: capacity,
            allowed: "year1, year2, year3, or explicit numbers",
          },
        ]
      : []),
  ];
}

const PHASES = {
  "primary-active": "primary",
  "failing-over": "primary",
  "standby-active": "standby",
  "failing-back": "standby",
} as const satisfies Record<string, "primary" | "standby">;

function checkSite(raw: unknown): readonly Problem[] {
  const active = textAt(raw, "site.active") ?? "primary";
  const phase = textAt(raw, "site.phase");
  const expected = Object.entries(PHASES).find(([name]) => name === phase)?.[1];
  const fitting = Object.entries(PHASES).filter(([, role]) => role === active);
  const allowed = `${fitting.map(([name]) => name).join(", ")}, since site.active is ${active}`;
  const homeless = active === "standby" && at(raw, "regions.standby") === undefined;
  return [
    ...(expected !== undefined && expected !== active
      ? [{ key: "site.phase", wrong: "contradicts site.active", got: phase, allowed }]
      : []),
    ...(homeless
      ? [
          {
            key: "site.active",
            wrong: "names a site that the cell does not have",
            got: active,
            allowed: "primary, or state regions.standby",
          },
        ]
      : []),
  ];
}

function checkTenants(raw: unknown): readonly Problem[] {
  const tenants = listAt(raw, "enterpriseTenants");
  const repeats = (field: string): readonly Problem[] => {
    const values = tenants.map((tenant) => textAt(tenant, field)?.toLowerCase());
    return values.flatMap((value, index) => {
      const first = values.indexOf(value);
      if (value === undefined || first === index) return [];
      const wrong = `repeats enterpriseTenants.${first}.${field}`;
      return [
        {
          key: `enterpriseTenants.${index}.${field}`,
          wrong,
          got: value,
          allowed: "a value that no other tenant has",
        },
      ];
    });
  };
  const slots = tenants.map((tenant) => {
    const id = textAt(tenant, "id");
    return numberAt(tenant, "slot") ?? (id === undefined ? undefined : defaultSlot(id));
  });
  const sharedSlots = slots.flatMap((slot, index): readonly Problem[] => {
    const first = slots.indexOf(slot);
    const [id, other] = [index, first].map((each) => textAt(tenants[each], "id"));
    if (slot === undefined || first === index || id === other) return [];
    const wrong = `is the slot of enterpriseTenants.${first} as well`;
    const allowed = `a number that no other tenant has, 0 to ${TENANT_SLOTS - 1}`;
    return [{ key: `enterpriseTenants.${index}.slot`, wrong, got: slot, allowed }];
  });
  const sovereign = tenants.findIndex((tenant) => textAt(tenant, "tier") === "sovereign");
  const crowded = sovereign >= 0 && tenants.length > 1;
  return [
    ...repeats("name"),
    ...repeats("id"),
    ...sharedSlots,
    ...(crowded
      ? [
          {
            key: `enterpriseTenants.${sovereign}.tier`,
            wrong: "needs a cell of its own, and this one has other enterprise tenants",
            got: "sovereign",
            allowed: "dedicated, or a stack file with this tenant alone",
          },
        ]
      : []),
  ];
}

/** An issuer of others is trusted by its keys, and only it knows where they are. */
function checkIdentity(raw: unknown): readonly Problem[] {
  const external = textAt(raw, "identity.external");
  const jwksUri = textAt(raw, "identity.jwksUri");
  if ((external === undefined) === (jwksUri === undefined)) return [];
  const [missing, given] =
    external === undefined ? ["external", "jwksUri"] : ["jwksUri", "external"];
  const allowed = `an https URL, since identity.${given} is stated`;
  return [{ key: `identity.${missing}`, wrong: "is missing", allowed }];
}

/**
 * Judges what keys demand of each other. Works on raw values: a fault in one key keeps no check
 * of the others from running.
 *
 * @param raw Values by key, without the namespace.
 * @param stack Name of the stack.
 */
export function checkConfig(raw: unknown, stack: string): readonly Problem[] {
  return [
    ...checkRegions(raw),
    ...checkAddresses(raw),
    ...checkAccess(raw),
    ...checkAccount(raw),
    ...checkBudget(raw),
    ...checkDecommission(raw, stack),
    ...checkDomain(raw),
    ...checkIdentity(raw),
    ...checkProduction(raw),
    ...checkSite(raw),
    ...checkTenants(raw),
  ];
}
