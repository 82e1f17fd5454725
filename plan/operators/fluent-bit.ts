/** Fluent Bit: sends what pods write to CloudWatch Logs for now, and to a bucket for later. */
import type { ContainerResources, OperatorPlan } from "../cell";
import { AGENTS } from "../observability/agents";
import type { LogsPlan } from "../observability/logs";
import { chartOperator, resources } from "./operator";

/** A folder of the node. */
interface HostVolume {
  readonly name: string;
  readonly hostPath: { readonly path: string; readonly type?: "DirectoryOrCreate" };
}

/** Where a pod sees a volume. */
interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: true;
}

/** Keys of the chart fluent-bit that we set. */
interface FluentBitValues {
  readonly fullnameOverride: string;
  readonly testFramework: { readonly enabled: boolean };
  readonly serviceAccount: { readonly name: string };
  readonly tolerations: readonly { readonly operator: "Exists" }[];
  readonly priorityClassName: string;
  readonly resources: ContainerResources;
  readonly securityContext: object;
  readonly daemonSetVolumes: readonly HostVolume[];
  readonly daemonSetVolumeMounts: readonly Mount[];
  readonly config: {
    readonly service: string;
    readonly inputs: string;
    readonly filters: string;
    readonly outputs: string;
  };
}

/** Folder of the node where it notes how far it has read, and keeps what it could not send yet. */
const STATE = "/var/lib/fluent-bit";

/** Writes one section of the agent's configuration file. */
function section(kind: string, settings: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(settings).map(([key, value]) => `    ${key} ${value}`);
  return `[${kind}]\n${lines.join("\n")}\n`;
}

/** Source: Fluent Bit manual, "Tail", "Buffering and storage". */
function inputs(): string {
  return section("INPUT", {
    Name: "tail",
    Tag: "kube.*",
    Path: "/var/log/containers/*.log",
    "multiline.parser": "cri",
    DB: `${STATE}/tail.db`,
    "DB.locking": "true",
    "storage.type": "filesystem",
    Mem_Buf_Limit: "16MB",
    Skip_Long_Lines: "On",
    Refresh_Interval: 10,
  });
}

/** A line of JSON becomes fields; its own text is then dropped. Source: as above, "Kubernetes". */
function filters(): string {
  return section("FILTER", {
    Name: "kubernetes",
    Match: "kube.*",
    Merge_Log: "On",
    Keep_Log: "Off",
    Labels: "On",
    Annotations: "Off",
    "K8S-Logging.Parser": "Off",
    "K8S-Logging.Exclude": "Off",
  });
}

/** Source: Fluent Bit manual, "Amazon CloudWatch" and "Amazon S3". */
function outputs(logs: LogsPlan): string {
  const hot = section("OUTPUT", {
    Name: "cloudwatch_logs",
    Match: "kube.*",
    region: logs.region,
    log_group_name: logs.groupName,
    log_stream_prefix: "pods-",
    auto_create_group: "Off",
    Retry_Limit: 10,
  });
  const cold = section("OUTPUT", {
    Name: "s3",
    Match: "kube.*",
    region: logs.region,
    bucket: logs.bucketName,
    s3_key_format: "/pods/%Y/%m/%d/%H/$UUID.json.gz",
    store_dir: `${STATE}/s3`,
    // One request and no parts, so that writing is the only right that it needs.
    use_put_object: "On",
    total_file_size: "50M",
    upload_timeout: "10m",
    compression: "gzip",
    Retry_Limit: 10,
  });
  return `${hot}\n${cold}`;
}

const SERVICE = section("SERVICE", {
  Daemon: "Off",
  Flush: 5,
  Log_Level: "warn",
  Parsers_File: "/fluent-bit/etc/parsers.conf",
  HTTP_Server: "On",
  HTTP_Listen: "0.0.0.0",
  HTTP_Port: 2020,
  Health_Check: "On",
  "storage.path": `${STATE}/buffer`,
  "storage.max_chunks_up": 64,
});

/**
 * The agent of every node. It reads files of the node, which belong to root and which no Pod
 * Security level but `privileged` lets a pod see.
 *
 * @param logs Where to.
 */
export function fluentBit(logs: LogsPlan): OperatorPlan {
  return chartOperator<FluentBitValues>("fluent-bit", {
    namespace: AGENTS.namespace,
    values: {
      fullnameOverride: AGENTS.logAgent,
      testFramework: { enabled: false },
      serviceAccount: { name: AGENTS.logAgent },
      tolerations: [{ operator: "Exists" }],
      priorityClassName: "system-node-critical",
      resources: resources("20m", "64Mi", "192Mi"),
      securityContext: {
        runAsUser: 0,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"], add: ["DAC_READ_SEARCH"] },
        seccompProfile: { type: "RuntimeDefault" },
      },
      daemonSetVolumes: [
        { name: "logs", hostPath: { path: "/var/log" } },
        { name: "state", hostPath: { path: STATE, type: "DirectoryOrCreate" } },
      ],
      daemonSetVolumeMounts: [
        { name: "logs", mountPath: "/var/log", readOnly: true },
        { name: "state", mountPath: STATE },
      ],
      config: { service: SERVICE, inputs: inputs(), filters: filters(), outputs: outputs(logs) },
    },
    // Counted with the daemons of a node.
    pods: [],
  });
}
