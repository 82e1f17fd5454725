/**
 * A second opinion on residency: every text of a state is searched for the name of a region,
 * whatever field it stands in. It shares the table of regions with the policies, and nothing else.
 */
import { isInEu, REGIONS } from "../../facts/regions";

/** A resource as the state has it: the part that is searched. */
export interface Placed {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
}

/** A region that is named somewhere, and by whom. */
export interface ForeignPlace {
  readonly urn: string;
  readonly path: string;
  readonly region: string;
}

/** Longest names first, so that `europe-west10` is not read as `europe-west1`. */
const NAMES = Object.keys(REGIONS).toSorted((a, b) => b.length - a.length);
// Word characters and dots stand around a region in ARNs, host names and zones alike.
const ANY_REGION = new RegExp(`(?<![a-z0-9])(${NAMES.join("|")})(?![0-9])`, "g");

function* texts(value: unknown, path: string): Generator<readonly [string, string]> {
  if (typeof value === "string") yield [path, value];
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* texts(item, `${path}[${index}]`);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield* texts(key, `${path}.${key} (key)`);
      yield* texts(item, `${path}.${key}`);
    }
  }
}

/**
 * Every region outside of the European Union that a state names.
 *
 * @param resources The state's resources.
 * @param allowed Services (as in ARNs) and types that are everywhere by nature.
 */
export function foreignPlaces(
  resources: readonly Placed[],
  allowed: readonly string[],
): readonly ForeignPlace[] {
  return resources
    .filter(({ type }) => !allowed.some((each) => type === each || type.startsWith(`aws:${each}/`)))
    .flatMap(({ urn, inputs, outputs }) =>
      [...texts({ inputs, outputs }, "")].flatMap(([path, text]) =>
        [...text.matchAll(ANY_REGION)]
          .map(([region]) => region)
          .filter((region) => !isInEu(region))
          .map((region) => ({ urn, path: path.slice(1), region })),
      ),
    );
}
