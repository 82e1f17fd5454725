/** Daily and weekly windows of AWS services, in minutes. */

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};

/** Start and length of a daily window such as `08:00-08:30`. */
export function dailyWindow(
  window: string | undefined,
): { start: number; length: number } | undefined {
  const match = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(window ?? "");
  if (match === null) return undefined;
  const start = minutesOf(match[1] ?? "");
  return { start, length: (minutesOf(match[2] ?? "") - start + DAY_MINUTES) % DAY_MINUTES };
}

/** Start in the week and length of a window such as `sun:10:00-sun:11:00`. */
export function weeklyWindow(
  window: string | undefined,
): { start: number; length: number } | undefined {
  const match = /^([a-z]{3}):(\d\d:\d\d)-([a-z]{3}):(\d\d:\d\d)$/i.exec(window ?? "");
  if (match === null) return undefined;
  const [from, to] = [match[1], match[3]].map(
    (day) => DAYS.indexOf((day ?? "").toLowerCase()) * DAY_MINUTES,
  );
  const start = (from ?? 0) + minutesOf(match[2] ?? "");
  return {
    start,
    length: ((to ?? 0) + minutesOf(match[4] ?? "") - start + WEEK_MINUTES) % WEEK_MINUTES,
  };
}

/** Whether a daily window meets a weekly one on some day. */
export function windowsMeet(daily: string | undefined, weekly: string | undefined): boolean {
  const [one, other] = [dailyWindow(daily), weeklyWindow(weekly)];
  if (one === undefined || other === undefined) return false;
  return DAYS.some((_, day) => {
    const start = day * DAY_MINUTES + one.start;
    const after = (start - other.start + WEEK_MINUTES) % WEEK_MINUTES;
    const before = (other.start - start + WEEK_MINUTES) % WEEK_MINUTES;
    return after < other.length || before < one.length;
  });
}

/** Minutes between two times of the day, the shorter way round. */
export function minutesApart(one: number, other: number): number {
  const apart = Math.abs(one - other) % DAY_MINUTES;
  return Math.min(apart, DAY_MINUTES - apart);
}

/** The time of day of `cron(0 2 * * ? *)`, where the expression names one. */
export function cronMinute(expression: string | undefined): number | undefined {
  const match = /^cron\((\d+) (\d+) /.exec(expression ?? "");
  return match === null ? undefined : Number(match[2]) * 60 + Number(match[1]);
}
