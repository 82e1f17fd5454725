/** What may end, and what may not: rules over what was found, without a cloud. */

/** Kinds of things that cost money while nobody uses them. */
export type Kind = "volume" | "address" | "snapshot" | "load-balancer" | "instance";

/** Something that was found. */
export interface Found {
  readonly kind: Kind;
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Nobody uses it at this moment. */
  readonly idle: boolean;
}

/** What is ours, and when it counts as idle. */
export interface Rules {
  /** A tag that all that belongs to the cell carries. */
  readonly ours: readonly { readonly key: string; readonly value: string }[];
  readonly idleHours: number;
}

/** What to do with something. */
export type Verdict =
  | { readonly do: "nothing" }
  /** It is in use again: the clock starts anew next time. */
  | { readonly do: "unmark" }
  /** Seen idle for the first time. */
  | { readonly do: "mark" }
  | { readonly do: "wait"; readonly hoursLeft: number }
  | { readonly do: "end" }
  /** Idle for long enough, and yet it stays; people decide. */
  | { readonly do: "report"; readonly why: string };

/** Since when something has been idle, as ISO 8601: written by the first run that saw it. */
export const IDLE_SINCE = "idle-since";

/** Its owner lets it be ended: without it nothing is. */
export const ALLOW = { key: "idle-cleanup", value: "allow" } as const;

/** Written by the program on all that it makes: ending it here would be drift there. */
const MANAGED = "platform:urn";

/** Classes of data that are never ended by a machine. */
const KEPT_CLASSES: readonly string[] = ["personal", "secret"];

/** AWS Backup owns what it made. Source: AWS Backup Developer Guide, tags on backups. */
const BACKUP = "aws:backup:source-resource";

const HOUR_MS = 3_600_000;

/** Why something stays, however idle it is; undefined where nothing speaks for it. */
function keptBecause({ kind, tags }: Found): string | undefined {
  const dataClass = tags["data-class"];
  if (dataClass !== undefined && KEPT_CLASSES.includes(dataClass)) return `holds ${dataClass} data`;
  if (tags[MANAGED] !== undefined) return "belongs to the program: remove it there";
  if (tags[BACKUP] !== undefined) return "belongs to AWS Backup";
  if (kind === "instance") return "a stopped machine may be somebody's work";
  if (tags[ALLOW.key] !== ALLOW.value) return `has no tag ${ALLOW.key}=${ALLOW.value}`;
  return undefined;
}

/**
 * Judges something that was found.
 *
 * @param found What was found.
 * @param rules What is ours, and when it counts as idle.
 * @param nowMs The time.
 */
export function judge(found: Found, rules: Rules, nowMs: number): Verdict {
  const { tags } = found;
  if (!rules.ours.some(({ key, value }) => tags[key] === value)) return { do: "nothing" };
  const since = Date.parse(tags[IDLE_SINCE] ?? "");
  const isMarked = !Number.isNaN(since);
  if (!found.idle) return { do: isMarked ? "unmark" : "nothing" };
  const why = keptBecause(found);
  if (why !== undefined) return { do: "report", why };
  if (!isMarked) return { do: "mark" };
  const idleHours = (nowMs - since) / HOUR_MS;
  if (idleHours <= rules.idleHours) return { do: "wait", hoursLeft: rules.idleHours - idleHours };
  return { do: "end" };
}
