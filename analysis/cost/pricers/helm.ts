/** Volumes that a chart claims: a release shows no objects, but its values say what they ask for. */
import { isFields, type Value, type Values } from "../../../facts/values";
import { at } from "../read";
import type { Pricer, PricerTable } from "../quote";
import { type Volumes, addVolumes, gibOf } from "./kubernetes";

/** Paths of a size below a key of a chart's values. Source: `values.yaml` of common charts. */
const SIZE_PATHS = [
  // Prometheus Operator: storageSpec, storage.
  "volumeClaimTemplate.spec.resources.requests.storage",
  // Most other charts, unless the claim is somebody else's.
  "size",
];

/** The number of equal pods that a part of the values states. */
function copiesOf(part: Values): Value {
  return part.replicas ?? part.replicaCount ?? 1;
}

/** The size that one key of a part asks for; undefined where it asks for none. */
function sizeOf(key: string, value: Value | undefined): Value | undefined {
  if (!isFields(value)) return undefined;
  const [template = "", plain = ""] = SIZE_PATHS;
  const claimed = at(value, template);
  if (claimed !== undefined) return claimed;
  const lent = value.existingClaim ?? "";
  const isOwn = key === "persistence" && value.enabled === true && lent === "";
  return isOwn ? at(value, plain) : undefined;
}

/** Every volume that values ask for, at any depth. */
function* volumesIn(values: Values): Generator<Volumes> {
  for (const [key, value] of Object.entries(values)) {
    const size = sizeOf(key, value);
    if (size !== undefined) yield { gib: gibOf(size), count: copiesOf(values) };
    else if (isFields(value)) yield* volumesIn(value);
  }
}

const release: Pricer = (subject, quote) => {
  const values = subject.view.inputs.values;
  const volumes = isFields(values) ? [...volumesIn(values)] : [];
  if (volumes.length === 0) quote.free("its pods run on the priced nodes");
  for (const each of volumes) addVolumes(subject, quote, each);
};

/** Pricers of releases. */
export const HELM: PricerTable = {
  "kubernetes:helm.sh/v3:Release": release,
};
