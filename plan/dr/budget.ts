/**
 * What a disaster costs in data and in time, added up from the intervals and steps of the plan.
 * Each part names where its number comes from; a test holds the sums within the seed's limits.
 */
import type { Reason } from "../cell";

/** Seed, Recovery Objectives. */
export const OBJECTIVES = {
  rpoSeconds: 60 * 60,
  rtoSeconds: 4 * 60 * 60,
  /** "Automated failover for stateless services (< 5 minutes)". */
  statelessSeconds: 5 * 60,
  /** "Database failover with read replicas (< 15 minutes)". */
  databaseSeconds: 15 * 60,
  /** "DNS failover to secondary region (< 1 minute)". */
  dnsSeconds: 60,
} as const;

/** One part of a budget. */
export interface BudgetPart {
  readonly name: string;
  readonly seconds: number;
  /** Document, setting of the plan, or own assumption. */
  readonly source: string;
}

/** What may be lost, and how long it lasts. */
export interface RecoveryBudget {
  /** Each store loses its own part; the largest counts. */
  readonly loss: readonly BudgetPart[];
  /** Steps after each other; their sum counts. */
  readonly steps: readonly BudgetPart[];
  readonly rpoSeconds: number;
  readonly rtoSeconds: number;
}

/** Seconds of the intervals that the plan sets. */
export interface Intervals {
  /** The alarm on the replica's lag goes off here. */
  readonly replicaLagSeconds: number;
  readonly outboxSeconds: number;
}

/**
 * CloudNativePG closes a WAL segment at least this often.
 * Source: CloudNativePG documentation, "WAL archiving", `archive_timeout` 5 minutes by default.
 */
const WAL_SECONDS = 5 * 60;

/**
 * Replication of an object takes most often seconds and, for 99.99 % of objects, less than this.
 * Source: Amazon S3 User Guide, "S3 Replication Time Control"; without it only "most objects".
 */
const OBJECT_REPLICATION_SECONDS = 15 * 60;

/** How long each step takes. */
const STEPS: readonly BudgetPart[] = [
  {
    name: "detect",
    seconds: 2 * 60,
    source: "the detector's schedule of a minute and its five probes over 60 seconds",
  },
  {
    name: "move the lease",
    seconds: 60,
    source: "one write of a parameter; writers read it every minute",
  },
  {
    name: "promote the database",
    seconds: 15 * 60,
    source:
      'Amazon RDS User Guide, "Promoting a read replica": "several minutes or longer"; the ' +
      "workflow gives up after this",
  },
  {
    name: "enlarge the database",
    seconds: 15 * 60,
    source: "own assumption for a change of class with its restart",
  },
  {
    name: "start nodes",
    seconds: 10 * 60,
    source: "own assumption for a managed node group from 0 to its desired size",
  },
  {
    name: "move traffic",
    seconds: 60,
    source: "Cloudflare steers proxied names at once; the monitor asks every 60 seconds",
  },
  {
    name: "declare releases and workloads",
    seconds: 75 * 60,
    source: "time limit of the build job, which runs the program",
  },
  {
    name: "restore the time series",
    seconds: 90 * 60,
    source:
      "own assumption for a base backup of year 1 at 100 MB/s, compressed tenfold, and its WAL",
  },
  { name: "verify", seconds: 10 * 60, source: "time limit of the workflow's probes" },
];

/** Time limits that the workflow sets, so that the budget holds. */
export const STEP_LIMITS = {
  promoteSeconds: 15 * 60,
  nodesSeconds: 10 * 60,
  buildMinutes: 165,
  verifySeconds: 10 * 60,
} as const;

/**
 * Adds up what a failover loses and how long it takes.
 *
 * @param intervals Seconds that the plan sets.
 */
export function recoveryBudget({ replicaLagSeconds, outboxSeconds }: Intervals): RecoveryBudget {
  const replicated = { seconds: OBJECT_REPLICATION_SECONDS };
  const loss: readonly BudgetPart[] = [
    {
      name: "relational data",
      seconds: replicaLagSeconds,
      source: "threshold of the alarm on the replica's lag; asynchronous across regions",
    },
    {
      name: "events",
      seconds: outboxSeconds + replicated.seconds,
      source: "interval of the outbox and replication of its objects",
    },
    {
      name: "time series",
      seconds: WAL_SECONDS + replicated.seconds,
      source: "archive_timeout and replication of the archived segments",
    },
    {
      name: "objects",
      seconds: replicated.seconds,
      source: "Amazon S3 User Guide, replication of objects",
    },
  ];
  return {
    loss,
    steps: STEPS,
    rpoSeconds: Math.max(...loss.map(({ seconds }) => seconds)),
    rtoSeconds: STEPS.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

const minutes = (seconds: number): string => `${Math.round(seconds / 60)} min`;

/**
 * The budget in words.
 *
 * @param budget What may be lost, and how long it lasts.
 */
export function budgetReasons(budget: RecoveryBudget): readonly Reason[] {
  const words = (parts: readonly BudgetPart[]): string =>
    parts.map(({ name, seconds }) => `${name} ${minutes(seconds)}`).join(", ");
  return [
    {
      what: "budget.rpo",
      choice: minutes(budget.rpoSeconds),
      why: `the largest of ${words(budget.loss)}; at most ${minutes(OBJECTIVES.rpoSeconds)} (seed)`,
    },
    {
      what: "budget.rto",
      choice: minutes(budget.rtoSeconds),
      why: `the sum of ${words(budget.steps)}; at most ${minutes(OBJECTIVES.rtoSeconds)} (seed)`,
    },
  ];
}
