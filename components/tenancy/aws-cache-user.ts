/** One tenant's own user of the shared caches: no key of another begins as its keys do. */
import { User, UserGroupAssociation } from "@pulumi/aws/elasticache";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import { all } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import { tenantAccess } from "../cache/access-strings";
import { CACHE_PORT, type CacheOutputs, type SecretOutputs } from "../contract";
import { siteName } from "../naming";
import { type Owner, generatePassword, storeSecret } from "../stored-secret";
import type { TenantNodeNetwork } from "./aws-node-network";

/** What the user is made from. */
export interface CacheUserArgs {
  /** Name of the tenant. */
  readonly tenant: string;
  /** The shared caches. */
  readonly cache: CacheOutputs;
  readonly nodes: TenantNodeNetwork;
}

/**
 * The user, its way in, and its secret. Nothing that is shared is changed: the user joins by an
 * association, the nodes by a rule.
 *
 * @param owner The tenant's component, its place and its keys.
 * @param args What the user is made from.
 */
export function tenantCacheUser(owner: Owner, args: CacheUserArgs): SecretOutputs {
  const { parent } = owner;
  const { tenant, cache } = args;
  const logical = logicalName(owner.name, "cache");
  const password = generatePassword(owner, "cache");
  const userName = `tenant-${tenant}`;
  const user = new User(
    logical,
    {
      userId: siteName("cacheUser", owner, "cache"),
      userName,
      engine: owner.site.cache.engine,
      accessString: tenantAccess(tenant),
      authenticationMode: { type: "password", passwords: password.apply((known) => [known]) },
    },
    { parent },
  );
  // The group is busy while caches are made with it, so the user joins after them.
  const made = all([cache.userGroupId, cache.clusterHost, cache.brokerHost]);
  const userGroupId = made.apply(([id]) => id);
  const joined = new UserGroupAssociation(
    logical,
    { userGroupId, userId: user.userId },
    { parent },
  );
  wayIn(owner, args);
  const values = { username: userName, password: all([password, joined.id]).apply(([own]) => own) };
  return storeSecret(owner, { role: "cache", version: "v1", values });
}

function wayIn(owner: Owner, { tenant, cache, nodes }: CacheUserArgs): void {
  const { parent } = owner;
  const logical = logicalName(owner.name, "cache");
  const way = { ipProtocol: "tcp", fromPort: CACHE_PORT, toPort: CACHE_PORT } as const;
  new SecurityGroupIngressRule(
    logical,
    {
      ...way,
      securityGroupId: cache.groupId,
      referencedSecurityGroupId: nodes.nodeGroupId,
      description: `From the nodes of the tenant ${tenant}`,
    },
    { parent },
  );
  new SecurityGroupEgressRule(
    logical,
    {
      ...way,
      securityGroupId: nodes.nodeGroupId,
      referencedSecurityGroupId: cache.groupId,
      description: "To the cache",
    },
    { parent },
  );
}
