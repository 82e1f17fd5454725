/**
 * Numbers of the requirements that planners, alerts and reports share. Each names the section of
 * the seed that it comes from; none is rounded or bent.
 */

/** Seed, Horizontal Pod Autoscaling (Kubernetes), API Services: to the letter. */
export const API_SCALING = {
  minReplicas: 3,
  maxReplicas: 50,
  cpuUtilizationPercent: 70,
  memoryUtilizationPercent: 80,
  behavior: {
    scaleDown: {
      stabilizationWindowSeconds: 300,
      policies: [{ type: "Percent", value: 50, periodSeconds: 60 }],
    },
    scaleUp: {
      stabilizationWindowSeconds: 0,
      policies: [
        { type: "Percent", value: 100, periodSeconds: 15 },
        { type: "Pods", value: 4, periodSeconds: 15 },
      ],
    },
  },
} as const;

/**
 * Seed, Horizontal Pod Autoscaling (Kubernetes), Background Workers, with the behaviour of
 * Auto-Scaling Cost Controls: the two behaviours oppose each other, so each gets one workload.
 */
export const WORKER_SCALING = {
  minReplicas: 2,
  maxReplicas: 20,
  metric: "celery_queue_depth",
  averageValue: 100,
  behavior: {
    scaleDown: {
      stabilizationWindowSeconds: 60,
      policies: [{ type: "Percent", value: 50, periodSeconds: 30 }],
    },
    scaleUp: {
      stabilizationWindowSeconds: 300,
      policies: [{ type: "Percent", value: 25, periodSeconds: 60 }],
    },
  },
} as const;

/** Seed, Database Scaling, Connection Pooling. */
export const POOLING = { maxConnectionsPerPod: 20, maxDbConnections: 100 } as const;

/** Seed, Cache Scaling, Redis Cluster Mode: "3-node cluster minimum". */
export const CACHE_MIN_NODES = 3;

/** Seed, Database Scaling, TimescaleDB Scaling. */
export const TIME_SERIES_RETENTION_DAYS = { hot: 90, cold: 365 } as const;

/** Seed, Infrastructure Monitoring, Logging. */
export const LOG_RETENTION_DAYS = { hot: 30, cold: 90 } as const;

/** Seed, Infrastructure Monitoring, Distributed Tracing. */
export const TRACING = {
  errorSamplingPercent: 100,
  successSamplingPercent: 10,
  retentionDays: 7,
} as const;

/** Seed, Infrastructure Monitoring, Metrics Collection. */
export const SCRAPE_INTERVAL_SECONDS = 15;

/** Seed, Backup Strategy, Database Backups. The daily backup starts at 02:00 UTC. */
export const BACKUP = {
  dailyStartUtcHour: 2,
  weeklyRetentionWeeks: 4,
  monthlyRetentionMonths: 12,
} as const;

/** Seed, Recovery Objectives. */
export const RECOVERY = {
  rpoMinutes: 60,
  rtoMinutes: 240,
  statelessFailoverMinutes: 5,
  databaseFailoverMinutes: 15,
  dnsFailoverMinutes: 1,
} as const;

/** Seed, Architecture Principles. */
export const AVAILABILITY_PERCENT = 99.9;

/** Seed, Application Security, Authentication & Authorization. */
export const TOKEN_LIFETIME_SECONDS = { access: 15 * 60, refresh: 7 * 24 * 3600 } as const;

/** Seed, Application Security: "API keys … (rotated quarterly)". */
export const API_KEY_ROTATION_DAYS = 90;

/** Seed, Application Security, API Security. */
export const RATE_LIMITS_PER_HOUR = { apiKey: 1000, user: 100 } as const;

/** Seed, Budget Alerts: the account's alarms, whatever the cell's own ceiling is. */
export const ACCOUNT_BUDGET_USD = { daily: 1000, monthly: 25_000 } as const;

/** Seed, Budget Alerts, alert_percentages. */
export const BUDGET_ALERT_PERCENTAGES = [80, 90, 100] as const;

/** Seed, Cost Allocation, Idle Resource Cleanup. */
export const IDLE_CLEANUP_HOURS = 24;

/** Seed, Monthly Costs (Year 1, 1,000 tenants), in US dollars. */
export const YEAR1_MONTHLY_USD = {
  Compute: 500,
  Database: 300,
  TimescaleDB: 200,
  Redis: 100,
  "Object storage": 50,
  CDN: 20,
  Monitoring: 50,
  Logging: 100,
} as const;

/** Seed, Monthly Costs: the total as printed there. */
export const YEAR1_TOTAL_MONTHLY_USD = 1320;

/** Seed, Cost per Tenant. */
export const COST_PER_TENANT_USD = { year1: 1.32, year3Ceiling: 0.5 } as const;

/** Seed, Scaling Triggers. */
export const SCALING_TRIGGERS = {
  cpuPercent: 70,
  memoryPercent: 80,
  forMinutes: 5,
  queueDepth: 100,
  databaseConnectionsPercent: 80,
  storagePercent: 80,
} as const;

/** Seed, Alerting: critical alerts page, warnings go to Slack and e-mail. */
export const ALERTS = {
  critical: { downtimeMinutes: 5, budgetPercent: 100 },
  warning: { errorRatePercent: 1, latencyP95Seconds: 1, utilizationPercent: 80, budgetPercent: 80 },
} as const;

/** Seed, Growth Projections. */
export const GROWTH = {
  year1: { tenants: 1000, requestsPerDay: 10_000, databaseGib: 100, timeSeriesGib: 1024 },
  year2: { tenants: 10_000, requestsPerDay: 100_000, databaseGib: 1024, timeSeriesGib: 10_240 },
  year3: { tenants: 50_000, requestsPerDay: 500_000, databaseGib: 5120, timeSeriesGib: 51_200 },
} as const;
