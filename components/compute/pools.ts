/** Label by which pods choose their pool of nodes, on both clouds. */
export const POOL_LABEL = "podcast-platform/pool";
