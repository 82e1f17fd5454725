SELECT tenant_id, (extract(epoch FROM at) * 1000000)::bigint, campaign_id, episode_id, listened_seconds
FROM metrics.impressions
WHERE tenant_id = $2
  AND at >= $1::date::timestamp AT TIME ZONE 'UTC'
  AND at < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'
ORDER BY at
