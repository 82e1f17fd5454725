/** What else there is of a type: Cloudflare has no regions. */
import type { Call, StoredResource } from "../../contract";

/**
 * Resources of a type without the one that the call is about.
 *
 * @param call The call.
 * @param type A type token.
 */
export function others(call: Call, type: string = call.type): readonly StoredResource[] {
  return call.cloud.list(type).filter((one) => one.type !== call.type || one.id !== call.id);
}
