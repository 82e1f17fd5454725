/** Keycloak's server: pods that share caches, and keep everything else in the database. */
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { Service } from "@pulumi/kubernetes/core/v1";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1";
import type { core, meta } from "@pulumi/kubernetes/types/input";
import { type Input, type Output, type Resource, interpolate } from "@pulumi/pulumi";
import { CERTIFICATE_KEYS, certificate, serviceNames } from "../../certificates/certificate";
import { priorityName, serviceAccount } from "../../compute/kubernetes/foundation";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { privateRanges } from "../../compute/kubernetes/network-policies";
import { podSpec } from "../../compute/kubernetes/pod";
import { DATABASE_AUTHORITIES } from "../../compute/kubernetes/pooler";
import { DATABASE_PORT, type IssuerOutputs } from "../../contract";
import { secretVariable } from "../../sql/connection";
import { systemPoolOf } from "./pool";
import {
  CERTIFICATE_DIRECTORY,
  DATA_DIRECTORY,
  KEYCLOAK,
  KEYCLOAK_ADMIN_SECRET,
  KEYCLOAK_CERTIFICATE,
  KEYCLOAK_DATABASE_SECRET,
  KEYCLOAK_LABELS,
  type KeycloakWhere,
  PORTS,
} from "./names";

/** Seconds for logins that are under way. */
const GRACE_SECONDS = 60;

/** Share of the memory limit that the heap may take. Source: Keycloak, "Running in a container". */
const HEAP = "-XX:MaxRAMPercentage=65 -XX:InitialRAMPercentage=40";

/** What the server is made from. */
export interface ServerArgs {
  readonly namespace: Input<string>;
  readonly databaseHost: Input<string>;
  readonly issuer: IssuerOutputs;
  /** Database, secrets, policies and nodes. */
  readonly after: readonly Resource[];
}

/**
 * The server: certificate, pods, the name by which they are reached, and how many may be away.
 *
 * @param where Where, and what of it.
 * @param args What the server is made from.
 */
export function server(where: KeycloakWhere, args: ServerArgs): Deployment {
  const { namespace } = args;
  const { keycloak } = where;
  const metadata = { name: KEYCLOAK, namespace, labels: KEYCLOAK_LABELS };
  const account = serviceAccount(where, KEYCLOAK, namespace);
  const issued = certificate(where, {
    name: KEYCLOAK_CERTIFICATE,
    namespace,
    dnsNames: serviceNames(KEYCLOAK, keycloak.namespace),
    issuer: args.issuer,
  });
  service(where, metadata);
  budget(where, metadata);
  return new Deployment(
    objectName(where, KEYCLOAK),
    {
      metadata,
      spec: {
        replicas: keycloak.replicas,
        selector: { matchLabels: KEYCLOAK_LABELS },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        template: { metadata: { labels: KEYCLOAK_LABELS }, spec: podOf(where, args) },
      },
    },
    objectOptions(where, [...args.after, account, issued]),
  );
}

function service(where: KeycloakWhere, metadata: meta.v1.ObjectMeta): Service {
  return new Service(
    objectName(where, KEYCLOAK),
    {
      metadata,
      spec: {
        type: "ClusterIP",
        selector: KEYCLOAK_LABELS,
        ports: [{ name: "https", port: PORTS.https, targetPort: PORTS.https }],
      },
    },
    objectOptions(where),
  );
}

function budget(where: KeycloakWhere, metadata: meta.v1.ObjectMeta): PodDisruptionBudget {
  return new PodDisruptionBudget(
    objectName(where, KEYCLOAK),
    { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: KEYCLOAK_LABELS } } },
    objectOptions(where),
  );
}

/** Past the pooler: prepared statements of sessions do not survive its transaction mode. */
function databaseUrl({ keycloak }: KeycloakWhere, host: Input<string>): Output<string> {
  const trust = `sslmode=verify-full&sslrootcert=${DATABASE_AUTHORITIES}`;
  return interpolate`jdbc:postgresql://${host}:${DATABASE_PORT}/${keycloak.database}?${trust}`;
}

