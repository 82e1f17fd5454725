/**
 * The Job that applies a pack of SQL. Its name carries a digest of the text and of its settings:
 * a changed pack is a new Job, since the pods of a Job never change, and an unchanged one is
 * never run again. It keeps no time to live, or a refresh would find it gone and run it anew.
 */
import { Job } from "@pulumi/kubernetes/batch/v1";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import type { core } from "@pulumi/kubernetes/types/input";
import type { Input, Resource } from "@pulumi/pulumi";
import type { NodePoolPlan } from "../../plan/cell";
import { priorityName, serviceAccount } from "../compute/kubernetes/foundation";
import { type Where, objectName, objectOptions } from "../compute/kubernetes/ground";
import { type PodLabels, podLabels, podSpec } from "../compute/kubernetes/pod";
import {
  type ConnectionArgs,
  type MountedVolume,
  databaseEnvironment,
  secretVariable,
  trustVolumes,
} from "./connection";
import { type SqlPack, type SqlPackName, jobDigest } from "./pack";

/** Where the files stand in the pod. */
const SQL_DIRECTORY = "/sql";

const PSQL = "psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1";

/** A pack is applied in seconds; the rest is a database that is still starting. */
const DEADLINE_SECONDS = 1200;

/** Pods that may fail, with growing pauses between them. Source: Kubernetes, "Jobs". */
const BACKOFF_LIMIT = 4;

/** The engine waits for the Job, a little longer than the Job for the database. */
const TIMEOUT = "25m";

/** What is applied, and to which database. */
export interface SqlPackJobArgs extends ConnectionArgs {
  readonly pack: SqlPack;
  readonly namespace: Input<string>;
  /** Image with `sh`, `psql` and `pg_isready`, by digest. */
  readonly image: string;
  readonly pool: NodePoolPlan;
  /** Settings of the session, such as `platform.residency`. Values without spaces. */
  readonly settings: Readonly<Record<string, string>>;
  /** Further variables of the container, which a file reads with `\getenv`. */
  readonly environment?: readonly core.v1.EnvVar[];
  /**
   * Secrets of the namespace whose key `password` is the password of a role of the pack.
   * @default {} no role gets one
   */
  readonly passwords?: Readonly<Record<string, string>>;
  /** The database, its Secret, network policies, nodes. */
  readonly after: readonly Resource[];
}

/**
 * Labels of the Job's pods, for network policies.
 *
 * @param pack Which pack.
 */
export function sqlPackLabels(pack: SqlPackName): PodLabels {
  return podLabels(jobName(pack), "sql-pack");
}

function jobName(pack: SqlPackName): string {
  return `sql-${pack}`;
}

/** Variable with the password of a role. */
function passwordVariable(role: string): string {
  return `PASSWORD_${role.toUpperCase()}`;
}

/**
 * Sets a password as psql does for a person: it sends a verifier and not the password, which would
 * stand in the server's log. Source: PostgreSQL documentation, "psql", `\\password`.
 */
function passwordCommand(role: string): string {
  const typed = `"$${passwordVariable(role)}"`;
  return `printf '%s\\n' ${typed} ${typed} | ${PSQL} --command='\\password ${role}'`;
}

/** Waits until the database answers, then applies all files in one session. */
function scriptOf({ pack, passwords }: SqlPackJobArgs): string {
  const names = Object.keys(pack.files).map((file) => `--file=${SQL_DIRECTORY}/${file}`);
  return [
    "set -e",
    "until pg_isready --quiet --timeout=5; do sleep 5; done",
    [PSQL, ...names].join(" "),
    ...Object.keys(passwords ?? {}).map(passwordCommand),
  ].join("\n");
}

function environmentOf(args: SqlPackJobArgs): core.v1.EnvVar[] {
  const settings = Object.entries(args.settings).map(([key, value]) => `-c ${key}=${value}`);
  const passwords = Object.entries(args.passwords ?? {});
  return [
    ...databaseEnvironment(args),
    { name: "PGOPTIONS", value: settings.join(" ") },
    ...passwords.map(([role, name]) => secretVariable(passwordVariable(role), name, "password")),
    ...(args.environment ?? []),
  ];
}

/** Volumes by their names, each mounted read-only. */
function volumesOf(args: SqlPackJobArgs, filesName: string): readonly MountedVolume[] {
  const files = {
    volume: { name: "sql", configMap: { name: filesName } },
    mount: { name: "sql", mountPath: SQL_DIRECTORY, readOnly: true },
  };
  return [files, ...trustVolumes(args.trust)];
}

function podOf(args: SqlPackJobArgs, filesName: string): core.v1.PodSpec {
  const name = jobName(args.pack.name);
  const volumes = volumesOf(args, filesName);
  return {
    restartPolicy: "Never",
    ...podSpec({
      name,
      labels: sqlPackLabels(args.pack.name),
      pool: args.pool,
      priorityClassName: priorityName("background"),
      terminationGraceSeconds: 30,
      container: {
        name: "psql",
        image: args.image,
        command: ["sh", "-c", scriptOf(args)],
        env: environmentOf(args),
        resources: {
          requests: { cpu: "20m", memory: "32Mi" },
          limits: { cpu: "500m", memory: "128Mi" },
        },
        volumeMounts: volumes.map(({ mount }) => mount),
      },
      volumes: volumes.map(({ volume }) => volume),
    }),
  };
}

/** What a Job depends on, without hosts and other values that the cloud alone knows. */
function digestOf(args: SqlPackJobArgs): string {
  const { pack, database, image, settings, environment, trust, passwords } = args;
  const names = environment?.map(({ name }) => name);
  return jobDigest([pack, database, image, settings, names, trust, passwords]);
}

/**
 * Applies a pack, and waits until it is applied.
 *
 * @param where The component that owns the Job.
 * @param args What is applied, and to which database.
 * @returns The Job: what needs the pack comes after it.
 */
export function sqlPackJob(where: Where, args: SqlPackJobArgs): Job {
  const { pack, namespace } = args;
  const labels = sqlPackLabels(pack.name);
  const name = `${jobName(pack.name)}-${digestOf(args)}`;
  const account = serviceAccount(where, jobName(pack.name), namespace);
  const files = new ConfigMap(
    objectName(where, jobName(pack.name)),
    { metadata: { name, namespace, labels }, immutable: true, data: { ...pack.files } },
    objectOptions(where),
  );
  return new Job(
    objectName(where, jobName(pack.name)),
    {
      metadata: { name, namespace, labels },
      spec: {
        backoffLimit: BACKOFF_LIMIT,
        activeDeadlineSeconds: DEADLINE_SECONDS,
        template: { metadata: { labels }, spec: podOf(args, name) },
      },
    },
    {
      ...objectOptions(where, [...args.after, account, files]),
      customTimeouts: { create: TIMEOUT },
    },
  );
}
