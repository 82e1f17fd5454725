/** What the zone of a cell must be before an `up`. */
import { getZone } from "@pulumi/cloudflare/getZone";
import type { Provider } from "@pulumi/cloudflare/provider";
import { type Check, NotSo } from "./check";

/**
 * The zone is there, and its name servers answer for it.
 * Source: Cloudflare documentation, "Zone status".
 *
 * @param zone Name of the zone.
 * @param provider The provider that looks.
 */
export function zoneCheck(zone: string, provider: Provider): Check {
  return {
    what: `Cloudflare zone ${zone}`,
    mend: "Add the zone in the account, and its name servers at the registrar of the domain.",
    look: async () => {
      const found = await getZone({ filter: { name: zone, match: "all" } }, { provider });
      if (found.status === "active") return "is active";
      throw new NotSo(`is ${found.status}: the registrar does not name Cloudflare's servers yet`);
    },
  };
}
