/** Where one resource is: its own input first, then what contains it, then its provider. */
import { findLocation, regionOfArn } from "../../facts/locations";
import type { Location } from "../../facts/locations";
import {
  GCP_DEFAULT_PLACES,
  GCP_PLACE_KEYS,
  GCP_REGIONAL_STORES,
  GLOBAL_AWS_SERVICES,
  US_EAST_1_ONLY,
} from "../../facts/sinks";
import { UNKNOWN } from "../../facts/values";
import type { Value } from "../../facts/values";
import type { ResourceView } from "../resource";

/** What can be said of a resource's place. */
export type Place =
  /** It stands there; `path` is the input that says so. */
  | { readonly kind: "known"; readonly location: Location; readonly path: string }
  /** A name that is in no table. */
  | { readonly kind: "strange"; readonly name: string; readonly path: string }
  /** The engine or the environment will say. */
  | { readonly kind: "open"; readonly path: string }
  /** It has no place: a global service, or a thing without data of its own. */
  | { readonly kind: "none" };

/**
 * The place of a resource.
 *
 * @param view Any resource.
 */
export function placeOf(view: ResourceView): Place {
  const [packageName] = view.type.split(":");
  if (packageName === "aws") return placeOnAws(view);
  return packageName === "gcp" ? placeOnGcp(view) : { kind: "none" };
}

/**
 * Reads a name.
 *
 * @param value The value of an input.
 * @param path The path of the input.
 */
export function placeNamed(value: Value | undefined, path: string): Place {
  if (value === UNKNOWN) return { kind: "open", path };
  if (typeof value !== "string" || value === "") return { kind: "none" };
  const location = findLocation(value);
  return location === undefined
    ? { kind: "strange", name: value, path }
    : { kind: "known", location, path };
}

function placeOnAws({ type, inputs, provider, outputs }: ResourceView): Place {
  const service = /^aws:([^/:]+)/.exec(type)?.[1] ?? "";
  if (Object.hasOwn(GLOBAL_AWS_SERVICES, service)) return { kind: "none" };
  const region = inputs.region;
  const zone = inputs.availabilityZone;
  const own = placeNamed(region ?? undefined, "region");
  const found = own.kind === "none" ? placeNamed(zone ?? undefined, "availabilityZone") : own;
  const stated =
    found.kind === "none" || found.kind === "open" ? fromProvider(provider, found) : found;
  const settled = stated.kind === "open" ? fromArn(outputs.arn, stated) : stated;
  const pinned = settled.kind === "known" && settled.location.name === "us-east-1";
  const edge = type !== "aws:wafv2/webAcl:WebAcl" || inputs.scope === "CLOUDFRONT";
  return pinned && edge && Object.hasOwn(US_EAST_1_ONLY, type) ? { kind: "none" } : settled;
}

/** An unknown region of its own beats the provider: it may name any other. */
function fromProvider(provider: ResourceView["provider"], found: Place): Place {
  if (found.kind === "open" && found.path === "region") return found;
  const place = placeNamed(provider.region ?? undefined, "provider.region");
  return place.kind === "none" ? { kind: "open", path: "provider.region" } : place;
}

function fromArn(arn: Value | undefined, otherwise: Place): Place {
  const region = typeof arn === "string" ? regionOfArn(arn) : undefined;
  return region === undefined
    ? otherwise
    : placeNamed(region, otherwise.kind === "open" ? otherwise.path : "arn");
}

function placeOnGcp({ type, inputs, provider }: ResourceView): Place {
  if (inputs.replication !== undefined) return { kind: "none" };
  const dual = inputs.customPlacementConfig !== undefined && type === "gcp:storage/bucket:Bucket";
  for (const key of GCP_PLACE_KEYS) {
    const place = dual ? ({ kind: "none" } as const) : placeNamed(inputs[key] ?? undefined, key);
    if (place.kind !== "none") return place;
  }
  const fallback = GCP_DEFAULT_PLACES[type];
  if (fallback !== undefined && !dual) return placeNamed(fallback, "location");
  if (!GCP_REGIONAL_STORES.has(type)) return { kind: "none" };
  const place = placeNamed(provider.region ?? provider.zone ?? undefined, "provider.region");
  return place.kind === "none" ? { kind: "open", path: "provider.region" } : place;
}
