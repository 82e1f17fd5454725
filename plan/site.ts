/**
 * Which site of a cell is active, as a tagged union of phases with the moves between them.
 *
 * The number of a generation is part of every database's name. A promoted replica never becomes a
 * replica again, so a site that returns gets a database of a new generation.
 * Source: Amazon RDS User Guide, "Promoting a read replica to be a standalone DB instance".
 */
import type { SiteRole } from "./cell";

/** Phases in the order in which a cell walks them. */
export const PHASES = ["primary-active", "failing-over", "standby-active", "failing-back"] as const;

/** A phase of a cell. */
export type Phase = (typeof PHASES)[number];

/** What a database of the cell is. */
export type DatabaseDuty =
  /** Takes writes, as long as its site holds the lease. */
  | "writer"
  /** Replays the other one's writes; refuses its own. */
  | "replica"
  /** Could take writes and must not: its site has lost the lease. */
  | "fenced";

/** One database of the cell in a phase. */
export interface SiteDatabase {
  readonly site: SiteRole;
  readonly generation: number;
  readonly duty: DatabaseDuty;
}

/** The state of a cell's sites: the phase, and the generation that its writer began with. */
export type SiteState =
  | { readonly phase: "primary-active"; readonly generation: number }
  | { readonly phase: "failing-over"; readonly generation: number }
  | { readonly phase: "standby-active"; readonly generation: number }
  | { readonly phase: "failing-back"; readonly generation: number };

/** What the marker in the standby region says; whoever writes data reads it first. */
export interface SiteMarker {
  /** The site that holds the lease. */
  readonly active: SiteRole;
  readonly phase: Phase;
  readonly generation: number;
}

function never(state: never): never {
  throw new Error(`${JSON.stringify(state)} is no state of a site`);
}

/**
 * The site that may write. It moves with the first step of a transition, before any promotion.
 *
 * @param state Phase and generation.
 */
export function leaseHolder(state: SiteState): SiteRole {
  switch (state.phase) {
    case "primary-active":
    case "failing-back":
      return "primary";
    case "failing-over":
    case "standby-active":
      return "standby";
    default:
      return never(state);
  }
}

/**
 * The databases that a phase declares.
 *
 * @param state Phase and generation.
 */
export function databases(state: SiteState): readonly SiteDatabase[] {
  const { phase, generation } = state;
  switch (phase) {
    case "primary-active":
      return [
        { site: "primary", generation, duty: "writer" },
        { site: "standby", generation, duty: "replica" },
      ];
    case "failing-over":
      return [
        { site: "primary", generation, duty: "fenced" },
        { site: "standby", generation, duty: "writer" },
      ];
    // The standby keeps the generation that it was made with; the returning site gets the next.
    case "standby-active":
      return [
        { site: "primary", generation, duty: "replica" },
        { site: "standby", generation: generation - 1, duty: "writer" },
      ];
    case "failing-back":
      return [
        { site: "primary", generation, duty: "writer" },
        { site: "standby", generation: generation - 1, duty: "fenced" },
      ];
    default:
      return never(phase);
  }
}

/**
 * The states that may follow. A failover that has begun is never taken back: the promoted replica
 * cannot be demoted.
 *
 * @param state Phase and generation.
 */
export function nextPhases(state: SiteState): readonly SiteState[] {
  const { phase, generation } = state;
  switch (phase) {
    case "primary-active":
      return [{ phase: "failing-over", generation }];
    case "failing-over":
      return [{ phase: "standby-active", generation: generation + 1 }];
    case "standby-active":
      return [{ phase: "failing-back", generation }];
    case "failing-back":
      return [{ phase: "primary-active", generation }];
    default:
      return never(phase);
  }
}

/**
 * The databases that take writes: those that could, in the site that holds the lease.
 *
 * @param state Phase and generation.
 */
export function writers(state: SiteState): readonly SiteDatabase[] {
  const lease = leaseHolder(state);
  return databases(state).filter(({ site, duty }) => duty === "writer" && site === lease);
}

/** What a phase declares of one site. */
export interface SiteDuties {
  readonly site: SiteRole;
  /** Releases and workloads are declared; else control plane and nodes of size 0 at most. */
  readonly runsWorkloads: boolean;
  /** Takes the users' traffic. */
  readonly takesTraffic: boolean;
  /** Generation of its database. */
  readonly generation: number;
  readonly duty: DatabaseDuty;
}

/**
 * What a phase declares, site by site. The site that loses the lease keeps what it has until the
 * phase is over: no step of a failover touches the dead region.
 *
 * @param state Phase and generation.
 */
export function dutiesOf(state: SiteState): readonly SiteDuties[] {
  const lease = leaseHolder(state);
  const isMoving = state.phase === "failing-over" || state.phase === "failing-back";
  return databases(state).map(({ site, generation, duty }) => ({
    site,
    runsWorkloads: site === lease || isMoving,
    takesTraffic: site === lease,
    generation,
    duty,
  }));
}

/** One step of a transition, in the order in which it is taken. */
export type TransitionStep =
  | { readonly kind: "move-lease"; readonly to: SiteRole }
  | { readonly kind: "promote"; readonly site: SiteRole; readonly generation: number }
  | { readonly kind: "replicate"; readonly site: SiteRole; readonly generation: number };

/**
 * The steps that lead from one state to one of {@link nextPhases}: the lease always moves first,
 * so that the old writer is fenced before the new one can write.
 *
 * @param from Where the cell is.
 * @param to Where it goes.
 * @throws Error if the move is not allowed; the message names those that are.
 */
export function stepsBetween(from: SiteState, to: SiteState): readonly TransitionStep[] {
  const allowed = nextPhases(from);
  const found = allowed.find((s) => s.phase === to.phase && s.generation === to.generation);
  if (found === undefined) {
    const words = allowed.map((s) => `${s.phase} of generation ${s.generation}`).join(", ");
    throw new Error(
      `${from.phase} of generation ${from.generation} cannot become ${to.phase} of generation ` +
        `${to.generation}; allowed: ${words}`,
    );
  }
  const before = new Map(databases(from).map((one) => [keyOf(one), one.duty]));
  const moved = leaseHolder(from) !== leaseHolder(to);
  const changes = databases(to).flatMap((one): TransitionStep[] => {
    const { site, generation, duty } = one;
    const was = before.get(keyOf(one));
    if (duty === "writer" && was === "replica") return [{ kind: "promote", site, generation }];
    if (duty === "replica" && was === undefined) return [{ kind: "replicate", site, generation }];
    return [];
  });
  return [...(moved ? [{ kind: "move-lease", to: leaseHolder(to) } as const] : []), ...changes];
}

function keyOf({ site, generation }: Pick<SiteDatabase, "site" | "generation">): string {
  return `${site}-g${generation}`;
}

/**
 * The marker of a state, as transitions write it.
 *
 * @param state Phase and generation.
 */
export function markerOf(state: SiteState): SiteMarker {
  return { active: leaseHolder(state), phase: state.phase, generation: state.generation };
}

/** What the configuration says of the sites. */
export interface SiteConfig {
  readonly active: SiteRole;
  readonly phase?: Phase | undefined;
  readonly generation: number;
}

/**
 * The state that a configuration names; without a phase, the site at rest.
 *
 * @param site The key `site`, checked: the phase does not contradict the active site.
 */
export function stateOf({ active, phase, generation }: SiteConfig): SiteState {
  const resting = active === "primary" ? "primary-active" : "standby-active";
  return { phase: phase ?? resting, generation };
}
