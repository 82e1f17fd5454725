/** The numbered SQL files of `runtime/sql`, and a name for exactly this text of them. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Where the packs lie. */
const PACKS = join(__dirname, "..", "..", "runtime", "sql");

/** Characters of a digest in a name: 40 bits tell the few versions of one pack apart. */
const DIGEST_CHARS = 10;

/** A pack of `runtime/sql`. */
export type SqlPackName = "tenancy" | "timeseries" | "identity";

/** Numbered files that are applied in order, each statement of which can run again. */
export interface SqlPack {
  readonly name: SqlPackName;
  /** Text by file name, in the order in which they are applied. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Reads a pack.
 *
 * @param name Which.
 * @throws Error if it has no file.
 */
export function readSqlPack(name: SqlPackName): SqlPack {
  const directory = join(PACKS, name);
  const names = readdirSync(directory)
    .filter((file) => file.endsWith(".sql"))
    .toSorted();
  if (names.length === 0) throw new Error(`runtime/sql/${name} has no .sql file`);
  const files = names.map((file) => [file, readFileSync(join(directory, file), "utf8")] as const);
  return { name, files: Object.fromEntries(files) };
}

/**
 * A short digest of anything that a Job does: another digest is another Job.
 *
 * @param parts Everything that the Job depends on.
 */
export function jobDigest(parts: unknown): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, DIGEST_CHARS);
}
