/** What Amazon ElastiCache refuses. */
import type { Rule } from "../../contract";
import { given, isOn, list, num, others, on, rules, text, texts, when } from "../read";
import { isClustered, saysCluster } from "./cache-models";
import { apiError } from "./places";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup";
const PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup";
const USER = "aws:elasticache/user:User";
const USERS = "aws:elasticache/userGroup:UserGroup";

const create = (error: string): string => apiError("ElastiCache: CreateReplicationGroup", error);

/** Refusals of caches. */
export const CACHE_RULES: readonly Rule[] = [
  ...rules("Amazon ElastiCache API Reference, CreateReplicationGroup", on("check", [GROUP]), {
    "cache-id-form": (call) => {
      const id = text(call.inputs, "replicationGroupId");
      const isWrong = id !== undefined && (!/^[a-z](-?[a-z0-9])*$/.test(id) || id.length > 40);
      return when(
        isWrong,
        `"replication_group_id" must begin with a letter, hold 1 to 40 lower-case letters, digits and single hyphens, and not end with a hyphen, got "${id}"`,
      );
    },
    "cache-node-counts": (call) =>
      when(
        given(call.inputs, "numCacheClusters") &&
          (given(call.inputs, "numNodeGroups") || given(call.inputs, "replicasPerNodeGroup")),
        `"num_cache_clusters": conflicts with num_node_groups, replicas_per_node_group`,
      ),
  }),
  ...rules(
    "Amazon ElastiCache API Reference, CreateReplicationGroup",
    on("create update", [GROUP]),
    {
      "cache-cluster-needs-failover": (call) =>
        when(
          isClustered(call) && !isOn(call.inputs, "automaticFailoverEnabled"),
          create(
            "InvalidParameterCombination: Redis with cluster mode enabled should be created with automatic failover turned on.",
          ),
        ),
      "cache-failover-needs-replicas": (call) =>
        when(
          !isClustered(call) &&
            isOn(call.inputs, "automaticFailoverEnabled") &&
            (num(call.inputs, "numCacheClusters") ?? 1) < 2,
          `"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true.`,
        ),
      "cache-multi-az-needs-failover": (call) =>
        when(
          isOn(call.inputs, "multiAzEnabled") && !isOn(call.inputs, "automaticFailoverEnabled"),
          "automatic_failover_enabled must be true if multi_az_enabled is true",
        ),
      "cache-auth-needs-tls": (call) =>
        when(
          (given(call.inputs, "authToken") || list(call.inputs, "userGroupIds").length > 0) &&
            !isOn(call.inputs, "transitEncryptionEnabled"),
          create(
            "InvalidParameterCombination: The AUTH token and user groups are only supported when encryption-in-transit is enabled.",
          ),
        ),
      "cache-parameter-group-mode": (call) =>
        when(
          saysCluster(call) === false &&
            ((num(call.inputs, "numNodeGroups") ?? 1) > 1 ||
              text(call.inputs, "clusterMode") === "enabled"),
          create(
            "InvalidParameterCombination: Cannot create a cluster mode enabled replication group with a parameter group that has cluster-enabled set to no.",
          ),
        ),
      "cache-auth-token-form": (call) => {
        const token = text(call.inputs, "authToken");
        return when(
          token !== undefined && !/^[^\s/"@]{16,128}$/.test(token),
          create(
            'InvalidParameterValue: Invalid AuthToken provided: 16 to 128 printable characters without @, " and /.',
          ),
        );
      },
      "cache-user-group-missing": (call) => {
        const missing = texts(call.inputs, "userGroupIds").find(
          (id) => !others(call, USERS).some((one) => one.id === id),
        );
        return when(
          missing !== undefined,
          create(`UserGroupNotFoundFault: User group ${missing} not found.`),
        );
      },
    },
  ),
  ...rules("Amazon ElastiCache API Reference, CreateReplicationGroup", on("create", [GROUP]), {
    "cache-duplicate": (call) =>
      when(
        others(call, GROUP).some((one) => one.id === call.inputs.replicationGroupId),
        create(
          `ReplicationGroupAlreadyExists: Replication group ${text(call.inputs, "replicationGroupId")} already exists.`,
        ),
      ),
    "cache-subnet-group-missing": (call) => {
      const name = text(call.inputs, "subnetGroupName");
      return when(
        name !== undefined && !others(call, SUBNETS).some((one) => one.id === name),
        create(`CacheSubnetGroupNotFoundFault: Cache Subnet Group ${name} does not exist.`),
      );
    },
  }),
  ...rules(
    "Amazon ElastiCache User Guide, Authenticating users with Role-Based Access Control (RBAC)",
    on("create update", [USERS]),
    {
      "cache-user-group-needs-default": (call) => {
        const ids = texts(call.inputs, "userIds");
        const names = others(call, USER)
          .filter((one) => ids.includes(one.id))
          .map((one) => one.inputs.userName);
        // Valkey groups work without a default user.
        const isNeeded =
          text(call.inputs, "engine") !== "valkey" &&
          !names.includes("default") &&
          !ids.includes("default");
        return when(
          isNeeded,
          apiError(
            "ElastiCache: CreateUserGroup",
            "DefaultUserRequired: User group needs to contain a user with the user name default.",
          ),
        );
      },
      "cache-user-unknown": (call) => {
        const missing = texts(call.inputs, "userIds").find(
          (id) => id !== "default" && !others(call, USER).some((one) => one.id === id),
        );
        return when(
          missing !== undefined,
          apiError("ElastiCache: CreateUserGroup", `UserNotFound: User ${missing} not found.`),
        );
      },
    },
  ),
  ...rules("Amazon ElastiCache API Reference, CreateUser", on("create update", [USER]), {
    "cache-user-password-form": (call) => {
      const isShort = texts(call.inputs, "passwords").some(
        (one) => one.length < 16 || one.length > 128,
      );
      return when(
        isShort,
        apiError(
          "ElastiCache: CreateUser",
          "InvalidParameterValue: Passwords length must be between 16-128 characters.",
        ),
      );
    },
    "cache-user-no-access-string": (call) =>
      when(
        text(call.inputs, "accessString") === "",
        apiError(
          "ElastiCache: CreateUser",
          "InvalidParameterValue: The parameter AccessString must be provided and must not be blank.",
        ),
      ),
  }),
  ...rules("Amazon ElastiCache API Reference, CreateUser", on("create", [USER]), {
    "cache-user-duplicate": (call) =>
      when(
        call.inputs.userId === "default" ||
          others(call, USER).some((one) => one.id === call.inputs.userId),
        apiError(
          "ElastiCache: CreateUser",
          `UserAlreadyExists: User ${text(call.inputs, "userId")} already exists.`,
        ),
      ),
  }),
  ...rules(
    "Amazon ElastiCache API Reference, Delete operations of groups",
    on("delete", [SUBNETS, PARAMETERS, USERS]),
    {
      "cache-group-in-use": (call) => {
        const keys = ["subnetGroupName", "parameterGroupName"];
        const user = others(call, GROUP).find(
          (one) =>
            keys.some((key) => one.inputs[key] === call.id) ||
            texts(one.inputs, "userGroupIds").includes(call.id ?? ""),
        );
        return when(
          user !== undefined,
          apiError(
            `ElastiCache: Delete${call.type.split(":")[2]}`,
            `CacheGroupInUse: ${call.id} is currently in use by replication group ${user?.id}.`,
          ),
        );
      },
    },
  ),
];
