import assert from "node:assert/strict";
import { PGlite } from "@electric-sql/pglite";
import { applyPack, as } from "../../support/postgres";

const ANN = "aaaaaaaa-0000-4000-8000-000000000001";
const BOB = "bbbbbbbb-0000-4000-8000-000000000002";
const CAT = "cccccccc-0000-4000-8000-000000000003";
const SETTINGS = { residency: "eu", schemaCap: 1 } as const;

const create = (id: string, slug: string, residency = "eu"): string =>
  `SELECT platform.create_tenant('${slug.replaceAll("'", "''")}', 'Name', 'standard', '${residency}', '${id}')`;
const use = (id: string): string => `SELECT platform.use_tenant('${id}')`;
const enter = (id: string): readonly string[] => [
  use(id),
  "SELECT set_config('search_path', platform.current_schema_name(), true)",
];

describe("the tenancy pack", function () {
  this.timeout(60_000);
  let db: PGlite;

  before(async () => {
    db = await PGlite.create();
    await applyPack(db, "tenancy", SETTINGS);
    await as(db, "tenancy_admin", create(ANN, "ann"));
    await as(db, "tenancy_admin", create(BOB, "bob"));
    await as(db, "tenancy_admin", create(CAT, "cat"));
    for (const id of [ANN, BOB, CAT]) {
      await as(
        db,
        "podcast_app",
        ...enter(id),
        `INSERT INTO podcasts (tenant_id, id, title, feed_url) VALUES ('${id}', '${id}', 'Show', 'https://x/${id}')`,
        `INSERT INTO episodes (tenant_id, podcast_id, title, published_at) VALUES ('${id}', '${id}', 'One', now())`,
      );
    }
  });
  after(async () => {
    await db.close();
  });

  const placements = async (): Promise<Record<string, unknown>> =>
    Object.fromEntries(
      (
        await db.query<{ slug: string; placement: string }>(
          "SELECT slug, placement FROM platform.tenants ORDER BY slug",
        )
      ).rows.map((row) => [row.slug, row.placement]),
    );

  it("gives a schema of its own up to the cap and pools the rest", async () => {
    assert.deepEqual(await placements(), { ann: "schema", bob: "pooled", cat: "pooled" });
  });

  it("can be applied again without change", async () => {
    const before = await db.query("SELECT count(*)::int AS n FROM pg_class");
    await applyPack(db, "tenancy", SETTINGS);
    assert.deepEqual((await db.query("SELECT count(*)::int AS n FROM pg_class")).rows, before.rows);
  });

  it("creates a tenant once, however often it is asked", async () => {
    await as(db, "tenancy_admin", create(ANN, "ann"));
    await assert.rejects(as(db, "tenancy_admin", create(CAT, "ann")), /exists with another id/);
  });

  it("refuses a tenant of the other residency and names the way out", async () => {
    await assert.rejects(
      as(db, "tenancy_admin", create("dddddddd-0000-4000-8000-000000000004", "usa-tenant", "us")),
      /residency "us", this cell holds "eu" data: create it in a cell of its residency/,
    );
  });

  it("refuses to turn a database into a cell of the other residency", async () => {
    await assert.rejects(
      applyPack(db, "tenancy", { ...SETTINGS, residency: "us" }),
      /holds eu data; it cannot become a cell for us/,
    );
    await applyPack(db, "tenancy", SETTINGS);
  });

  it("refuses a tenant called '; drop schema", async () => {
    await assert.rejects(
      as(
        db,
        "tenancy_admin",
        create("dddddddd-0000-4000-8000-000000000004", "'; drop schema pooled cascade; --"),
      ),
      /violates check constraint "tenants_slug_check"/,
    );
    assert.deepEqual(await placements(), { ann: "schema", bob: "pooled", cat: "pooled" });
  });

  it("shows each tenant its own rows only, in a shared table and in its own schema", async () => {
    for (const id of [ANN, BOB, CAT]) {
      const rows = await as(db, "podcast_app", ...enter(id), "SELECT tenant_id FROM podcasts");
      assert.deepEqual(rows, [{ tenant_id: id }]);
    }
  });

  it("shows nothing when no tenant is set", async () => {
    assert.deepEqual(await as(db, "podcast_app", "SELECT * FROM pooled.podcasts"), []);
  });

  it("forgets the tenant at the end of the transaction", async () => {
    await as(db, "podcast_app", use(BOB));
    assert.deepEqual(await as(db, "podcast_app", "SELECT * FROM pooled.podcasts"), []);
  });

  it("refuses to write a row for another tenant", async () => {
    await assert.rejects(
      as(
        db,
        "podcast_app",
        ...enter(BOB),
        `INSERT INTO podcasts (tenant_id, title, feed_url) VALUES ('${CAT}', 'Stolen', 'https://y')`,
      ),
      /row-level security policy/,
    );
    await assert.rejects(
      as(db, "podcast_app", ...enter(BOB), `UPDATE podcasts SET tenant_id = '${CAT}'`),
      /row-level security policy/,
    );
  });

  it("refuses a foreign key into another tenant", async () => {
    await assert.rejects(
      as(
        db,
        "podcast_app",
        ...enter(BOB),
        `INSERT INTO episodes (tenant_id, podcast_id, title, published_at) VALUES ('${BOB}', '${CAT}', 'Two', now())`,
      ),
      /violates foreign key constraint/,
    );
  });

  it("refuses another tenant's row in a tenant's own schema even to the owner", async () => {
    const home = `tenant_${ANN.replaceAll("-", "")}`;
    await assert.rejects(
      as(
        db,
        "platform_owner",
        `SELECT set_config('app.current_tenant', '${BOB}', true)`,
        `INSERT INTO ${home}.podcasts (tenant_id, title, feed_url) VALUES ('${BOB}', 'Lost', 'https://z')`,
      ),
      /only_this_tenant/,
    );
  });

  it("forces the policy for the owner of the tables too", async () => {
    assert.deepEqual(await as(db, "platform_owner", "SELECT * FROM pooled.podcasts"), []);
  });

  it("isolates every table that holds tenant rows", async () => {
    const open = await db.query(
      `SELECT c.oid::regclass::text AS "table" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND (n.nspname = 'pooled' OR n.nspname LIKE 'tenant\\_%') AND n.nspname <> 'tenant_template'
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                  AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant_isolation'))`,
    );
    assert.deepEqual(open.rows, []);
  });

  it("keeps the registry and the life of tenants from the application", async () => {
    await assert.rejects(
      as(db, "podcast_app", "SELECT * FROM platform.tenants"),
      /permission denied/,
    );
    await assert.rejects(
      as(db, "podcast_app", `SELECT platform.erase_tenant('${CAT}', 'cat')`),
      /permission denied/,
    );
    await assert.rejects(
      as(db, "podcast_app", `SELECT * FROM platform.export_tenant('${CAT}')`),
      /permission denied/,
    );
  });

  it("meters the tenant of the transaction and no other", async () => {
    await as(db, "podcast_app", use(BOB), "SELECT platform.meter('api_requests', 3)");
    await as(db, "podcast_app", use(BOB), "SELECT platform.meter('api_requests', 4)");
    await assert.rejects(
      as(db, "podcast_app", "SELECT platform.meter('api_requests', 1)"),
      /no tenant is set/,
    );
    await as(db, "app_scheduler", "SELECT platform.measure_storage()");
    const rows = await db.query<{ slug: string; metric: string; positive: boolean }>(
      `SELECT t.slug, u.metric, u.quantity > 0 AS positive FROM platform.usage_daily u
       JOIN platform.tenants t ON t.id = u.tenant_id ORDER BY 1, 2`,
    );
    assert.deepEqual(rows.rows, [
      { slug: "ann", metric: "storage_bytes", positive: true },
      { slug: "bob", metric: "api_requests", positive: true },
      { slug: "bob", metric: "storage_bytes", positive: true },
      { slug: "cat", metric: "storage_bytes", positive: true },
    ]);
  });

  it("exports every row of one tenant and of no other", async () => {
    const rows = await as(
      db,
      "tenancy_admin",
      `SELECT object, content->>'tenant_id' AS tenant FROM platform.export_tenant('${BOB}') WHERE object <> 'tenant' ORDER BY 1`,
    );
    assert.deepEqual(
      rows.map((row) => row.object),
      ["episodes", "podcasts", "usage_daily", "usage_daily"],
    );
    assert.ok(rows.every((row) => row.tenant === BOB));
  });

  it("moves a tenant into its own schema and back without losing a row", async () => {
    const all =
      "SELECT (SELECT count(*)::int FROM podcasts) AS p, (SELECT count(*)::int FROM episodes) AS e";
    for (const placement of ["schema", "pooled", "schema"]) {
      await as(db, "tenancy_admin", `SELECT platform.move_tenant('${CAT}', '${placement}')`);
      assert.deepEqual(await as(db, "podcast_app", ...enter(CAT), all), [{ p: 1, e: 1 }]);
      assert.equal((await placements()).cat, placement);
    }
    const left = await as(
      db,
      "platform_owner",
      `SELECT set_config('app.current_tenant', '${CAT}', true)`,
      "SELECT * FROM pooled.podcasts",
    );
    assert.deepEqual(left, []);
  });

  it("takes requests of the tenant of the transaction, and of nobody without one", async () => {
    await assert.rejects(
      as(db, "podcast_app", "SELECT platform.request_export()"),
      /no tenant is set/,
    );
    await assert.rejects(
      as(db, "podcast_app", use(BOB), "SELECT platform.request_erasure('ann')"),
      /is not called "ann": nothing will be erased/,
    );
    await assert.rejects(
      as(db, "podcast_app", use(BOB), "SELECT * FROM platform.next_export()"),
      /permission denied/,
    );
  });

  it("hands an export out until it is written, then says where it lies", async () => {
    const first = await as(db, "podcast_app", use(BOB), "SELECT platform.request_export() AS id");
    const again = await as(db, "podcast_app", use(BOB), "SELECT platform.request_export() AS id");
    assert.deepEqual(again, first);
    const next = "SELECT request::text, tenant::text FROM platform.next_export()";
    const id = String(first[0]?.id);
    const open = [{ request: id, tenant: BOB }];
    assert.deepEqual(await as(db, "tenancy_admin", next), open);
    assert.deepEqual(await as(db, "tenancy_admin", next), open);
    const finish = `SELECT platform.finish_export('${id}', 's3://exports/${BOB}/${id}')`;
    await as(db, "tenancy_admin", finish);
    assert.deepEqual(await as(db, "tenancy_admin", next), []);
    await assert.rejects(as(db, "tenancy_admin", finish), /is no open export/);
    const latest = "SELECT platform.latest_export() AS place";
    assert.deepEqual(await as(db, "podcast_app", use(BOB), latest), [
      { place: `s3://exports/${BOB}/${id}` },
    ]);
    assert.deepEqual(await as(db, "podcast_app", use(CAT), latest), [{ place: null }]);
  });

  it("erases on request after the time of grace, unless it is taken back", async () => {
    const EVE = "eeeeeeee-0000-4000-8000-000000000005";
    await as(db, "tenancy_admin", create(EVE, "eve"));
    const ask = "SELECT platform.request_erasure('eve') > now() + interval '6 days' AS later";
    const eraseDue = "SELECT platform.erase_due() AS n";
    assert.deepEqual(await as(db, "podcast_app", use(EVE), ask), [{ later: true }]);
    assert.deepEqual(await as(db, "tenancy_admin", eraseDue), [{ n: 0 }]);
    const withdraw = "SELECT platform.withdraw_erasure() AS done";
    assert.deepEqual(await as(db, "podcast_app", use(EVE), withdraw), [{ done: true }]);
    assert.deepEqual(await as(db, "podcast_app", use(EVE), withdraw), [{ done: false }]);
    await as(db, "podcast_app", use(EVE), ask);
    await as(db, "podcast_app", use(EVE), "SELECT platform.request_export()");
    await db.exec("UPDATE platform.privacy_requests SET due_at = now() WHERE kind = 'erase'");
    assert.deepEqual(await as(db, "tenancy_admin", eraseDue), [{ n: 1 }]);
    assert.equal((await placements()).eve, undefined);
    const left = await db.query(
      `SELECT kind, outcome, confirm_slug FROM platform.privacy_requests
       WHERE tenant_id = '${EVE}' ORDER BY kind, outcome`,
    );
    assert.deepEqual(left.rows, [
      { kind: "erase", outcome: "erased", confirm_slug: null },
      { kind: "erase", outcome: "withdrawn", confirm_slug: null },
      { kind: "export", outcome: "erased", confirm_slug: null },
    ]);
  });

  it("erases a tenant wholly, and only with its name", async () => {
    await assert.rejects(
      as(db, "tenancy_admin", `SELECT platform.erase_tenant('${CAT}', 'bob')`),
      /nothing was erased/,
    );
    for (const [id, slug] of [
      [CAT, "cat"],
      [BOB, "bob"],
    ] as const) {
      const rows = await as(
        db,
        "tenancy_admin",
        `SELECT platform.erase_tenant('${id}', '${slug}')::int AS n`,
      );
      assert.deepEqual(rows, [{ n: 2 }]);
    }
    assert.deepEqual(await placements(), { ann: "schema" });
    const left = await db.query("SELECT count(*)::int AS n FROM pooled.podcasts");
    assert.deepEqual(left.rows, [{ n: 0 }]);
  });

  it("keeps an audit log that nobody can change", async () => {
    const rows = await db.query<{ action: string }>(
      `SELECT action FROM platform.audit_log WHERE tenant_id = '${CAT}' ORDER BY id`,
    );
    assert.deepEqual(
      rows.rows.map((row) => row.action),
      ["create", "move", "move", "move", "erase"],
    );
    await assert.rejects(db.query("DELETE FROM platform.audit_log"), /append-only/);
  });

  it("hands each event to one shipper only, in order", async () => {
    const claim = "SELECT id::int FROM platform.claim_outbox(2)";
    const first = await as(db, "app_scheduler", claim);
    const second = await as(db, "app_scheduler", claim);
    assert.equal(first.length, 2);
    assert.ok(Number(second[0]?.id) > Number(first[1]?.id));
  });
});
