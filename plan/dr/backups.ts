/** Backups in vaults of both regions: the seed's three rules, and the lock around them. */
import type { BackupsPlan } from "./types";

/**
 * Retention by rule. Seed, Backup Strategy: daily at 2 AM UTC, weekly for 4 weeks, monthly for 12
 * months. How long a daily one is kept the seed does not say: a week, until the weekly one.
 */
export const KEEP_DAYS = { daily: 7, weekly: 28, monthly: 365 } as const;

/** Minute of the day, in UTC, at which every rule starts. Seed, Backup Strategy. */
export const BACKUP_START_MINUTE = 2 * 60;

/**
 * A backup that is too close to the instance's own fails. Source: AWS knowledge base, "Backup job
 * could not start because it is either inside or too close to the automated backup window".
 */
export const WINDOW_DISTANCE_MINUTES = 4 * 60;

/** Days above the longest rule that somebody may keep a backup for, such as for a lawsuit. */
const LONGER_DAYS = 35;

/**
 * All rules start at the same time: where windows overlap, AWS Backup makes one backup and keeps
 * it for the longest of them, so a Sunday and a first of the month cost no second copy.
 * Source: AWS Backup Developer Guide, "Backup plan options and configuration", Backup rules.
 */
export const BACKUPS: BackupsPlan = {
  rules: [
    { name: "daily", schedule: "cron(0 2 * * ? *)", keepDays: KEEP_DAYS.daily },
    { name: "weekly", schedule: "cron(0 2 ? * SUN *)", keepDays: KEEP_DAYS.weekly },
    { name: "monthly", schedule: "cron(0 2 1 * ? *)", keepDays: KEEP_DAYS.monthly },
  ],
  // The least that AWS Backup takes. Source: AWS Backup API Reference, BackupRule.
  startWindowMinutes: 60,
  completionWindowMinutes: 180,
  lock: { minDays: KEEP_DAYS.daily, maxDays: KEEP_DAYS.monthly + LONGER_DAYS },
};

const DAY_MINUTES = 24 * 60;

/**
 * Minutes between the plan's start and the nearer end of an instance's own backup window.
 *
 * @param window UTC, `hh24:mi-hh24:mi`.
 * @throws Error if it is no window.
 */
export function minutesFromPlan(window: string): number {
  const ends = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(window)?.slice(1).map(Number);
  if (ends === undefined) throw new Error(`${window} is no window; allowed is hh24:mi-hh24:mi`);
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = ends;
  const apart = (minute: number): number => {
    const distance = Math.abs(minute - BACKUP_START_MINUTE) % DAY_MINUTES;
    return Math.min(distance, DAY_MINUTES - distance);
  };
  return Math.min(apart(fromHour * 60 + fromMinute), apart(toHour * 60 + toMinute));
}
