/**
 * Two cells in one account or zone would fight over what exists once in it (the default encryption,
 * the registry's replication, the zone's rules), so stack files may not share one.
 */
import { textAt } from "./raw";
import { NAMESPACE } from "./schema";

/** A stack file as read: its stack and the section `config`. */
export interface StackFile {
  readonly stack: string;
  /** Keys with namespace, as in the file. */
  readonly config: unknown;
}

/** An account or zone that several stack files name. */
export interface SharedAccount {
  /** Key without namespace, such as `account.aws.id`. */
  readonly key: string;
  readonly value: string;
  /** Stacks that name it, in the order of the files. */
  readonly stacks: readonly string[];
}

/**
 * What exists once: an AWS account, a Google Cloud project, a Cloudflare zone. A Cloudflare account
 * or a billing account may hold several cells.
 */
const EXCLUSIVE = ["aws.id", "gcp.project", "cloudflare.zone"];

function ownersOf(files: readonly StackFile[], path: string): ReadonlyMap<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const { stack, config } of files) {
    const account =
      typeof config === "object" && config !== null
        ? (config as Readonly<Record<string, unknown>>)[`${NAMESPACE}:account`]
        : undefined;
    const value = textAt(account, path);
    if (value !== undefined) owners.set(value, [...(owners.get(value) ?? []), stack]);
  }
  return owners;
}

/**
 * Finds accounts, projects and zones that more than one stack file names.
 *
 * @param files All stack files of the project.
 */
export function findSharedAccounts(files: readonly StackFile[]): readonly SharedAccount[] {
  return EXCLUSIVE.flatMap((path) =>
    [...ownersOf(files, path)]
      .filter(([, stacks]) => stacks.length > 1)
      .map(([value, stacks]) => ({ key: `account.${path}`, value, stacks })),
  );
}
