-- Written once the object has been read back and found whole; from then on the day may be dropped.
INSERT INTO metrics.archived_days (hypertable, day, rows, object_key, verified_at)
VALUES ($1, $2, $3, $4, now())
ON CONFLICT (hypertable, day) DO UPDATE
SET rows = excluded.rows, object_key = excluded.object_key, verified_at = excluded.verified_at
