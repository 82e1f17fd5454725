-- Days of one table that are older than the hot days ($2) and whose archive is missing, unverified
-- or of another number of rows than the table now has: late events still find their way. Days
-- without a row are archived too, or the database would wait for them for ever.
WITH cut AS (
  SELECT (now() AT TIME ZONE 'UTC')::date - $2::integer AS hot_from
), oldest AS (
  SELECT (min(at) AT TIME ZONE 'UTC')::date AS day FROM %[1]s
)
SELECT d::date AS day
FROM oldest, cut, generate_series(oldest.day::timestamp, (cut.hot_from - 1)::timestamp, INTERVAL '1 day') AS d
WHERE NOT EXISTS (
  SELECT FROM metrics.archived_days a
  WHERE a.hypertable = $1 AND a.day = d::date AND a.verified_at IS NOT NULL
    AND a.rows = (SELECT count(*) FROM %[1]s t
                  WHERE t.at >= d AT TIME ZONE 'UTC' AND t.at < (d + INTERVAL '1 day') AT TIME ZONE 'UTC')
)
ORDER BY 1
