/** How long what is erased lives on in copies (GDPR, article 17): published, never promised away. */
import { BACKUP } from "../../facts/seed";
import type { CellConfig } from "../config/schema";
import type { Shape } from "../environments";

/** An export waits this long to be fetched: our choice, a week's holiday and a working day. */
export const EXPORT_RETENTION_DAYS = 8;

/** An erasure that was asked for by mistake, or by a thief, can be taken back: our choice. */
export const ERASURE_GRACE_DAYS = 7;

const DAYS_PER_WEEK = 7;
/** A month's backup may be kept for the longest months. */
const DAYS_PER_MONTH = 31;

/** A kind of copy, and how long it lives. */
export interface Copy {
  readonly what: string;
  readonly days: number;
}

/**
 * Every copy of a tenant's rows that outlives their erasure.
 *
 * @param dr How the cell recovers; without recovery there is no backup plan.
 * @param shape Shape of the environment.
 */
export function copiesOf(dr: CellConfig["dr"]["mode"], shape: Shape): readonly Copy[] {
  const planned =
    dr === "none"
      ? []
      : [
          { what: "weekly backups", days: BACKUP.weeklyRetentionWeeks * DAYS_PER_WEEK },
          { what: "monthly backups", days: BACKUP.monthlyRetentionMonths * DAYS_PER_MONTH },
        ];
  return [
    { what: "point-in-time recovery", days: shape.backupRetentionDays },
    { what: "exports", days: EXPORT_RETENTION_DAYS },
    ...planned,
  ];
}

/**
 * The copy that lives longest.
 *
 * @param copies What {@link copiesOf} gave.
 */
export function longestLived(copies: readonly Copy[]): Copy {
  return copies.reduce((longest, copy) => (copy.days > longest.days ? copy : longest));
}
