-- Who has rows on a day ($1): compressed chunks are grouped by tenant, so each is read by itself.
SELECT DISTINCT tenant_id FROM %[1]s
WHERE at >= $1::date::timestamp AT TIME ZONE 'UTC'
  AND at < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'
ORDER BY 1
