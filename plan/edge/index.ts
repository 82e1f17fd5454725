/** Plans of the way in. */
export { hostsOf } from "./hosts";
export { type OriginArgs, planOrigin } from "./origin";
export type * from "./types";
export { ORIGIN_PULL, planZone, READY_PATH } from "./zone";
