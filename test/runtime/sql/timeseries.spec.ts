import assert from "node:assert/strict";
import { PGlite } from "@electric-sql/pglite";
import { applyPack, as } from "../../support/postgres";
import { installTimescaleStandIn, withoutExtension } from "../../support/timescale";

const ANN = "aaaaaaaa-0000-4000-8000-000000000001";
const BOB = "bbbbbbbb-0000-4000-8000-000000000002";
const SETTINGS = { residency: "eu", schemaCap: 0, rewrite: withoutExtension } as const;
const use = (id: string): string => `SELECT set_config('app.current_tenant', '${id}', true)`;
const write = (daysAgo: number): string =>
  `SELECT metrics_api.write_download(now() - INTERVAL '${daysAgo} days', '${ANN}', 'DE', 'secret-client', 10)`;

describe("the time-series pack", function () {
  this.timeout(60_000);
  let db: PGlite;

  before(async () => {
    db = await PGlite.create();
    await installTimescaleStandIn(db);
    await applyPack(db, "timeseries", SETTINGS);
    await db.exec("CREATE TABLE metrics.materialized (tenant_id uuid, n integer)");
    await db.exec("ALTER TABLE metrics.materialized OWNER TO metrics_owner");
    await db.exec(`INSERT INTO metrics.materialized VALUES ('${ANN}', 1), ('${BOB}', 2)`);
    for (const id of [ANN, BOB]) {
      await as(db, "app_worker", use(id), write(0), write(91), write(92));
    }
  });
  after(async () => {
    await db.close();
  });

  const calls = async (name: string): Promise<readonly unknown[]> =>
    (
      await db.query<{ call: string }>(
        `SELECT DISTINCT target || ': ' || detail AS call FROM stand_in.calls WHERE name = '${name}' ORDER BY 1`,
      )
    ).rows.map((row) => row.call);

  it("partitions by time and by tenant", async () => {
    assert.deepEqual(await calls("create_hypertable"), [
      "metrics.downloads: range at 1 day",
      "metrics.impressions: range at 1 day",
    ]);
    assert.deepEqual(await calls("add_dimension"), [
      "metrics.downloads: hash tenant_id 4",
      "metrics.impressions: hash tenant_id 4",
    ]);
  });

  it("compresses after a week and keeps aggregates for a year", async () => {
    assert.deepEqual(await calls("add_compression_policy"), [
      "metrics.downloads: 7 days",
      "metrics.impressions: 7 days",
    ]);
    assert.deepEqual(await calls("add_retention_policy"), [
      "metrics.downloads_daily: 1 year",
      "metrics.impressions_daily: 1 year",
    ]);
  });

  it("can be applied again and keeps one job", async () => {
    await applyPack(db, "timeseries", SETTINGS);
    const jobs = await db.query(
      "SELECT count(*)::int AS n FROM stand_in.calls WHERE name = 'add_job'",
    );
    assert.deepEqual(jobs.rows, [{ n: 1 }]);
  });

  it("shows each tenant its own events only", async () => {
    const read =
      "SELECT DISTINCT tenant_id FROM metrics_api.read_downloads(now() - INTERVAL '1 year', now() + INTERVAL '1 day')";
    for (const id of [ANN, BOB]) {
      assert.deepEqual(await as(db, "app_api", use(id), read), [{ tenant_id: id }]);
    }
    const daily =
      "SELECT tenant_id, sum(downloads)::int AS n FROM metrics_api.downloads_daily GROUP BY 1";
    assert.deepEqual(await as(db, "app_api", use(BOB), daily), [{ tenant_id: BOB, n: 3 }]);
  });

  it("refuses to read or write without a tenant", async () => {
    await assert.rejects(
      as(db, "app_api", "SELECT * FROM metrics_api.downloads_daily"),
      /no tenant is set/,
    );
    await assert.rejects(as(db, "app_worker", write(0)), /no tenant is set/);
  });

  it("refuses the tables and aggregates themselves", async () => {
    for (const relation of ["downloads", "downloads_daily", "impressions", "cell"]) {
      await assert.rejects(
        as(db, "app_api", use(ANN), `SELECT * FROM metrics.${relation}`),
        /permission denied/,
      );
    }
  });

  it("shows nothing of another tenant to a filter that raises its value", async () => {
    // The classic leak of a plain view: the filter runs before the tenant is compared.
    await assert.rejects(
      as(
        db,
        "app_api",
        use("cccccccc-0000-4000-8000-000000000003"),
        "SELECT 1/count(*) FROM metrics_api.read_downloads(now() - INTERVAL '1 year', now()) d WHERE (d.client || d.tenant_id::text)::int > 0",
      ),
      (error: Error) => !error.message.includes("secret-client"),
    );
    await assert.rejects(
      as(
        db,
        "app_api",
        "CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
      ),
      /permission denied/,
    );
  });

  it("drops no day whose archive is not verified", async () => {
    const dropped = async (): Promise<unknown> => {
      await db.exec("DELETE FROM stand_in.calls WHERE name = 'drop_chunks'");
      await as(db, "metrics_owner", "CALL metrics.drop_archived_days()");
      return (
        await db.query(
          `SELECT (now() AT TIME ZONE 'UTC')::date - detail::date AS "daysAgo" FROM stand_in.calls WHERE name = 'drop_chunks'`,
        )
      ).rows;
    };
    assert.deepEqual(await dropped(), [{ daysAgo: 92 }]);
    const archive = (daysAgo: number, verified: string): string =>
      `INSERT INTO metrics.archived_days VALUES ('downloads', (now() AT TIME ZONE 'UTC')::date - ${daysAgo}, 2, 'key', ${verified})`;
    await as(db, "app_archiver", archive(92, "now()"), archive(91, "NULL"));
    assert.deepEqual(await dropped(), [{ daysAgo: 91 }]);
    await as(db, "app_archiver", "UPDATE metrics.archived_days SET verified_at = now()");
    assert.deepEqual(await dropped(), [{ daysAgo: 90 }]);
  });

  it("erases one tenant from events and aggregates and leaves the others", async () => {
    assert.deepEqual(
      await as(db, "app_archiver", `SELECT metrics_api.erase_tenant('${ANN}')::int AS n`),
      [{ n: 3 }],
    );
    assert.deepEqual((await db.query("SELECT tenant_id FROM metrics.materialized")).rows, [
      { tenant_id: BOB },
    ]);
    await assert.rejects(
      as(db, "app_api", `SELECT metrics_api.erase_tenant('${BOB}')`),
      /permission denied/,
    );
  });
});
