/** Disaster recovery of a cell: what of a second site it has, by the mode of its configuration. */
import type { SitePlan } from "../cell";
import type { Problem } from "../config/problems";
import type { CellConfig } from "../config/schema";
import type { Images } from "../images";
import type { Planned } from "../planned";
import { stateOf } from "../site";
import { BACKUPS } from "./backups";
import { budgetReasons, recoveryBudget } from "./budget";
import { planStandbySite, warmMonthlyUsd } from "./standby";
import type { DrMode, DrPlan, ObjectsPlan } from "./types";

export type * from "./types";
export type { BudgetPart, RecoveryBudget } from "./budget";

/** What each mode has. */
const HAS = {
  none: { backups: false, standby: false },
  backup: { backups: true, standby: false },
  "pilot-light": { backups: true, standby: true },
  "warm-standby": { backups: true, standby: true },
} as const satisfies Record<DrMode, { backups: boolean; standby: boolean }>;

/** Why a cell has the mode that it has, for its reasons. */
const WHY = {
  none: "data of this environment may be lost",
  backup: "backups in two regions; a new site is built from them",
  "pilot-light": "network, control plane and replica stand by; nodes and workloads start at need",
  "warm-standby": "the second site runs at its least size",
} as const satisfies Record<DrMode, string>;

/** Seed, Cost Optimization: move old data to cheaper storage; a quarter of a year is our choice. */
const COLD_AFTER_DAYS = 90;

/** A version can be brought back for as long as a weekly backup is kept. */
const NONCURRENT_DAYS = 28;

/** What disaster recovery depends on. */
export interface DrArgs {
  readonly stack: string;
  readonly config: CellConfig;
  /** The second site as it is when it serves; absent where the cell has one region. */
  readonly serving: SitePlan | undefined;
  /** Images as the active site pulls them, and as the standby does. */
  readonly images: Readonly<Record<"active" | "standby", Images>> | undefined;
}

/**
 * Plans disaster recovery.
 *
 * @param args Configuration and the second site.
 */
export function planDr(args: DrArgs): Planned<DrPlan> {
  const { stack, config, serving, images } = args;
  const { mode } = config.dr;
  const objects: ObjectsPlan = {
    generation: config.site.generation,
    coldAfterDays: COLD_AFTER_DAYS,
    noncurrentDays: NONCURRENT_DAYS,
  };
  const base = { mode, objects, ...(HAS[mode].backups ? { backups: BACKUPS } : {}) };
  const reason = { what: "mode", choice: mode, why: WHY[mode] };
  const isStanding = mode === "pilot-light" || mode === "warm-standby";
  if (!isStanding || serving === undefined || images === undefined) {
    return { part: base, reasons: [reason] };
  }
  const standby = planStandbySite({ stack, config, mode, serving, images });
  const budget = recoveryBudget({
    replicaLagSeconds: standby.detector.replicaLagSeconds,
    outboxSeconds: standby.outbox.intervalSeconds,
  });
  const replica = {
    what: "standby.replica",
    choice: standby.replica.instanceClass,
    why: `replays and serves nobody; becomes ${standby.replica.promotedClass} when promoted`,
  };
  const detector = {
    what: "standby.detector",
    choice: standby.detector.dryRun ? "reports" : "acts",
    why: standby.detector.dryRun
      ? "a person starts the workflow, until the command that its job runs is there"
      : "the workflow moves the cell by itself",
  };
  return {
    part: { ...base, standby, budget },
    reasons: [reason, replica, detector, ...budgetReasons(budget)],
  };
}

/**
 * What a configuration asks for and this version does not build: refused whole, never half-built.
 *
 * @param config A checked configuration.
 * @param serving The second site as it is when it serves.
 */
export function drProblems(config: CellConfig, serving: SitePlan | undefined): readonly Problem[] {
  const { phase } = stateOf(config.site);
  const warmUsd = serving === undefined ? undefined : warmMonthlyUsd(serving);
  const price = warmUsd === undefined ? "" : `; it would add $${Math.round(warmUsd)} a month`;
  return [
    ...(config.dr.mode === "warm-standby"
      ? [
          {
            key: "dr.mode",
            wrong: `is a mode that this version plans and does not build${price}`,
            got: config.dr.mode,
            allowed: "none, backup, pilot-light",
          },
        ]
      : []),
    ...(phase === "primary-active"
      ? []
      : [
          {
            key: "site.phase",
            wrong: "is a phase that this version does not build",
            got: phase,
            allowed: "primary-active",
          },
        ]),
  ];
}
