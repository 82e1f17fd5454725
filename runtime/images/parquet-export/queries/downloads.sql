SELECT tenant_id, (extract(epoch FROM at) * 1000000)::bigint, episode_id, country, client, bytes
FROM metrics.downloads
WHERE tenant_id = $2
  AND at >= $1::date::timestamp AT TIME ZONE 'UTC'
  AND at < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'
ORDER BY at
