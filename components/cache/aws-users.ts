/** Users of the cache: one a role, each with a password and an access list of its own. */
import { User, UserGroup, UserGroupAssociation } from "@pulumi/aws/elasticache";
import { type Output, all } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { CacheRole, SecretOutputs } from "../contract";
import { siteName } from "../naming";
import { type Owner, generatePassword, storeSecret } from "../stored-secret";
import { ACCESS_STRINGS, NO_ACCESS } from "./access-strings";

/** The users, the group that lets them in, and a secret for each. */
export class CacheUsers {
  readonly groupId: Output<string>;
  readonly secrets: Readonly<Record<CacheRole, SecretOutputs>>;

  /** @param owner The cache component, its place and its keys. */
  constructor(private readonly owner: Owner) {
    const api = this.roleUser("api");
    const worker = this.roleUser("worker");
    const scheduler = this.roleUser("scheduler");
    const autoscaler = this.roleUser("autoscaler");
    const gateway = this.roleUser("gateway");
    const nobody = this.user("default", NO_ACCESS, generatePassword(owner, "cache-default"));
    const group = this.group(nobody);
    const roles = { api, worker, scheduler, autoscaler, gateway };
    const joined = Object.entries(roles).map(([role, { user }]) => this.join(group, role, user));
    // The caches come after every user: one that starts before them turns its clients away.
    const inside = all(joined.map(({ id }) => id));
    this.groupId = all([group.userGroupId, inside]).apply(([id]) => id);
    this.secrets = {
      api: api.secret,
      worker: worker.secret,
      scheduler: scheduler.secret,
      autoscaler: autoscaler.secret,
      gateway: gateway.secret,
    };
  }

  private roleUser(role: CacheRole): { readonly user: User; readonly secret: SecretOutputs } {
    const password = generatePassword(this.owner, `cache-${role}`);
    const user = this.user(role, ACCESS_STRINGS[role], password);
    const secret = storeSecret(this.owner, {
      role: `cache-${role}`,
      version: "v1",
      values: { username: role, password },
    });
    return { user, secret };
  }

  private user(name: CacheRole | "default", accessString: string, password: Output<string>): User {
    return new User(
      logicalName(this.owner.name, name),
      {
        userId: siteName("cacheUser", this.owner, name),
        userName: name,
        engine: this.owner.site.cache.engine,
        accessString,
        // One Output for the list: a plain list around a value that is not known yet is planned as
        // plain and found secret when it is made, which breaks the plan that was shown.
        authenticationMode: { type: "password", passwords: password.apply((known) => [known]) },
      },
      { parent: this.owner.parent },
    );
  }

  /**
   * The group begins with the user that every group must have; the others join by associations,
   * so that a tenant's user comes and goes without an update of what all share.
   * Source: Pulumi AWS SDK, `elasticache.UserGroupAssociation`.
   */
  private group(nobody: User): UserGroup {
    return new UserGroup(
      this.owner.name,
      {
        userGroupId: siteName("cacheUser", this.owner, "cache"),
        engine: this.owner.site.cache.engine,
        userIds: [nobody.userId],
      },
      { parent: this.owner.parent },
    );
  }

  private join({ userGroupId }: UserGroup, role: string, { userId }: User): UserGroupAssociation {
    return new UserGroupAssociation(
      logicalName(this.owner.name, role),
      { userGroupId, userId },
      { parent: this.owner.parent },
    );
  }
}
