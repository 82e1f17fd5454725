import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { objectStore } from "../support/object-store";
import { applyPack, as } from "../support/postgres";
import { listen } from "../support/postgres-server";
import { ROOT } from "../support/recorded";
import { installTimescaleStandIn, withoutExtension } from "../support/timescale";

const SOURCE = join(ROOT, "runtime/images/parquet-export");
const ANN = "aaaaaaaa-0000-4000-8000-000000000001";
const BOB = "bbbbbbbb-0000-4000-8000-000000000002";
const run = promisify(execFile);
const ago = (days: number): string => `(now() AT TIME ZONE 'UTC')::date - ${days}`;

describe("parquet-export on a real PostgreSQL with the pack", function () {
  this.timeout(600_000);
  const directory = mkdtempSync(join(tmpdir(), "parquet-export-"));
  const program = join(directory, "parquet-export");
  let db: PGlite;
  let database: Awaited<ReturnType<typeof listen>>;
  let store: Awaited<ReturnType<typeof objectStore>>;

  async function archiver(...args: readonly string[]): Promise<void> {
    await db.exec("SET ROLE app_archiver");
    try {
      await run(program, [...args], {
        env: {
          PGHOST: "127.0.0.1",
          PGPORT: String(database.port),
          PGUSER: "postgres",
          PGDATABASE: "postgres",
          PGSSLMODE: "disable",
          AWS_REGION: "us-east-1",
          AWS_ACCESS_KEY_ID: "stand-in",
          AWS_SECRET_ACCESS_KEY: "stand-in",
          AWS_ENDPOINT_URL_S3: store.url,
          ARCHIVE_BUCKET: "archive",
          ARCHIVE_HOT_DAYS: "90",
        },
      });
    } finally {
      // One session serves them all, and statements are named after their text.
      await db.exec("SET ROLE NONE; DEALLOCATE ALL");
    }
  }

  async function archivedDays(): Promise<readonly unknown[]> {
    const { rows } = await db.query(
      `SELECT hypertable, ${ago(0)} - day AS "daysAgo", rows::int FROM metrics.archived_days
       WHERE verified_at IS NOT NULL ORDER BY 1, 2 DESC`,
    );
    return rows;
  }

  async function write(tenant: string, daysAgo: number): Promise<void> {
    await as(
      db,
      "app_worker",
      `SELECT set_config('app.current_tenant', '${tenant}', true)`,
      `SELECT metrics_api.write_download((${ago(daysAgo)})::timestamp AT TIME ZONE 'UTC' + INTERVAL '3 hours', '${ANN}', 'DE', 'player', 10)`,
    );
  }

  before(async () => {
    await run("go", ["test", "./..."], { cwd: SOURCE });
    await run("go", ["build", "-o", program, "."], { cwd: SOURCE });
    db = await PGlite.create();
    await installTimescaleStandIn(db);
    await applyPack(db, "timeseries", { residency: "us", schemaCap: 0, rewrite: withoutExtension });
    await db.exec("CREATE TABLE metrics.materialized (tenant_id uuid, n integer)");
    await db.exec("ALTER TABLE metrics.materialized OWNER TO metrics_owner");
    for (const [tenant, daysAgo] of [
      [ANN, 93],
      [BOB, 93],
      [ANN, 91],
      [ANN, 90],
      [ANN, 1],
    ] as const)
      await write(tenant, daysAgo);
    database = await listen(db);
    store = await objectStore();
  });
  after(async () => {
    database.close();
    store.close();
    await db.close();
    rmSync(directory, { recursive: true });
  });

  it("archives each day that is older than 90, and days without rows between them", async () => {
    await archiver("export");
    assert.deepEqual(await archivedDays(), [
      { hypertable: "downloads", daysAgo: 93, rows: 2 },
      { hypertable: "downloads", daysAgo: 92, rows: 0 },
      { hypertable: "downloads", daysAgo: 91, rows: 1 },
    ]);
    assert.equal(store.objects.size, 3);
    for (const [key, object] of store.objects) {
      assert.match(key, /^\/archive\/downloads\/year=\d{4}\/month=\d\d\/\d{4}-\d\d-\d\d\.parquet$/);
      assert.equal(object.subarray(0, 4).toString(), "PAR1");
    }
  });

  it("lets the database drop these days, and no later one", async () => {
    await as(db, "metrics_owner", "CALL metrics.drop_archived_days()");
    const { rows } = await db.query(
      `SELECT ${ago(0)} - detail::date AS "daysAgo" FROM stand_in.calls WHERE name = 'drop_chunks'`,
    );
    assert.deepEqual(rows, [{ daysAgo: 90 }]);
  });

  it("does nothing a second time, but archives a day anew that got a late event", async () => {
    const first = new Map(store.objects);
    await archiver("export");
    assert.deepEqual([...store.objects], [...first]);
    await write(BOB, 92);
    await archiver("export");
    const changed = [...store.objects].filter(([key, object]) => first.get(key) !== object);
    assert.equal(changed.length, 1);
    assert.deepEqual((await archivedDays())[1], { hypertable: "downloads", daysAgo: 92, rows: 1 });
  });

  it("erases one tenant from the database and from the archive, and leaves the others", async () => {
    await archiver("erase", BOB);
    assert.deepEqual((await db.query("SELECT DISTINCT tenant_id FROM metrics.downloads")).rows, [
      { tenant_id: ANN },
    ]);
    assert.deepEqual(await archivedDays(), [
      { hypertable: "downloads", daysAgo: 93, rows: 1 },
      { hypertable: "downloads", daysAgo: 92, rows: 0 },
      { hypertable: "downloads", daysAgo: 91, rows: 1 },
    ]);
    const bob = Buffer.from(BOB.replaceAll("-", ""), "hex");
    assert.ok([...store.objects.values()].every((object) => !object.includes(bob)));
  });

  it("records nothing when the store refuses", async () => {
    await write(ANN, 94);
    store.close();
    await assert.rejects(archiver("export"));
    assert.equal((await archivedDays()).length, 3);
  });
});
