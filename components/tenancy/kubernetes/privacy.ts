/** Jobs that fulfil what tenants ask about their data: exports every hour, erasures every day. */
import { CronJob } from "@pulumi/kubernetes/batch/v1";
import type { core } from "@pulumi/kubernetes/types/input";
import type { Input, Resource } from "@pulumi/pulumi";
import type { NodePoolPlan } from "../../../plan/cell";
import type { Where } from "../../contract";
import { priorityName, serviceAccount } from "../../compute/kubernetes/foundation";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { type PodLabels, podLabels, podSpec } from "../../compute/kubernetes/pod";
import { type ConnectionArgs, databaseEnvironment, trustVolumes } from "../../sql/connection";

/** The two kinds of requests, and when they are looked for (UTC, cron). */
const SCHEDULES = {
  "tenant-export": "17 * * * *",
  // After the daily backup at 02:00, so that the last backup before an erasure is whole.
  "tenant-erasure": "47 4 * * *",
} as const;

/** Name of a job of this kind. */
export type PrivacyJob = keyof typeof SCHEDULES;

/** Where an export is written before it is sent. */
const EXPORT_DIRECTORY = "/export";

/** Room for the largest export of one tenant, compressed: our assumption. */
const EXPORT_SIZE_LIMIT = "10Gi";

/** A run that takes longer is broken off, and its requests come again. */
const DEADLINE_SECONDS = 3000;

/** Runs kept to be looked at. */
const HISTORY = { successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 3 } as const;

/** One psql call: no settings of a user, plain rows, stop at the first error. */
const PSQL = "psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1";

/**
 * Writes open exports one by one. Ids come from the database as uuid, and go back to it as
 * variables that psql quotes; no text of a tenant is part of a statement or of a command.
 */
const EXPORT_SCRIPT = `set -eu
while true; do
  next=$(${PSQL} --field-separator=' ' --command='SELECT request, tenant FROM platform.next_export()')
  if [ -z "$next" ]; then exit 0; fi
  request=\${next% *}
  tenant=\${next#* }
  file="${EXPORT_DIRECTORY}/$request.jsonl"
  echo "SELECT row_to_json(e) FROM platform.export_tenant(:'tenant') e" |
    ${PSQL} --variable=tenant="$tenant" > "$file"
  gzip --force "$file"
  place="s3://$EXPORT_BUCKET/$tenant/$request.jsonl.gz"
  aws s3 cp --only-show-errors "$file.gz" "$place"
  echo "SELECT platform.finish_export(:'request', :'place')" |
    ${PSQL} --variable=request="$request" --variable=place="$place"
  rm "$file.gz"
done`;

/** Erases every tenant whose time of grace is over: platform.erase_tenant, once for each. */
const ERASURE_SCRIPT = `exec ${PSQL} --command='SELECT platform.erase_due()'`;

const SCRIPTS = {
  "tenant-export": EXPORT_SCRIPT,
  "tenant-erasure": ERASURE_SCRIPT,
} as const satisfies Record<PrivacyJob, string>;

/** What a job is made from. */
export interface PrivacyJobArgs extends ConnectionArgs {
  readonly name: PrivacyJob;
  readonly namespace: Input<string>;
  readonly image: string;
  readonly pool: NodePoolPlan;
  /** Further variables. */
  readonly environment: readonly core.v1.EnvVar[];
  readonly after: readonly Resource[];
}

/**
 * The labels of a job's pods.
 *
 * @param name Which job.
 */
export function privacyLabels(name: PrivacyJob): PodLabels {
  return podLabels(name, "privacy");
}

function podOf(args: PrivacyJobArgs): core.v1.PodSpec {
  const trust = trustVolumes(args.trust);
  const room = { name: "export", emptyDir: { sizeLimit: EXPORT_SIZE_LIMIT } };
  return {
    restartPolicy: "Never",
    ...podSpec({
      name: args.name,
      labels: privacyLabels(args.name),
      pool: args.pool,
      priorityClassName: priorityName("background"),
      terminationGraceSeconds: 30,
      container: {
        name: args.name,
        image: args.image,
        command: ["sh", "-c", SCRIPTS[args.name]],
        env: [
          ...databaseEnvironment(args),
          // The command line of the cloud keeps its cache at home, and home is read-only.
          { name: "HOME", value: "/tmp" },
          ...args.environment,
        ],
        resources: {
          requests: { cpu: "20m", memory: "64Mi" },
          limits: { cpu: "500m", memory: "256Mi" },
        },
        volumeMounts: [
          { name: "export", mountPath: EXPORT_DIRECTORY },
          ...trust.map(({ mount }) => mount),
        ],
      },
      volumes: [room, ...trust.map(({ volume }) => volume)],
    }),
  };
}

/**
 * One job on its schedule; never two of a kind at once.
 *
 * @param where The component that owns it.
 * @param args What it is made from.
 */
export function privacyJob(where: Where, args: PrivacyJobArgs): CronJob {
  const { name, namespace } = args;
  const labels = privacyLabels(name);
  const account = serviceAccount(where, name, namespace);
  return new CronJob(
    objectName(where, name),
    {
      metadata: { name, namespace, labels },
      spec: {
        schedule: SCHEDULES[name],
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        ...HISTORY,
        jobTemplate: {
          metadata: { labels },
          spec: {
            backoffLimit: 1,
            activeDeadlineSeconds: DEADLINE_SECONDS,
            template: { metadata: { labels }, spec: podOf(args) },
          },
        },
      },
    },
    objectOptions(where, [...args.after, account]),
  );
}
