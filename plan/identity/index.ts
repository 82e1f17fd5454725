/** Who issues tokens, and who gets at the cell: users, people of the team, pipelines. */
import { TOKEN_LIFETIME_SECONDS } from "../../facts/seed";
import type { ContainerResources } from "../cell";
import type { CellConfig } from "../config/schema";
import type { Shape } from "../environments";
import type { Images } from "../images";
import type { Load } from "../load";
import type { Planned } from "../planned";
import { planPipeline } from "./pipeline";
import { AUDIENCE, CLAIMS, realmFiles } from "./realm";
import type { IdentityPlan, KeycloakPlan } from "./types";

export type { IdentityPlan, IssuerPlan, KeycloakPlan, PipelinePlan, TokenPlan } from "./types";

/** Realm of the cell's users; Keycloak's own administrators are in `master`. */
const REALM = "podcast";

/** Namespace of Keycloak. */
export const IDENTITY_NAMESPACE = "identity";

/**
 * Connections of one replica. Few: logins are rare beside requests, whose tokens need no look-up,
 * and these connections go past the pooler. Our assumption.
 */
const POOL_SIZE = 4;

/**
 * At 03:00 on the first day of each quarter. Seed, Authentication & Authorization: "rotated
 * quarterly".
 */
const KEY_ROTATION_SCHEDULE = "0 3 1 */3 *";

/**
 * Memory of a replica. A small one holds hundreds of sessions; the other is what the vendor
 * measures for ten thousand. Source: Keycloak, "Concepts for sizing CPU and memory resources":
 * 1,250 MB with caches and 10,000 sessions, 300 MB of it outside the heap.
 */
const RESOURCES = {
  small: {
    requests: { cpu: "50m", memory: "512Mi" },
    limits: { cpu: "1", memory: "1Gi" },
  },
  standard: {
    requests: { cpu: "250m", memory: "1250Mi" },
    limits: { cpu: "1", memory: "2Gi" },
  },
} as const satisfies Record<Shape["identity"]["size"], ContainerResources>;

/**
 * What the identity of a cell asks of the system pool.
 *
 * @param plan The identity.
 */
export function identityLoad({ source }: IdentityPlan): Load {
  if (source.kind === "external") return { cpuMillis: 0, memoryMib: 0, pods: 0 };
  const { requests } = source.resources;
  return {
    cpuMillis: source.replicas * Number.parseInt(requests.cpu, 10),
    memoryMib: source.replicas * Number.parseInt(requests.memory, 10),
    pods: source.replicas,
  };
}

/** What the identity of a cell depends on. */
export interface IdentityArgs {
  readonly stack: string;
  readonly config: CellConfig;
  readonly shape: Shape;
  readonly images: Images;
}

function planKeycloak({ config, shape, images }: IdentityArgs): KeycloakPlan {
  return {
    namespace: IDENTITY_NAMESPACE,
    image: images.keycloak,
    sqlImage: images.sqlClient,
    replicas: shape.identity.replicas,
    resources: RESOURCES[shape.identity.size],
    host: `auth.${config.domain}`,
    realm: REALM,
    database: "keycloak",
    poolSize: POOL_SIZE,
    realmFiles: realmFiles({ realm: REALM, origin: `https://app.${config.domain}` }),
    keyRotationSchedule: KEY_ROTATION_SCHEDULE,
  };
}

/** Source of Keycloak's path: Keycloak, "OpenID Connect", endpoints. */
function issuerOf({ external, jwksUri }: CellConfig["identity"], keycloak: KeycloakPlan) {
  if (external !== undefined && jwksUri !== undefined) return { issuer: external, jwksUri };
  const issuer = `https://${keycloak.host}/realms/${keycloak.realm}`;
  return { issuer, jwksUri: `${issuer}/protocol/openid-connect/certs` };
}

/**
 * Plans the identity of a cell.
 *
 * @param args Stack, configuration, shape and images.
 */
export function planIdentity(args: IdentityArgs): Planned<IdentityPlan> {
  const { external, pipeline } = args.config.identity;
  const keycloak = planKeycloak(args);
  const { access, refresh } = TOKEN_LIFETIME_SECONDS;
  return {
    part: {
      ...issuerOf(args.config.identity, keycloak),
      audience: AUDIENCE,
      claims: CLAIMS,
      tokens: { accessSeconds: access, refreshSeconds: refresh },
      source: external === undefined ? { kind: "keycloak", ...keycloak } : { kind: "external" },
      ...(pipeline === undefined ? {} : { pipeline: planPipeline(args.stack, pipeline) }),
      runner: args.config.access.runner,
    },
    reasons: [
      {
        what: "source",
        choice: external === undefined ? "keycloak" : "external",
        why:
          external === undefined
            ? "its users live in the replicated database, so they survive the region"
            : "identity.external names an issuer, so the cell builds none",
      },
    ],
  };
}
