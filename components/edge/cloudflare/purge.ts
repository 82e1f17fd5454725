/** The token with which the application empties the edge's cache, and can do nothing else. */
import { AccountToken } from "@pulumi/cloudflare/accountToken";
import { type Output, jsonStringify } from "@pulumi/pulumi";
import { CACHE_PURGE_PERMISSION } from "../../../facts/cloudflare";
import type { ZonePlan } from "../../../plan/edge";
import { logicalName } from "../../../plan/names";
import type { SecretOutputs } from "../../contract";
import { type Owner, storeSecret } from "../../stored-secret";

/** Version of the stored value: another token is another value. */
const VERSION = "v1";

/**
 * A token of the account (one of a person would end with the person), limited to the purge of this
 * zone's cache. Seed, CDN Scaling: "Cache invalidation on updates".
 *
 * @param owner Who owns it.
 * @param args The zone.
 */
export function purgeToken(
  owner: Owner,
  args: { readonly plan: ZonePlan; readonly zoneId: Output<string> },
): SecretOutputs {
  const { plan, zoneId } = args;
  const resources = jsonStringify(
    zoneId.apply((id) => ({ [`com.cloudflare.api.account.zone.${id}`]: "*" })),
  );
  const token = new AccountToken(
    logicalName(owner.name, "purge"),
    {
      accountId: plan.accountId,
      name: logicalName("podcast", owner.cell.stack, "cache-purge"),
      policies: [
        { effect: "allow", permissionGroups: [{ id: CACHE_PURGE_PERMISSION }], resources },
      ],
    },
    { parent: owner.parent, additionalSecretOutputs: ["value"] },
  );
  return storeSecret(owner, {
    role: "cache-purge",
    version: VERSION,
    values: { zoneId, token: token.value },
  });
}
