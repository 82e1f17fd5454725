/** Version numbers, and what we make of the version of a CLI that we find. */

/**
 * @param {string} text What `pulumi version` or `go env GOVERSION` prints.
 * @returns {readonly [number, number, number] | undefined} Undefined when it is no version.
 */
export function parseVersion(text) {
  const match = /^(?:v|go)?(\d+)\.(\d+)(?:\.(\d+))?(?:[-+].*|rc\d+.*|beta\d+.*)?$/.exec(
    text.trim(),
  );
  return match === null
    ? undefined
    : [Number(match[1]), Number(match[2]), match[3] === undefined ? 0 : Number(match[3])];
}

/**
 * @param {string} left
 * @param {string} right
 * @returns {number} Below 0 when `left` is older, 0 when equal, above 0 when newer.
 */
export function compareVersions(left, right) {
  const [a, b] = [known(left), known(right)];
  const difference = a.map((part, at) => part - (b[at] ?? 0)).find((part) => part !== 0);
  return difference ?? 0;
}

/** @param {string} text */
function known(text) {
  const version = parseVersion(text);
  if (version === undefined) throw new Error(`"${text}" is not a version number.`);
  return version;
}

/**
 * @param {string} version The version found.
 * @param {{ oldest: string, newest: string }} range The tested range, both ends within.
 * @returns {{ verdict: "tested" } | { verdict: "newer" | "refused", reason: string }}
 */
export function judgeVersion(version, range) {
  const parsed = parseVersion(version);
  if (parsed === undefined) {
    return { verdict: "refused", reason: `"${version}" is not a version number` };
  }
  if (compareVersions(version, range.oldest) < 0) {
    return { verdict: "refused", reason: `${version} is older than ${range.oldest}` };
  }
  // The Automation API of the SDK refuses a CLI of another major version.
  const major = Number(range.newest.split(".")[0]);
  if (parsed[0] !== major) {
    return { verdict: "refused", reason: `${version} is not of major version ${major}` };
  }
  return compareVersions(version, range.newest) > 0
    ? { verdict: "newer", reason: `${version} is newer than ${range.newest}, the newest tested` }
    : { verdict: "tested" };
}
