/** What a rule, a model or an invocation sees of the ledger. */
import type { Value } from "../../facts/values";
import type { CloudView, PackageName, Scope, StoredResource } from "../contract";
import type { Inventory } from "../ledger/store";

/**
 * @param inventory What exists, as of this call.
 * @param scope Where the call goes: other accounts of the package stay invisible.
 */
export function viewOf(inventory: Inventory, scope: Scope): CloudView {
  const isOurs = ({ scope: theirs }: StoredResource): boolean =>
    theirs.package === scope.package && theirs.account === scope.account;
  return {
    list: (type) => inventory.ofType(type).filter(isOurs),
    all: () => inventory.ofAccount(scope.package, scope.account),
    elsewhere: (packageName: PackageName) => inventory.ofPackage(packageName),
    find: (type: string, id: Value | undefined) => {
      const found = inventory.ofType(type).filter((one) => isOurs(one) && one.id === id);
      return found.find((one) => one.scope.region === scope.region) ?? found[0];
    },
  };
}

/**
 * @param scope Where the resource is.
 * @param type Its type.
 * @param id Its id there.
 * @returns The key of the resource in the ledger.
 */
export function keyOf(scope: Scope, type: string, id: string): string {
  return [scope.package, scope.account, scope.region ?? "-", type, id].join("|");
}
