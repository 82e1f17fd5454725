/** What Amazon RDS refuses of an instance in relation to groups and backup plans. */
import type { Call, Rule } from "../../contract";
import { firstOf, given, known, list, num, others, on, rules, text, texts, when } from "../read";
import { apiError, vpcOfSubnet, zoneOfSubnet } from "./places";
import { POSTGRES_MINORS } from "./rds-models";
import { cronMinute, dailyWindow, minutesApart } from "./windows";

const INSTANCE = "aws:rds/instance:Instance";
const SUBNETS = "aws:rds/subnetGroup:SubnetGroup";
const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
const PLAN = "aws:backup/plan:Plan";
const create = (error: string): string => apiError("RDS: CreateDBInstance", error);

/**
 * Parameters of RDS for PostgreSQL and whether a change waits for a restart.
 * Source: Amazon RDS User Guide, RDS for PostgreSQL DB instance parameter list.
 */
const PARAMETER_TABLE: Readonly<Record<string, "static" | "dynamic">> = {
  "rds.force_ssl": "dynamic",
  "rds.logical_replication": "static",
  "rds.log_retention_period": "dynamic",
  "rds.force_autovacuum_logging_level": "dynamic",
  "rds.restrict_password_commands": "static",
  "rds.allowed_extensions": "dynamic",
  "rds.rds_superuser_reserved_connections": "static",
  "rds.adaptive_autovacuum": "dynamic",
  "rds.accepted_password_auth_method": "dynamic",
  shared_preload_libraries: "static",
  max_connections: "static",
  shared_buffers: "static",
  wal_buffers: "static",
  max_wal_senders: "static",
  max_worker_processes: "static",
  track_activity_query_size: "static",
  huge_pages: "static",
};

function parameterFault(
  call: Call,
  judge: (name: string, item: Call["inputs"]) => string | undefined,
): string | undefined {
  return firstOf(
    list(call.inputs, "parameters").map((item) =>
      judge(text(item, "name") ?? "", item as Call["inputs"]),
    ),
  );
}

function tooClose(instance: Call["inputs"], plan: Call["inputs"]): string | undefined {
  const window = dailyWindow(text(instance, "backupWindow"));
  if (window === undefined || (num(instance, "backupRetentionPeriod") ?? 0) === 0) return undefined;
  const start = list(plan, "rules")
    .map((one) => cronMinute(text(one, "schedule")))
    .find(
      (minute) => minute !== undefined && minutesApart(minute, window.start) < CLEARANCE_MINUTES,
    );
  return when(
    start !== undefined,
    `Backup job could not start because it is either inside or too close to the automated backup window configured in RDS instance (${text(instance, "backupWindow")})`,
  );
}

/** AWS Backup keeps this far from the window of the instance. */
const CLEARANCE_MINUTES = 240;

