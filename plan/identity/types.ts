/** What the identity of a cell is: who issues tokens, who may enter, and by what name. */
import type { ContainerResources } from "../cell";

/** Lifetimes of tokens. */
export interface TokenPlan {
  readonly accessSeconds: number;
  readonly refreshSeconds: number;
}

/** Who issues tokens to users. */
export type IssuerPlan =
  /** An issuer of the tenant's or the company's own: the cell builds nothing. */
  { readonly kind: "external" } | ({ readonly kind: "keycloak" } & KeycloakPlan);

/** Keycloak, on the cell's relational database: it fails over with the database. */
export interface KeycloakPlan {
  readonly namespace: string;
  /** By digest. */
  readonly image: string;
  /** The client that makes the database, by digest. */
  readonly sqlImage: string;
  readonly replicas: number;
  readonly resources: ContainerResources;
  /** Name that browsers see, behind the edge. */
  readonly host: string;
  readonly realm: string;
  /** A database of its own on the cell's instance, and the role that owns it. */
  readonly database: string;
  /** Connections of one replica to the database, past the pooler. */
  readonly poolSize: number;
  /** Files of the realm by name, as Keycloak's administration API takes them. */
  readonly realmFiles: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** UTC, in cron's notation: when the keys that sign tokens are replaced. */
  readonly keyRotationSchedule: string;
}

/** A pipeline that may take roles of the cell without any stored key. */
export interface PipelinePlan {
  readonly provider: "github" | "gitlab";
  /** Issuer without scheme: what the account's identity provider is named by. */
  readonly issuer: string;
  readonly audience: string;
  /** Subjects that may look, and subjects that may roll out; `*` only where a run's name varies. */
  readonly previewSubjects: readonly string[];
  readonly deploySubjects: readonly string[];
}

/** How pipelines and people get at the cell, and how users prove who they are. */
export interface IdentityPlan {
  /** `iss` of every token. */
  readonly issuer: string;
  /** Where the public keys of the issuer are. */
  readonly jwksUri: string;
  /** `aud` of the tokens that the API takes. */
  readonly audience: string;
  /** Claims that the API and the gateway read. */
  readonly claims: { readonly tenant: string; readonly roles: string };
  readonly tokens: TokenPlan;
  readonly source: IssuerPlan;
  /** Absent where no pipeline is configured. */
  readonly pipeline?: PipelinePlan;
  /** A machine in the network that a pipeline starts, where the API server is closed to it. */
  readonly runner: "allow-listed" | "vpc";
}
