/** Lets faults strike between the engine and a simulated cloud. */
import { isFields } from "../../facts/values";
import type { Values } from "../../facts/values";
import type { PackageName } from "../contract";
import { strike } from "../faults";
import type { Fault, FaultVerb } from "../faults";
import type { Store } from "../ledger/store";
import { ownRegion } from "../operations/session";
import { Refusal } from "../refusal";

/** A call as faults look at it. */
export interface FaultyCall {
  readonly package: PackageName;
  readonly verb: FaultVerb;
  /** Absent for `configure` and `invoke`. */
  readonly type?: string;
  /** Inputs of the provider instance. */
  readonly provider: Values;
  /** Inputs of the resource. */
  readonly inputs: Values;
  /** At preview nothing is counted: nothing happens. */
  readonly preview?: boolean;
}

/** What a call goes through. */
export interface FaultGate {
  readonly store: Store;
  /** The faults that are asked for at the moment of the call. */
  faults(): readonly Fault[];
  /** Ends the process as a crash does. */
  crash(): never;
}

/** Verbs that change something. */
const WRITES: ReadonlySet<FaultVerb> = new Set(["create", "update", "delete"]);

/**
 * Runs a call with the faults that concern it.
 *
 * @param gate The faults and what they need.
 * @param call The call.
 * @param work What the cloud does.
 * @returns What `work` returns.
 * @throws Refusal where a fault strikes.
 */
export async function throughFaults<T>(
  gate: FaultGate,
  call: FaultyCall,
  work: () => T,
): Promise<T> {
  const struck = strike(
    gate.store,
    gate.faults().filter((fault) => concerns(fault, call)),
  );
  for (const fault of struck) {
    await before(fault, gate, call);
  }
  const answer = work();
  for (const fault of struck) {
    after(fault, gate, call);
  }
  return answer;
}

/**
 * @param faults The faults that are asked for.
 * @param call The call.
 * @returns The region that the call needs and that is dead.
 */
export function deadRegion(faults: readonly Fault[], call: FaultyCall): string | undefined {
  const dead = faults.find((fault) => fault.kind === "dead-region" && concerns(fault, call));
  return dead?.kind === "dead-region" ? dead.region : undefined;
}

function concerns(fault: Fault, call: FaultyCall): boolean {
  const isOurs = fault.package === undefined || fault.package === call.package;
  const isType =
    fault.types === undefined || (call.type !== undefined && fault.types.includes(call.type));
  return isOurs && isType && isCall(fault, call);
}

function isCall(fault: Fault, call: FaultyCall): boolean {
  const isPreview = call.preview === true;
  switch (fault.kind) {
    case "fail":
    case "lost-response":
    case "crash":
      return !isPreview && fault.verb === call.verb;
    case "throttle":
      return (
        !isPreview && (fault.verb === undefined ? WRITES.has(call.verb) : fault.verb === call.verb)
      );
    case "latency":
      return fault.verb === undefined || fault.verb === call.verb;
    case "dead-region":
      return needs(call, fault.region);
    default:
      return never(fault);
  }
}

/**
 * The provider's region answers for its credentials, the resource's own for the resource. A
 * cluster lies where its kubeconfig or identifier says: both name the region.
 */
function needs({ package: packageName, provider, inputs }: FaultyCall, region: string): boolean {
  if (packageName === "kubernetes") {
    const place = [provider.clusterIdentifier, provider.kubeconfig];
    return place.some((text) => mentions(text, region));
  }
  return provider.region === region || ownRegion(packageName, inputs) === region;
}

function mentions(value: unknown, region: string): boolean {
  return (
    typeof value === "string" && new RegExp(`(^|[^a-z0-9-])${region}([^a-z0-9-]|$)`).test(value)
  );
}

async function before(fault: Fault, gate: FaultGate, call: FaultyCall): Promise<void> {
  switch (fault.kind) {
    case "latency":
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return;
    case "fail":
      throw new Refusal(fault.message ?? `${FAILED[call.package]} (${call.type ?? call.verb})`);
    case "throttle":
      throw new Refusal(THROTTLED[call.package], "resourceExhausted");
    case "dead-region":
      throw new Refusal(unreachable(call, fault.region), "unavailable");
    case "crash":
      return fault.when === "before" ? gate.crash() : undefined;
    case "lost-response":
      return;
    default:
      never(fault);
  }
}

function after(fault: Fault, gate: FaultGate, call: FaultyCall): void {
  if (fault.kind === "crash" && fault.when === "after") {
    gate.crash();
  }
  if (fault.kind === "lost-response") {
    const what = `${call.verb} of ${call.type ?? "a resource"}`;
    throw new Refusal(
      `${what}: error reading from server: EOF (transport is closing)`,
      "unavailable",
    );
  }
}

const FAILED: Readonly<Record<PackageName, string>> = {
  aws: "api error InternalFailure: The request processing has failed because of an unknown error",
  kubernetes: "Internal error occurred: etcdserver: request timed out",
  gcp: "googleapi: Error 500: Internal error encountered., backendError",
  cloudflare: "Internal Server Error (10002)",
  random: "could not read random bytes",
};

const THROTTLED: Readonly<Record<PackageName, string>> = {
  aws: "https response error StatusCode: 400, api error ThrottlingException: Rate exceeded",
  kubernetes: "the server has received too many requests and has asked us to try again later",
  gcp: "googleapi: Error 429: Quota exceeded for quota metric 'Queries', rateLimitExceeded",
  cloudflare: "Rate limited. Please wait and consider throttling your request speed (10429)",
  random: "too many requests",
};

function unreachable(call: FaultyCall, region: string): string {
  switch (call.package) {
    case "kubernetes":
      return (
        "configured Kubernetes cluster is unreachable: unable to load schema information from " +
        `the API server: dial tcp: i/o timeout (${region})`
      );
    case "gcp":
      return `googleapi: Error 503: The service is currently unavailable in ${region}., backendError`;
    case "aws":
    case "cloudflare":
    case "random":
      return (
        "https response error StatusCode: 0, RequestID: , request send failed: dial tcp: lookup " +
        `${call.type?.split(/[:/]/)[1] ?? "sts"}.${region}.amazonaws.com: i/o timeout`
      );
    default:
      return call.package satisfies never;
  }
}

/** @returns True where the provider is told to leave an unreachable cluster's objects alone. */
export function skipsUnreachable({ package: packageName, provider }: FaultyCall): boolean {
  const flag = provider.skipUpdateUnreachable;
  return packageName === "kubernetes" && !isFields(flag) && (flag === true || flag === "true");
}

function never(fault: never): never {
  throw new Error(`no such fault: ${JSON.stringify(fault)}`);
}
