/** Names that the objects of the issuer know each other by. */
import type { KeycloakPlan } from "../../../plan/identity";
import type { PodLabels } from "../../compute/kubernetes/pod";
import { podLabels } from "../../compute/kubernetes/pod";
import type { Where } from "../../contract";

/** Name of the server's objects, its host name too. */
export const KEYCLOAK = "keycloak";

/** Labels of the server's pods. */
export const KEYCLOAK_LABELS = podLabels(KEYCLOAK, "issuer");

/** Secret with the server's certificate. */
export const KEYCLOAK_CERTIFICATE = "keycloak-tls";

/** Secret with the role that owns the server's database. */
export const KEYCLOAK_DATABASE_SECRET = "keycloak-database";

/** Secret with the client that administers the server. */
export const KEYCLOAK_ADMIN_SECRET = "keycloak-admin";

/** Secret with the instance's administrator, for the Job that makes the database. */
export const MASTER_SECRET = "database-master";

/** What of the pods administers the realm: one that applies it, one that rotates its keys. */
export const ADMINISTRATOR = "realm-administrator";

/** Label by which the server admits those who administer it. */
export const ADMINISTRATOR_LABELS = { "app.kubernetes.io/component": ADMINISTRATOR } as const;

/**
 * Labels of pods that administer the realm.
 *
 * @param name Name of the workload.
 */
export function administratorLabels(name: string): PodLabels {
  return podLabels(name, ADMINISTRATOR);
}

/**
 * Ports of the server. 7800 carries caches between replicas, and 57800 tells that one is gone.
 * Source: Keycloak, "Configuring distributed caches", network ports; "Management interface".
 */
export const PORTS = { https: 8443, management: 9000, cache: 7800, failure: 57_800 } as const;

/** Scratch directory of the server's resources, the only one beside `/tmp` that it writes to. */
export const DATA_DIRECTORY = "/opt/keycloak/data";

/** Where a pod finds the certificate, or only whom it is signed by. */
export const CERTIFICATE_DIRECTORY = "/etc/keycloak-tls";

/** The server and where it is. */
export interface KeycloakWhere extends Where {
  readonly keycloak: KeycloakPlan;
}