/** Refusals in relation to other resources. */
export const RDS_GROUP_RULES: readonly Rule[] = [
  ...rules("Amazon RDS API Reference, CreateDBInstance", on("create", [INSTANCE]), {
    "rds-duplicate": (call) =>
      when(
        others(call, INSTANCE).some((one) => one.id === call.inputs.identifier),
        create("DBInstanceAlreadyExists: DB instance already exists"),
      ),
    "rds-subnet-group-missing": (call) => {
      const name = text(call.inputs, "dbSubnetGroupName");
      return when(
        name !== undefined && !others(call, SUBNETS).some((one) => one.id === name),
        create(`DBSubnetGroupNotFoundFault: DB subnet group '${name}' does not exist.`),
      );
    },
    "rds-other-vpc": (call) => {
      const home = text(
        others(call, SUBNETS).find((one) => one.id === call.inputs.dbSubnetGroupName)?.outputs,
        "vpcId",
      );
      const stray = texts(call.inputs, "vpcSecurityGroupIds").find((id) => {
        const vpcId = text(
          call.cloud.find("aws:ec2/securityGroup:SecurityGroup", id)?.inputs,
          "vpcId",
        );
        return vpcId !== undefined && home !== undefined && vpcId !== home;
      });
      return when(
        stray !== undefined,
        create(
          `InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs. The DB instance is in ${home} and the EC2 security group ${stray} is in another`,
        ),
      );
    },
  }),
  ...rules(
    "Amazon RDS User Guide, Parameter groups for Amazon RDS",
    on("create update", [INSTANCE]),
    {
      "rds-parameter-group-missing": (call) => {
        const name = text(call.inputs, "parameterGroupName");
        const isMissing =
          name?.startsWith("default.") === false &&
          !others(call, PARAMETERS).some((one) => one.id === name);
        return when(
          isMissing,
          create(`DBParameterGroupNotFound: DBParameterGroup not found: ${name}`),
        );
      },
      "rds-parameter-group-family": (call) => {
        const group = others(call, PARAMETERS).find(
          (one) => one.id === call.inputs.parameterGroupName,
        );
        const version = text(call.inputs, "engineVersion")?.split(".")[0];
        const [is, needed] = [
          text(group?.inputs, "family"),
          `${text(call.inputs, "engine")}${version}`,
        ];
        const isWrong =
          is !== undefined &&
          version !== undefined &&
          given(call.inputs, "engine") &&
          is !== needed;
        return when(
          isWrong,
          create(
            `InvalidParameterCombination: The Parameter Group ${group?.id} with DBParameterGroupFamily ${is} can't be used for this instance. Please use a Parameter Group with DBParameterGroupFamily ${needed}`,
          ),
        );
      },
    },
  ),
  ...rules("Amazon RDS API Reference, CreateDBSubnetGroup", on("create update", [SUBNETS]), {
    "rds-subnet-group-zones": (call) => {
      const zones = [
        ...new Set(list(call.inputs, "subnetIds").map((id) => zoneOfSubnet(call, id))),
      ];
      const vpcs = new Set(list(call.inputs, "subnetIds").map((id) => vpcOfSubnet(call, id)));
      if (vpcs.size > 1)
        return apiError(
          "RDS: CreateDBSubnetGroup",
          "InvalidParameterValue: The DB subnet group spans several VPCs",
        );
      return when(
        zones.length < 2,
        apiError(
          "RDS: CreateDBSubnetGroup",
          `DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least 2 AZs.`,
        ),
      );
    },
  }),
  ...rules("Amazon RDS API Reference, DeleteDBSubnetGroup", on("delete", [SUBNETS]), {
    "rds-subnet-group-in-use": (call) => {
      const user = others(call, INSTANCE).find((one) => known(one).dbSubnetGroupName === call.id);
      return when(
        user !== undefined,
        apiError(
          "RDS: DeleteDBSubnetGroup",
          `InvalidDBSubnetGroupStateFault: Cannot delete the subnetGroup '${call.id}' because at least one database instance: ${user?.id} is still using it.`,
        ),
      );
    },
  }),
  ...rules("Amazon RDS API Reference, DeleteDBParameterGroup", on("delete", [PARAMETERS]), {
    "rds-parameter-group-in-use": (call) =>
      when(
        others(call, INSTANCE).some((one) => one.inputs.parameterGroupName === call.id),
        apiError(
          "RDS: DeleteDBParameterGroup",
          `InvalidDBParameterGroupState: One or more database instances are still members of this parameter group ${call.id}, so the group cannot be deleted`,
        ),
      ),
  }),
  ...rules("Amazon RDS API Reference, ModifyDBParameterGroup", on("create update", [PARAMETERS]), {
    "rds-parameter-static-immediate": (call) =>
      parameterFault(call, (name, item) =>
        when(
          PARAMETER_TABLE[name] === "static" &&
            (text(item, "applyMethod") ?? "immediate") === "immediate",
          apiError(
            "RDS: ModifyDBParameterGroup",
            `InvalidParameterCombination: cannot use immediate apply method for static parameter: ${name}`,
          ),
        ),
      ),
    "rds-parameter-unknown": (call) =>
      parameterFault(call, (name) =>
        when(
          name.startsWith("rds.") && PARAMETER_TABLE[name] === undefined,
          apiError(
            "RDS: ModifyDBParameterGroup",
            `InvalidParameterValue: Could not find parameter with name: ${name}`,
          ),
        ),
      ),
    "rds-parameter-family-unknown": (call) => {
      const family = text(call.inputs, "family");
      const isUnknown =
        family?.startsWith("postgres") === true &&
        POSTGRES_MINORS[family.slice("postgres".length)] === undefined;
      return when(
        isUnknown,
        apiError(
          "RDS: CreateDBParameterGroup",
          `InvalidParameterValue: ParameterGroupFamily ${family} is not a valid parameter group family`,
        ),
      );
    },
  }),
  ...rules(
    "AWS Backup Developer Guide, Troubleshooting AWS Backup; Amazon RDS backups",
    on("create update", [INSTANCE, PLAN]),
    {
      "backup-in-database-window": (call) =>
        call.type === PLAN
          ? firstOf(others(call, INSTANCE).map((one) => tooClose(one.inputs, call.inputs)))
          : firstOf(others(call, PLAN).map((plan) => tooClose(call.inputs, plan.inputs))),
    },
  ),
];
