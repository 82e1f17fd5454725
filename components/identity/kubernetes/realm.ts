/** The realm: a Job that makes it what the plan says, and a CronJob that replaces its keys. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CronJob, Job } from "@pulumi/kubernetes/batch/v1";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import type { core } from "@pulumi/kubernetes/types/input";
import type { Input, Resource } from "@pulumi/pulumi";
import { CERTIFICATE_KEYS } from "../../certificates/certificate";
import { priorityName, serviceAccount } from "../../compute/kubernetes/foundation";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { podSpec } from "../../compute/kubernetes/pod";
import { secretVariable } from "../../sql/connection";
import { jobDigest } from "../../sql/pack";
import {
  CERTIFICATE_DIRECTORY,
  KEYCLOAK,
  KEYCLOAK_ADMIN_SECRET,
  KEYCLOAK_CERTIFICATE,
  type KeycloakWhere,
  PORTS,
  administratorLabels,
} from "./names";
import { systemPoolOf } from "./pool";

/** Where the scripts lie in the project. */
const SCRIPTS = join(__dirname, "..", "..", "..", "runtime", "keycloak");

const SCRIPT_NAMES = ["connect.sh", "apply-realm.sh", "rotate-keys.sh"] as const;

/** Where the files stand in a pod. */
const DIRECTORIES = { scripts: "/scripts", realm: "/realm" } as const;

/** A fresh server first makes its tables, which takes minutes on a small database. */
const DEADLINE_SECONDS = 1200;

/** The engine waits a little longer than the Job itself. */
const TIMEOUT = "25m";

/** Pods that may fail, with growing pauses between them. Source: Kubernetes, "Jobs". */
const BACKOFF_LIMIT = 4;

/** A rotation that a maintenance delayed is still made on the same day. */
const STARTING_DEADLINE_SECONDS = 12 * 3600;

/** What the realm is made from. */
export interface RealmArgs {
  readonly namespace: Input<string>;
  /** The server, policies and secrets. */
  readonly after: readonly Resource[];
}

/** Files of the realm and the scripts, under names that carry their text. */
interface Files {
  readonly realm: ConfigMap;
  readonly scripts: ConfigMap;
  readonly digest: string;
}

/**
 * The realm and the rotation of its keys.
 *
 * @param where Where, and what of it.
 * @param args What the realm is made from.
 * @returns The Job: what asks for tokens comes after it.
 */
export function realm(where: KeycloakWhere, args: RealmArgs): Job {
  const files = filesOf(where, args.namespace);
  rotation(where, args, files);
  return application(where, args, files);
}

function filesOf(where: KeycloakWhere, namespace: Input<string>): Files {
  const { realmFiles, realm: realmName, image } = where.keycloak;
  const realmData = Object.fromEntries(
    Object.entries(realmFiles).map(([name, json]) => [name, JSON.stringify(json)]),
  );
  const scriptData = Object.fromEntries(
    SCRIPT_NAMES.map((name) => [name, readFileSync(join(SCRIPTS, name), "utf8")]),
  );
  const digest = jobDigest([realmData, scriptData, realmName, image]);
  const map = (name: string, data: Record<string, string>): ConfigMap =>
    new ConfigMap(
      objectName(where, name),
      { metadata: { name: `${name}-${digest}`, namespace }, immutable: true, data },
      objectOptions(where),
    );
  return {
    realm: map("keycloak-realm", realmData),
    scripts: map("keycloak-scripts", scriptData),
    digest,
  };
}

/** A changed realm is another Job, since the pods of a Job never change. */
function application(where: KeycloakWhere, args: RealmArgs, files: Files): Job {
  const name = "keycloak-realm";
  const account = serviceAccount(where, name, args.namespace);
  const labels = administratorLabels(name);
  return new Job(
    objectName(where, name),
    {
      metadata: { name: `${name}-${files.digest}`, namespace: args.namespace, labels },
      spec: {
        backoffLimit: BACKOFF_LIMIT,
        activeDeadlineSeconds: DEADLINE_SECONDS,
        template: {
          metadata: { labels },
          spec: podOf(where, { name, script: "apply-realm.sh", files }),
        },
      },
    },
    {
      ...objectOptions(where, [...args.after, account, files.realm, files.scripts]),
      customTimeouts: { create: TIMEOUT },
    },
  );
}

/** Seed, Authentication & Authorization: keys are rotated quarterly. */
function rotation(where: KeycloakWhere, args: RealmArgs, files: Files): CronJob {
  const name = "keycloak-key-rotation";
  const account = serviceAccount(where, name, args.namespace);
  const labels = administratorLabels(name);
  return new CronJob(
    objectName(where, name),
    {
      metadata: { name, namespace: args.namespace, labels },
      spec: {
        schedule: where.keycloak.keyRotationSchedule,
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: STARTING_DEADLINE_SECONDS,
        jobTemplate: {
          spec: {
            backoffLimit: BACKOFF_LIMIT,
            activeDeadlineSeconds: DEADLINE_SECONDS,
            template: {
              metadata: { labels },
              spec: podOf(where, { name, script: "rotate-keys.sh", files }),
            },
          },
        },
      },
    },
    objectOptions(where, [...args.after, account, files.realm, files.scripts]),
  );
}

/** A pod that runs one script as the administrator of the realm. */
interface ScriptArgs {
  readonly name: string;
  readonly script: (typeof SCRIPT_NAMES)[number];
  readonly files: Files;
}

function podOf(where: KeycloakWhere, { name, script, files }: ScriptArgs): core.v1.PodSpec {
  const { keycloak, site } = where;
  const authority = CERTIFICATE_KEYS.authority;
  return {
    restartPolicy: "Never",
    ...podSpec({
      name,
      labels: administratorLabels(name),
      pool: systemPoolOf(site.compute.nodePools),
      priorityClassName: priorityName("background"),
      terminationGraceSeconds: 30,
      container: {
        name: "kcadm",
        image: keycloak.image,
        command: ["sh", `${DIRECTORIES.scripts}/${script}`],
        env: [
          {
            name: "KEYCLOAK_URL",
            value: `https://${KEYCLOAK}.${keycloak.namespace}.svc:${PORTS.https}`,
          },
          { name: "KEYCLOAK_CA", value: `${CERTIFICATE_DIRECTORY}/${authority}` },
          { name: "REALM", value: keycloak.realm },
          { name: "REALM_FILES", value: DIRECTORIES.realm },
          secretVariable("ADMIN_CLIENT_ID", KEYCLOAK_ADMIN_SECRET, "username"),
          secretVariable("KC_CLI_CLIENT_SECRET", KEYCLOAK_ADMIN_SECRET, "password"),
        ],
        resources: {
          requests: { cpu: "50m", memory: "128Mi" },
          limits: { cpu: "1", memory: "384Mi" },
        },
        volumeMounts: [
          { name: "scripts", mountPath: DIRECTORIES.scripts, readOnly: true },
          { name: "realm", mountPath: DIRECTORIES.realm, readOnly: true },
          { name: "authority", mountPath: CERTIFICATE_DIRECTORY, readOnly: true },
        ],
      },
      volumes: [
        { name: "scripts", configMap: { name: files.scripts.metadata.name } },
        { name: "realm", configMap: { name: files.realm.metadata.name } },
        {
          name: "authority",
          secret: {
            secretName: KEYCLOAK_CERTIFICATE,
            items: [{ key: authority, path: authority }],
          },
        },
      ],
    }),
  };
}
