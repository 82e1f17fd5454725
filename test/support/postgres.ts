/** A real PostgreSQL in this process, with a pack of runtime/sql applied as its Job applies it. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";

/** Settings that the Job hands to its session. */
export interface PackSettings {
  readonly residency: "us" | "eu";
  /** Tenants that get a schema of their own. */
  readonly schemaCap: number;
  /**
   * Changes the text of each file, where this PostgreSQL lacks an extension.
   * @default the text as it is
   */
  readonly rewrite?: (sql: string) => string;
}

const PACKS = join(__dirname, "../../runtime/sql");

/**
 * Applies every file of a pack in the order of their numbers, in one session.
 *
 * @param db The database.
 * @param pack Folder under runtime/sql.
 * @param settings What the Job sets.
 */
export async function applyPack(db: PGlite, pack: string, settings: PackSettings): Promise<void> {
  await db.exec(
    `SET platform.residency = '${settings.residency}'; SET platform.schema_cap = '${settings.schemaCap}';`,
  );
  for (const file of readdirSync(join(PACKS, pack)).toSorted()) {
    const text = readFileSync(join(PACKS, pack, file), "utf8");
    await db.exec(settings.rewrite === undefined ? text : settings.rewrite(text));
  }
}

/**
 * Runs one statement in a transaction of its own as a role, then puts the role back.
 *
 * @param db The database.
 * @param role The role to run as.
 * @param statements SQL; the rows of the last statement are returned.
 * @returns The rows.
 * @throws What PostgreSQL refuses.
 */
export async function as(
  db: PGlite,
  role: string,
  ...statements: readonly string[]
): Promise<readonly Record<string, unknown>[]> {
  await db.exec(`BEGIN; SET LOCAL ROLE ${role};`);
  try {
    let rows: readonly Record<string, unknown>[] = [];
    for (const statement of statements) {
      rows = (await db.query<Record<string, unknown>>(statement)).rows;
    }
    await db.exec("COMMIT");
    return rows;
  } catch (error) {
    await db.exec("ROLLBACK");
    throw error;
  }
}
