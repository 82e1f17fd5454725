/** Types for the specs; the source is range.mjs. */
export function parseVersion(text: string): readonly [number, number, number] | undefined;
export function compareVersions(left: string, right: string): number;
export function judgeVersion(
  version: string,
  range: { readonly oldest: string; readonly newest: string },
):
  | { readonly verdict: "tested" }
  | { readonly verdict: "newer" | "refused"; readonly reason: string };
