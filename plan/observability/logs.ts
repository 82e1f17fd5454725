/** Where logs go: 30 days at hand, 90 days more in cheap storage. */
import type { Region } from "../../facts/regions";
import { LOG_RETENTION_DAYS } from "../../facts/seed";
import { physicalName } from "../names";

/** Logs of one site. */
export interface LogsPlan {
  readonly region: Region;
  /** Log group of the pods. */
  readonly groupName: string;
  /** Days that logs can be searched. */
  readonly hotDays: number;
  /** Bucket of the cold copies. */
  readonly bucketName: string;
  /** Age in days at which a cold copy moves to the storage class for infrequent access. */
  readonly coldAfterDays: number;
  /** Age in days at which a cold copy ends: the days at hand, and the days after them. */
  readonly endAfterDays: number;
}

/** The bucket's part of names: copies of logs are made once, so there is one generation of them. */
export const LOG_BUCKET = { role: "pod-logs", generation: 1 } as const;

/** What the logs depend on. */
export interface LogsArgs {
  readonly stack: string;
  readonly accountId: string;
  readonly region: Region;
  /** Days that logs can be searched: fewer where the environment's data may be lost. */
  readonly hotDays: number;
}

/**
 * S3 moves nothing younger to infrequent access.
 * Source: Amazon S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle".
 */
const LEAST_DAYS_BEFORE_IA = 30;

/**
 * Plans the logs of a site. The cold copy is written by the agent itself, beside the hot one: a
 * delivery stream would bill each gigabyte once more, and the export of CloudWatch Logs runs by
 * hand. It ends 90 days after the hot one, and never passes through an archive class, which would
 * bill the days after the deletion too.
 *
 * @param args Stack, account, region and days.
 */
export function planLogs(args: LogsArgs): LogsPlan {
  const { stack, accountId, region, hotDays } = args;
  return {
    region,
    groupName: `/${physicalName("logGroup", ["podcast", stack, "primary", "pods"])}`,
    hotDays,
    bucketName: physicalName(
      "s3Bucket",
      ["podcast", stack, "primary", LOG_BUCKET.role, accountId],
      LOG_BUCKET.generation,
    ),
    coldAfterDays: LEAST_DAYS_BEFORE_IA,
    endAfterDays: LOG_RETENTION_DAYS.hot + LOG_RETENTION_DAYS.cold,
  };
}
