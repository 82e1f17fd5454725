/** Intervals that decide how much a disaster loses. */

/** Seconds. Our choice: half of the seed's hour is left for what is not foreseen. */
export const SECONDS = {
  /** The alarm on the lag of the replica goes off here. */
  replicaLag: 15 * 60,
  /** The outbox is shipped this often. */
  outbox: 60,
} as const;
