/** The cost estimate: what a stack costs a month, computed from what the engine shows. */
export * from "./contract";
export { isCostly } from "./costly";
export { estimateCost } from "./estimate";
export { freeSource, isBilledPackage } from "./free";
export {
  type Measure,
  type Mend,
  type MendOptions,
  type Share,
  isCounted,
  measured,
  mendingChanges,
} from "./mend";
export { PRICERS } from "./pricers";
