/** Types for the specs; the source is dependencies.mjs. */
export function oldestNode(root: string): string | undefined;
export function whyStale(root: string): string | undefined;
export function ensureDependencies(root: string, env: NodeJS.ProcessEnv): Promise<void>;
