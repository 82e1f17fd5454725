/** Types for the specs; the source is docs.mjs. */
export function projectFiles(root: string): readonly string[];
