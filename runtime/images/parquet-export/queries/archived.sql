SELECT day, object_key FROM metrics.archived_days
WHERE hypertable = $1 AND verified_at IS NOT NULL AND rows > 0
ORDER BY day
