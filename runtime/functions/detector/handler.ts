/**
 * Watches the active site from the standby region and starts the failover, once. It runs every
 * minute; a first probe that succeeds ends the run, any other begins a series of five within 60
 * seconds, of which three must fail (seed, Automated Failover: "Health check detects primary
 * region failure").
 */
import { parsed, textAt, numberAt } from "../shared/json";
import type { Log } from "../shared/runtime";

/** What the edge has found out about the site; `unknown` where it does not say. */
export type OriginHealth = "healthy" | "unhealthy" | "unknown";

/** What the detector asks of the world. */
export interface DetectorPort {
  /** Whether the public name answers below 500 in time: the way of the users. */
  answers(): Promise<boolean>;
  /**
   * What the edge's own monitor says of the site. The way in admits nobody but the edge, so nobody
   * else can ask the site itself.
   */
  originHealth(): Promise<OriginHealth>;
  /** The text of the marker of the active site. */
  marker(): Promise<string>;
  /**
   * Starts the workflow under a name that can be used once.
   *
   * @returns false where an execution of that name exists.
   */
  start(name: string, input: string): Promise<boolean>;
  sleep(milliseconds: number): Promise<void>;
  readonly log: Log;
}

/** How the detector is set up. */
export interface DetectorSettings {
  /** Says what it would do, and does not. */
  readonly dryRun: boolean;
}

/** What a run came to. */
export type Outcome =
  "healthy" | "not-watching" | "recovered" | "would-fail-over" | "started" | "already-started";

/** Three of five probes over 60 seconds: four pauses of 15. */
const PROBES = 5;
const FAILURES = 3;
const PAUSE_MS = 15_000;

/** The marker as the transitions write it. */
interface Marker {
  readonly phase: string;
  readonly generation: number;
}

/** A marker that cannot be read is no leave to act: two writers are worse than a long outage. */
function markerOf(text: string): Marker {
  const value = parsed(text);
  const phase = textAt(value, "phase");
  const generation = numberAt(value, "generation");
  if (phase === undefined || generation === undefined) {
    throw new Error("the marker has no phase and generation");
  }
  return { phase, generation };
}

/**
 * One probe. The site is down only where the public name fails and the edge says that the site is
 * the reason: a name that fails before a living site is the edge's trouble, which no failover mends,
 * and an edge that says nothing is no leave to act.
 */
async function isUp(port: DetectorPort): Promise<boolean> {
  if (await port.answers()) return true;
  const health = await port.originHealth();
  if (health === "unhealthy") return false;
  port.log("warn", "the public name fails, and the edge does not blame the site", { health });
  return true;
}

/** The rest of the series after a first failure. */
async function isDown(port: DetectorPort): Promise<boolean> {
  let failures = 1;
  for (let probe = 1; probe < PROBES; probe++) {
    await port.sleep(PAUSE_MS);
    if (!(await isUp(port))) failures += 1;
    if (probe + 1 - failures > PROBES - FAILURES) return false;
  }
  return failures >= FAILURES;
}

/**
 * Probes, and starts the failover where the active site is down.
 *
 * @param settings How the detector is set up.
 * @param port The world.
 * @throws Error if the marker cannot be read.
 */
export async function detect(settings: DetectorSettings, port: DetectorPort): Promise<Outcome> {
  const before = markerOf(await port.marker());
  if (before.phase !== "primary-active") return "not-watching";
  if (await isUp(port)) return "healthy";
  if (!(await isDown(port))) return "recovered";
  // Somebody may have begun a transition within this minute.
  const { phase, generation } = markerOf(await port.marker());
  if (phase !== "primary-active" || generation !== before.generation) return "not-watching";
  return startOnce(settings, port, generation);
}

/**
 * The generation names the execution, and a name serves once in 90 days, so that two runs, or a
 * retry, start one failover. A workflow that failed is for people to look at, not to start again.
 * Source: AWS Step Functions API Reference, StartExecution.
 */
async function startOnce(
  { dryRun }: DetectorSettings,
  port: DetectorPort,
  generation: number,
): Promise<Outcome> {
  const name = `failover-g${generation}`;
  port.log("error", "the active site is down", { generation, dryRun });
  if (dryRun) return "would-fail-over";
  const input = JSON.stringify({ generation, reason: "detector" });
  return (await port.start(name, input)) ? "started" : "already-started";
}
