/** Who gets at the cluster beside the program itself: people of the team, and pipelines. */

/** One rule of a Role. Source: Kubernetes API, PolicyRule v1. */
export interface AccessRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** A group of the cluster, and what it may do in the application's namespace. */
export interface GroupPlan {
  /** Name by which access entries bring people in. No vendor's prefix: those are refused. */
  readonly group: string;
  readonly rules: readonly AccessRule[];
}

const LOOK = ["get", "list", "watch"] as const;

/**
 * Groups by the name of their Role. Nobody here reads Secrets, enters pods, or grants rights.
 * Source: Kubernetes documentation, "Role Based Access Control Good Practices".
 */
export const GROUPS = {
  /** People who keep the application running. */
  operator: {
    group: "platform:operators",
    rules: [
      {
        apiGroups: [""],
        resources: ["pods", "pods/log", "services", "configmaps", "events"],
        verbs: LOOK,
      },
      { apiGroups: ["apps", "batch", "autoscaling"], resources: ["*"], verbs: LOOK },
      // A pod that hangs is deleted; its Deployment makes another.
      { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
      // `kubectl rollout restart` and `undo` are patches.
      { apiGroups: ["apps"], resources: ["deployments"], verbs: ["patch"] },
    ],
  },
  /** A pipeline that rolls out an image: it changes Deployments, and looks whether they came up. */
  pipeline: {
    group: "platform:pipelines",
    rules: [
      { apiGroups: ["apps"], resources: ["deployments"], verbs: [...LOOK, "patch"] },
      { apiGroups: ["apps"], resources: ["replicasets"], verbs: LOOK },
      { apiGroups: [""], resources: ["pods", "events"], verbs: LOOK },
    ],
  },
} as const satisfies Record<string, GroupPlan>;

/** Name of a group's Role. */
export type GroupName = keyof typeof GROUPS;

/** A role of the cloud that people take with a second factor. */
export interface TeamRole {
  /** Sees everything but Secrets, everywhere. */
  readonly views: boolean;
  readonly groups: readonly GroupName[];
}

/** Roles of people by name. Whoever may take which is said in the account, not here. */
export const TEAM_ROLES = {
  viewer: { views: true, groups: [] },
  operator: { views: true, groups: ["operator"] },
} as const satisfies Record<string, TeamRole>;
