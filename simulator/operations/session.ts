/** One provider instance that the engine talks to: its cloud, its inputs, what it can reach. */
import { isFields, UNKNOWN } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { CloudDefinition, Scope } from "../contract";
import type { Store } from "../ledger/store";
import { Refusal } from "../refusal";
import type { Schema } from "../schema/shapes";
import { viewOf } from "./view";

/** Where calls of one provider instance go. */
export interface Session {
  readonly definition: CloudDefinition;
  /** Inputs of the provider instance. */
  readonly provider: Values;
  readonly store: Store;
  readonly schema: Schema;
}

/**
 * Finds out where a call goes, with the provider's credentials.
 *
 * @param session The provider instance.
 * @param inputs Inputs of the resource: some types name a region of their own.
 * @returns The scope of the call.
 * @throws Refusal when the cloud does not know the credentials, or the cluster is not there.
 */
export function scopeOf(session: Session, inputs: Values): Scope {
  const { definition, provider, store } = session;
  const nowhere: Scope = { package: definition.package, account: "", provider };
  const reached = definition.connect(provider, viewOf(store.read(), nowhere));
  if ("refusal" in reached) {
    throw new Refusal(reached.refusal);
  }
  const region = ownRegion(definition.package, inputs) ?? reached.region;
  const scope: Scope = { package: definition.package, account: reached.account, provider };
  return region === undefined ? scope : { ...scope, region };
}

/**
 * @param values The inputs of a provider instance.
 * @returns True when it is not known yet where calls will go.
 */
export function hasUnknown(values: Value): boolean {
  if (Array.isArray(values)) {
    return (values as readonly Value[]).some(hasUnknown);
  }
  return isFields(values) ? Object.values(values).some(hasUnknown) : values === UNKNOWN;
}

/**
 * @param packageName The package.
 * @param inputs Inputs of a resource.
 * @returns The region that the resource names for itself: every regional type of aws has a
 * `region` (AWS provider 7, "Enhanced region support"), types of gcp a `location`, `region` or `zone`.
 */
export function ownRegion(packageName: Scope["package"], inputs: Values): string | undefined {
  switch (packageName) {
    case "aws":
      return text(inputs.region);
    case "gcp":
      return text(inputs.region) ?? gcpRegion(text(inputs.location) ?? text(inputs.zone));
    case "kubernetes":
    case "cloudflare":
    case "random":
      return undefined;
    default:
      return packageName satisfies never;
  }
}

/** A zone (`europe-west1-b`) lies in the region of the same name without its letter. */
function gcpRegion(place: string | undefined): string | undefined {
  return place?.toLowerCase().replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, "$1");
}

function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
