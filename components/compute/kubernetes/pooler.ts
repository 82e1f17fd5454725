/** PgBouncer in transaction mode: many connections of pods on few of the database. */
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { ConfigMap, Service } from "@pulumi/kubernetes/core/v1";
import type { core, meta } from "@pulumi/kubernetes/types/input";
import { type Input, type Output, type Resource, interpolate } from "@pulumi/pulumi";
import { DATABASE_PORT } from "../../contract";
import { configDigest } from "./digest";
import { priorityName, serviceAccount } from "./foundation";
import { type Ground, objectName, objectOptions } from "./ground";
import { podLabels, podSpec } from "./pod";

/** Name of the pooler's objects, its host name too. */
export const POOLER = "pgbouncer";

/** Port of PgBouncer. */
export const POOLER_PORT = 6432;

/** Secret with the users that may connect. */
export const POOLER_SECRET = "pgbouncer-users";

/** Labels of its pods. */
export const POOLER_LABELS = podLabels(POOLER, "pooler");

/** Seconds for clients to finish their transactions after SIGTERM. */
const GRACE_SECONDS = 60;

const CONFIG_DIRECTORY = "/etc/pgbouncer";
const USERS_DIRECTORY = "/etc/pgbouncer-users";

/** The pooler and what its pods wait for. */
export interface PoolerArgs {
  readonly namespace: Input<string>;
  readonly after: readonly Resource[];
}

/**
 * The configuration file. The pool of a database is what the seed says, and each pooler takes its
 * share of it. The way to the database is encrypted; the way from the pods stays inside the
 * cluster, where policies admit the application alone.
 * Source: PgBouncer, "pgbouncer.ini".
 */
function iniOf({ data, site }: Ground): Output<string> {
  const { maxDbConnections, maxDbConnectionsPerReplica } = site.data.pooler;
  return interpolate`[databases]
${data.databaseName} = host=${data.host} port=${DATABASE_PORT} dbname=${data.databaseName}

[pgbouncer]
listen_addr = *
listen_port = ${POOLER_PORT}
pool_mode = transaction
default_pool_size = ${maxDbConnections}
max_db_connections = ${maxDbConnectionsPerReplica}
max_client_conn = ${maxClients(site.compute.workloads, site.data.pooler.maxConnectionsPerPod)}
max_prepared_statements = 200
auth_type = scram-sha-256
auth_file = ${USERS_DIRECTORY}/userlist.txt
server_tls_sslmode = require
server_tls_protocols = secure
ignore_startup_parameters = extra_float_digits
unix_socket_dir =
pidfile = /tmp/pgbouncer.pid
logfile =
log_connections = 0
log_disconnections = 0
`;
}

/** Connections of all pods at their most, on one pooler while the others are away. */
function maxClients(
  workloads: Ground["site"]["compute"]["workloads"],
  connectionsPerPod: number,
): number {
  const pods = workloads
    .filter((workload) => workload.readsDatabase)
    .map(({ scaling }) => (scaling.kind === "fixed" ? scaling.replicas : scaling.maxReplicas));
  return pods.reduce((sum, most) => sum + most, 0) * connectionsPerPod;
}

/**
 * The pooler: configuration, pods, and the name by which they are reached.
 *
 * @param ground Where.
 * @param args Its namespace, and what its pods wait for.
 * @returns The Deployment.
 */
export function pooler(ground: Ground, args: PoolerArgs): Deployment {
  const { namespace } = args;
  const metadata = { name: POOLER, namespace, labels: POOLER_LABELS };
  const account = serviceAccount(ground, POOLER, namespace);
  const config = new ConfigMap(
    objectName(ground, POOLER),
    { metadata, data: { "pgbouncer.ini": iniOf(ground) } },
    objectOptions(ground),
  );
  service(ground, metadata);
  return new Deployment(
    objectName(ground, POOLER),
    {
      metadata,
      spec: {
        replicas: ground.site.data.pooler.replicas,
        selector: { matchLabels: POOLER_LABELS },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        template: {
          metadata: { labels: POOLER_LABELS, annotations: configDigest(config) },
          spec: poolerPod(ground),
        },
      },
    },
    objectOptions(ground, [...args.after, account, config, ...ground.nodes]),
  );
}

function service(ground: Ground, metadata: meta.v1.ObjectMeta): Service {
  return new Service(
    objectName(ground, POOLER),
    {
      metadata,
      spec: {
        type: "ClusterIP",
        selector: POOLER_LABELS,
        ports: [{ name: "postgres", port: POOLER_PORT, targetPort: POOLER_PORT }],
      },
    },
    objectOptions(ground),
  );
}

function poolerPod(ground: Ground): core.v1.PodSpec {
  const [pool] = ground.site.compute.nodePools.filter(({ role }) => role === "system");
  if (pool === undefined) throw new Error("nodePools has no pool with the role system");
  const probe = { tcpSocket: { port: POOLER_PORT } };
  return podSpec({
    name: POOLER,
    labels: POOLER_LABELS,
    pool,
    priorityClassName: priorityName("serving"),
    terminationGraceSeconds: GRACE_SECONDS,
    container: {
      name: POOLER,
      image: ground.site.data.pooler.image,
      command: ["pgbouncer", `${CONFIG_DIRECTORY}/pgbouncer.ini`],
      ports: [{ name: "postgres", containerPort: POOLER_PORT }],
      resources: {
        requests: { cpu: "50m", memory: "64Mi" },
        limits: { cpu: "500m", memory: "128Mi" },
      },
      readinessProbe: { ...probe, periodSeconds: 5 },
      livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3 },
      volumeMounts: [
        { name: "config", mountPath: CONFIG_DIRECTORY, readOnly: true },
        { name: "users", mountPath: USERS_DIRECTORY, readOnly: true },
      ],
    },
    volumes: [
      { name: "config", configMap: { name: POOLER } },
      { name: "users", secret: { secretName: POOLER_SECRET } },
    ],
  });
}
