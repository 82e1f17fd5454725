/** Zones of the simulated Cloudflare: they are older than any program, and have a plan. */
import { ZONE_PLANS, type ZonePlanFacts, zonePlanFacts } from "../../../facts/cloudflare";
import type { Value } from "../../../facts/values";
import type { Call, CloudView, Invocation } from "../../contract";
import { Refusal } from "../../refusal";
import { hex, text } from "../read";

/** The type by which a zone's plan is bought. */
export const SUBSCRIPTION = "cloudflare:index/zoneSubscription:ZoneSubscription";

/** Names the account of the token, where it is not the one that is asked for. */
export const ACCOUNT_VARIABLE = "PODCAST_SIM_CLOUDFLARE_ACCOUNT";

/**
 * The id of a zone: the same whenever it is looked up.
 *
 * @param account Its account.
 * @param name Its name.
 */
export function zoneId(account: string, name: string): string {
  return hex(`zone/${account}/${name}`, 32);
}

/** What a zone's plan has; a zone is born free. */
export function factsOf(cloud: CloudView, zone: Value | undefined): ZonePlanFacts {
  const bought = cloud.list(SUBSCRIPTION).find((one) => one.inputs.zoneId === zone);
  const name = text(bought?.inputs, "ratePlan.id");
  return zonePlanFacts(ZONE_PLANS.find((plan) => plan === name) ?? "free");
}

/** What the plan of the call's zone has. */
export const planFacts = (call: Call): ZonePlanFacts => factsOf(call.cloud, call.inputs.zoneId);

const getZone: Invocation["answer"] = (args, _scope, cloud) => {
  const name = text(args, "filter.name");
  const account = text(args, "filter.account.id");
  if (name === undefined || account === undefined)
    throw new Refusal("failed to find exactly one result: name and account are needed here");
  const reached = process.env[ACCOUNT_VARIABLE] ?? account;
  if (reached !== account || !/\.[a-z]{2,}$/.test(name))
    throw new Refusal("failed to find exactly one result: 0 zones match the filter");
  const id = zoneId(account, name);
  const bought = cloud.list(SUBSCRIPTION).find((one) => one.inputs.zoneId === id);
  return {
    id,
    zoneId: id,
    name,
    status: "active",
    type: "full",
    paused: false,
    account: { id: account, name: "simulated" },
    plan: { id: text(bought?.inputs, "ratePlan.id") ?? "free" },
    nameServers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
  };
};

/** Functions of the package. */
export const CLOUDFLARE_INVOCATIONS: readonly Invocation[] = [
  { token: "cloudflare:index/getZone:getZone", answer: getZone },
];
