/** Brings a stack back to where the next `up` can go on: its lock, its pending operations. */
import type { Console } from "../console";
import type { RepairDocument, Settlement } from "../documents";
import { refresh } from "../engine/run";
import type { StackState } from "../engine/state";
import type { OpenStack } from "../engine/workspace";
import { EXIT, UserError } from "../exit-codes";
import { errorsOf } from "../summary/assessment";
import { counted, nameOf } from "../text";
import { holderText, lockHolders, lockVerdict, type LockHolder } from "./locks";
import { currentState } from "../engine/stored-state";
import { awsProviders, providersOf } from "./providers";
import { settleCreates, type Settled } from "./settle";

/** What clearing the lock came to. */
export type LockResult = RepairDocument["lock"];

/**
 * The holders of the stack's lock.
 *
 * @param open The stack.
 * @param backendUrl Where the state is kept, as far as the environment says.
 */
export function holdersOf(
  open: OpenStack,
  backendUrl: string | undefined,
): readonly LockHolder[] | undefined {
  const url = open.environment.variables.PULUMI_BACKEND_URL ?? backendUrl;
  return url === undefined ? undefined : lockHolders(url, open.name);
}

/** What to do about a lock. */
export interface LockArgs {
  readonly open: OpenStack;
  readonly console: Console;
  /** Undefined where this backend cannot be read here: then only `force` clears a lock. */
  readonly holders: readonly LockHolder[] | undefined;
  /** Clear a lock whose holder is on another machine. */
  readonly force: boolean;
}

/**
 * Clears the lock once it is known that nobody works under it.
 *
 * @param args The stack and the holders of its lock.
 * @throws UserError if the holder lives, or may live on another machine.
 */
export async function clearLock({ open, console, holders, force }: LockArgs): Promise<LockResult> {
  if (holders === undefined) return force ? forced(open, console) : "none";
  const verdict = lockVerdict(holders);
  switch (verdict.kind) {
    case "free":
      return "none";
    case "alive":
      throw new UserError(
        `${open.name} is being changed by ${holderText(verdict.holder)}. Wait for it, or end that ` +
          "process; nothing was touched.",
      );
    case "elsewhere":
      if (!force) {
        throw new UserError(
          `${open.name} is locked by ${holderText(verdict.holder)}, on another machine: only people ` +
            `can tell whether it still works. If it does not: ${repairCommand(open)} --force-lock`,
        );
      }
      break;
    case "stale":
      break;
    default:
      return verdict satisfies never;
  }
  await open.stack.cancel();
  const who = holders.map(holderText).join("; ");
  console.say(`Cleared the lock that ${who} left behind.`);
  return "cleared";
}

/** The user knows what this machine cannot: that nobody works under the lock. */
async function forced(open: OpenStack, console: Console): Promise<LockResult> {
  await open.stack.cancel();
  console.say(`Cleared whatever lock ${open.name} had, as --force-lock says.`);
  return "cleared";
}

/**
 * Settles every operation that the state holds as pending.
 *
 * @param open The stack.
 * @param console Where progress is shown.
 * @param state Its state.
 */
export async function settlePending(
  open: OpenStack,
  console: Console,
  state: StackState,
): Promise<Settled> {
  if (state.pending.length === 0) return { settled: [], errors: [] };
  console.say(`Settling ${counted(state.pending.length, "interrupted operation")}…`);
  const creates = state.pending
    .filter(({ type }) => type === "creating")
    .map(({ resource }) => ({ resource, was: "creating" }));
  const providers = providersOf(creates, awsProviders(state.resources));
  const created = await settleCreates({ open, console, state, creates, providers });
  const others = await settleOthers(open, console, await currentState(open));
  return {
    settled: [...created.settled, ...others.settled],
    errors: [...created.errors, ...others.errors],
  };
}

/** An update or a delete has its resource in the state: reading it anew tells how it ended. */
async function settleOthers(
  open: OpenStack,
  console: Console,
  state: StackState,
): Promise<Settled> {
  const operations = state.pending.filter(({ type }) => type !== "creating");
  if (operations.length === 0) return { settled: [], errors: [] };
  const known = new Set(state.resources.map(({ urn }) => urn));
  const urns = operations.map(({ resource }) => resource.urn).filter((urn) => known.has(urn));
  const outcome = await refresh(open, console, urns);
  if (outcome.failure !== undefined) return { settled: [], errors: errorsOf(outcome) };
  const settled = operations.map(({ type, resource }): Settlement => ({
    urn: resource.urn,
    was: type,
    verdict: "resolved",
    how: "read anew from the cloud",
  }));
  return { settled, errors: [] };
}

/**
 * The one command that repairs a stack.
 *
 * @param open The stack.
 */
export function repairCommand(open: Pick<OpenStack, "name" | "environment">): string {
  const simulate = open.environment.kind === "simulated" ? " --simulate" : "";
  return `npm run -s platform -- repair --stack ${open.name}${simulate} --yes`;
}

/** @param settled Settled operations, as sentences. */
export function settledText(settled: readonly Settlement[]): string {
  return settled
    .map(({ urn, verdict, how, id }) => {
      const what = id === undefined ? "" : ` (${id})`;
      return `  ${verdict}  ${nameOf(urn)}${what}: ${how}`;
    })
    .join("\n");
}

/** @param errors What could not be settled: the exit code that it means. */
export function repairExit(errors: readonly string[]): typeof EXIT.done | typeof EXIT.error {
  return errors.length === 0 ? EXIT.done : EXIT.error;
}
