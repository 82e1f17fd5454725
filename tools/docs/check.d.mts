/** Types for the specs; the source is check.mjs. */
export function findProblems(root: string, files: readonly string[]): readonly string[];
export function foreignNames(text: string): readonly string[];
export function unknownScripts(text: string, scripts: readonly string[]): readonly string[];
