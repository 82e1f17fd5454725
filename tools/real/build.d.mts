/** What the build leaves: the version, and where the two programs are. */
export interface Binaries {
  readonly version: string;
  readonly etcd: string;
  readonly apiServer: string;
}

/**
 * @param root The project's folder.
 * @returns Version of Kubernetes that is built, as 1.2.3.
 */
export function kubernetesVersion(root?: string): string;

/**
 * @param root The project's folder.
 * @param env Environment, for the place of the user's cache.
 * @returns The folder of the pinned modules' programs.
 */
export function binariesFolder(root?: string, env?: NodeJS.ProcessEnv): string;

/**
 * @param root The project's folder.
 * @param env Environment of the compiler.
 * @returns The programs, built if they are not in the cache.
 */
export function ensureBinaries(root?: string, env?: NodeJS.ProcessEnv): Promise<Binaries>;
