/** Good raw configurations, as the engine hands them over without namespace. */
import { parseConfig, type RawConfig } from "../../plan/config/parse";
import type { CellConfig } from "../../plan/config/schema";

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

const images = {
  apiService: digest("a"),
  celery: digest("b"),
  pgbouncer: digest("c"),
  sqlClient: digest("f"),
  timescaledb: digest("d"),
  parquetExport: digest("e"),
  keycloak: digest("1"),
  platform: digest("2"),
};

/** The development cell. */
export const RAW_DEV: RawConfig = {
  cloud: "aws",
  environment: "dev",
  residency: "us",
  regions: { primary: "us-east-1" },
  account: {
    aws: { id: "111122223333" },
    cloudflare: { accountId: "0".repeat(32), zone: "dev.example", plan: "free" },
  },
  domain: "dev.example",
  capacity: "dev",
  budget: { monthlyUsd: 300, dailyUsd: 15 },
  access: { apiServerCidrs: ["198.51.100.0/24"], runner: "allow-listed" },
  dr: { mode: "none" },
  images,
};

/** The American production cell. */
export const RAW_PROD: RawConfig = {
  ...RAW_DEV,
  environment: "prod",
  regions: { primary: "us-east-1", standby: "us-west-2" },
  account: {
    aws: { id: "444455556666" },
    cloudflare: { accountId: "1".repeat(32), zone: "prod.example", plan: "pro" },
  },
  domain: "prod.example",
  capacity: "year1",
  budget: { monthlyUsd: 1400, dailyUsd: 70 },
  dr: { mode: "pilot-light" },
};

/** The European production cell. */
export const RAW_PROD_EU: RawConfig = {
  ...RAW_PROD,
  residency: "eu",
  regions: { primary: "eu-west-1", standby: "eu-central-1" },
  account: {
    aws: { id: "777788889999" },
    cloudflare: { accountId: "2".repeat(32), zone: "eu.example", plan: "enterprise" },
  },
  domain: "eu.example",
  budget: { monthlyUsd: 1550, dailyUsd: 78 },
};

/** The good raw configurations by stack. */
export const RAW = { dev: RAW_DEV, prod: RAW_PROD, "prod-eu": RAW_PROD_EU } as const;

/**
 * A checked configuration.
 *
 * @param stack Which of the good ones.
 * @param changes Top-level keys to replace.
 */
export function configOf(stack: keyof typeof RAW, changes: RawConfig = {}): CellConfig {
  return parseConfig({ ...RAW[stack], ...changes }, stack);
}
