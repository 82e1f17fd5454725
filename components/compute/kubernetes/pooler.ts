/** PgBouncer in transaction mode: many connections of pods on few of the database. */
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { ConfigMap, Service } from "@pulumi/kubernetes/core/v1";
import type { core, meta } from "@pulumi/kubernetes/types/input";
import { type Input, type Output, type Resource, all, interpolate } from "@pulumi/pulumi";
import type { NodePoolPlan } from "../../../plan/cell";
import { CERTIFICATE_KEYS, certificate, serviceNames } from "../../certificates/certificate";
import { DATABASE_PORT, type DataOutputs } from "../../contract";
import { configDigest } from "./digest";
import { priorityName, serviceAccount } from "./foundation";
import { type Ground, objectName, objectOptions } from "./ground";
import { podLabels, podSpec, poolNamed } from "./pod";

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
  /**
   * The pool that it runs on.
   * @default "system"
   */
  readonly pool?: NodePoolPlan["role"];
  readonly after: readonly Resource[];
}

/** Secret with the pooler's certificate; its `ca.crt` is what clients trust. */
export const POOLER_CERTIFICATE = "pgbouncer-tls";

const CERTIFICATE_DIRECTORY = "/etc/pgbouncer-tls";

/**
 * The vendor's certificate authorities, in our images by their build (`runtime/images`): a bundle
 * that is fetched at run time would be trusted without anyone having looked at it.
 * Source: Amazon RDS User Guide, "Using SSL/TLS to encrypt a connection to a DB instance".
 */
export const DATABASE_AUTHORITIES = "/etc/ssl/rds/global-bundle.pem";

/**
 * The configuration file. The pool of a database is what the seed says, and each pooler takes its
 * share of it. Both ways are encrypted, and each end proves who it is: the database to the pooler
 * by the vendor's authorities, the pooler to the pods by the cell's own.
 * Source: PgBouncer, "pgbouncer.ini", TLS settings; RDS for PostgreSQL speaks TLS 1.3 from 16 on.
 */
function iniOf({ data, site }: Ground): Output<string> {
  const { maxDbConnections, maxDbConnectionsPerReplica } = site.data.pooler;
  return interpolate`[databases]
${data.databaseName} = host=${data.host} port=${DATABASE_PORT} dbname=${data.databaseName}
${readPool(data)}

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
client_tls_sslmode = require
client_tls_protocols = tlsv1.3
client_tls_cert_file = ${CERTIFICATE_DIRECTORY}/${CERTIFICATE_KEYS.certificate}
client_tls_key_file = ${CERTIFICATE_DIRECTORY}/${CERTIFICATE_KEYS.privateKey}
server_tls_sslmode = verify-full
server_tls_protocols = tlsv1.3
server_tls_ca_file = ${DATABASE_AUTHORITIES}
ignore_startup_parameters = extra_float_digits
unix_socket_dir =
pidfile = /tmp/pgbouncer.pid
logfile =
log_connections = 0
log_disconnections = 0
`;
}

/**
 * Name of the database under which the pooler spreads reads over the replicas; the database's own
 * where there are none.
 *
 * @param data The database.
 */
export function readDatabase({ databaseName, readHosts }: DataOutputs): string {
  return readHosts.length === 0 ? databaseName : `${databaseName}_ro`;
}

/** Hosts in turn, for each new connection. Source: PgBouncer, "pgbouncer.ini", `host`. */
function readPool(data: DataOutputs): Output<string> {
  const { databaseName, readHosts } = data;
  const entry = `port=${DATABASE_PORT} dbname=${databaseName}`;
  return all([...readHosts]).apply((hosts) =>
    hosts.length === 0 ? "" : `${readDatabase(data)} = host=${hosts.join(",")} ${entry}`,
  );
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
  const issued = certificate(ground, {
    name: POOLER_CERTIFICATE,
    namespace,
    dnsNames: serviceNames(POOLER, ground.site.compute.namespace),
    issuer: ground.certificates.issuer,
  });
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
          spec: poolerPod(ground, args.pool ?? "system"),
        },
      },
    },
    objectOptions(ground, [...args.after, account, config, issued, ...ground.cluster.nodes]),
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

function poolerPod(ground: Ground, role: NodePoolPlan["role"]): core.v1.PodSpec {
  const pool = poolNamed(ground.site.compute.nodePools, role);
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
      // Our image's own: it tells PgBouncer when one of its files has changed.
      command: ["pgbouncer-watched", `${CONFIG_DIRECTORY}/pgbouncer.ini`],
      env: [{ name: "WATCHED_DIRECTORIES", value: `${CERTIFICATE_DIRECTORY} ${USERS_DIRECTORY}` }],
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
        { name: "tls", mountPath: CERTIFICATE_DIRECTORY, readOnly: true },
      ],
    },
    volumes: [
      { name: "config", configMap: { name: POOLER } },
      { name: "users", secret: { secretName: POOLER_SECRET } },
      { name: "tls", secret: { secretName: POOLER_CERTIFICATE } },
    ],
  });
}
