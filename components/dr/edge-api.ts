/** The edge's API, as the standby region uses it: addresses of pools, and tokens for them. */
import { AccountToken } from "@pulumi/cloudflare/accountToken";
import { type Input, type Output, interpolate, jsonStringify, secret } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { Where } from "../contract";

const EDGE_API = "https://api.cloudflare.com/client/v4";

/**
 * Address of a pool. Source: Cloudflare API, Load Balancer Pools.
 *
 * @param where Who asks.
 * @param poolId Id of the pool.
 * @param path What of it, such as `/health`.
 * @default path "" the pool itself
 */
export function poolUrl(where: Where, poolId: Input<string>, path = ""): Output<string> {
  const { accountId } = where.cell.edge;
  return interpolate`${EDGE_API}/accounts/${accountId}/load_balancers/pools/${poolId}${path}`;
}

/** What a token may do. */
export interface EdgeTokenArgs {
  /** What it is for; part of its name. */
  readonly role: string;
  /** Id of the one permission that it has on the account. */
  readonly permission: string;
}

/**
 * A token of the account, since one of a person would end with the person.
 *
 * @param where Who owns it.
 * @param args What it may do.
 */
export function edgeToken(where: Where, args: EdgeTokenArgs): Output<string> {
  const { accountId } = where.cell.edge;
  const token = new AccountToken(
    logicalName(where.name, args.role),
    {
      accountId,
      name: logicalName("podcast", where.cell.stack, "failover", args.role),
      policies: [
        {
          effect: "allow",
          permissionGroups: [{ id: args.permission }],
          resources: jsonStringify({ [`com.cloudflare.api.account.${accountId}`]: "*" }),
        },
      ],
    },
    { parent: where.parent, additionalSecretOutputs: ["value"] },
  );
  return secret(token.value);
}