/** Source: Keycloak, "All configuration": each option as a variable with the prefix `KC_`. */
function environment(where: KeycloakWhere, args: ServerArgs): core.v1.EnvVar[] {
  const { keycloak } = where;
  const plain: Readonly<Record<string, Input<string>>> = {
    KC_HOSTNAME: `https://${keycloak.host}`,
    KC_HTTP_ENABLED: "false",
    KC_HTTPS_PORT: String(PORTS.https),
    KC_HTTPS_PROTOCOLS: "TLSv1.3",
    // Read anew every hour by the server itself.
    KC_HTTPS_CERTIFICATE_FILE: `${CERTIFICATE_DIRECTORY}/${CERTIFICATE_KEYS.certificate}`,
    KC_HTTPS_CERTIFICATE_KEY_FILE: `${CERTIFICATE_DIRECTORY}/${CERTIFICATE_KEYS.privateKey}`,
    // Only the gateway may say who the client is; it runs in these ranges.
    KC_PROXY_HEADERS: "xforwarded",
    KC_PROXY_TRUSTED_ADDRESSES: privateRanges(where).join(","),
    KC_DB_URL: databaseUrl(where, args.databaseHost),
    KC_DB_POOL_INITIAL_SIZE: "1",
    KC_DB_POOL_MIN_SIZE: "1",
    KC_DB_POOL_MAX_SIZE: String(keycloak.poolSize),
    KC_LOG_CONSOLE_OUTPUT: "json",
    JAVA_OPTS_KC_HEAP: HEAP,
  };
  return [
    ...Object.entries(plain).map(([name, value]) => ({ name, value })),
    secretVariable("KC_DB_USERNAME", KEYCLOAK_DATABASE_SECRET, "username"),
    secretVariable("KC_DB_PASSWORD", KEYCLOAK_DATABASE_SECRET, "password"),
    // Made at the first start of an empty database, and not looked at again.
    secretVariable("KC_BOOTSTRAP_ADMIN_CLIENT_ID", KEYCLOAK_ADMIN_SECRET, "username"),
    secretVariable("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", KEYCLOAK_ADMIN_SECRET, "password"),
  ];
}

/** Source: Keycloak, "Tracking instance status with health checks". */
function probes(): Partial<core.v1.Container> {
  const probe = (path: string): core.v1.Probe => ({
    httpGet: { path: `/health/${path}`, port: PORTS.management, scheme: "HTTPS" },
  });
  return {
    startupProbe: { ...probe("started"), periodSeconds: 5, failureThreshold: 60 },
    readinessProbe: { ...probe("ready"), periodSeconds: 10 },
    livenessProbe: { ...probe("live"), periodSeconds: 10, failureThreshold: 3 },
  };
}

function podOf(where: KeycloakWhere, args: ServerArgs): core.v1.PodSpec {
  const { keycloak, site } = where;
  return podSpec({
    name: KEYCLOAK,
    labels: KEYCLOAK_LABELS,
    pool: systemPoolOf(site.compute.nodePools),
    priorityClassName: priorityName("serving"),
    terminationGraceSeconds: GRACE_SECONDS,
    container: {
      name: KEYCLOAK,
      image: keycloak.image,
      args: ["start", "--optimized"],
      env: environment(where, args),
      ports: [
        { name: "https", containerPort: PORTS.https },
        { name: "management", containerPort: PORTS.management },
        { name: "cache", containerPort: PORTS.cache },
        { name: "failure", containerPort: PORTS.failure },
      ],
      resources: keycloak.resources,
      ...probes(),
      volumeMounts: [
        { name: "tls", mountPath: CERTIFICATE_DIRECTORY, readOnly: true },
        { name: "data", mountPath: DATA_DIRECTORY },
      ],
    },
    volumes: [
      { name: "tls", secret: { secretName: KEYCLOAK_CERTIFICATE } },
      { name: "data", emptyDir: { sizeLimit: "128Mi" } },
    ],
  });
}
