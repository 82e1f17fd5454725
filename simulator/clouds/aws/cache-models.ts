/** Answers of Amazon ElastiCache. */
import type { Call, Model } from "../../contract";
import { given, hex, list, num, others, text } from "../read";
import { models } from "./model";

const PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup";

/** Whether the inputs ask for cluster mode: by shards, or by a parameter group that says so. */
export function isClustered(call: Call): boolean {
  return (
    (num(call.inputs, "numNodeGroups") ?? 1) > 1 ||
    given(call.inputs, "replicasPerNodeGroup") ||
    text(call.inputs, "clusterMode") === "enabled" ||
    saysCluster(call) === true
  );
}

/** What the parameter group says of cluster mode; undefined where it is left to the service. */
export function saysCluster(call: Call): boolean | undefined {
  const name = text(call.inputs, "parameterGroupName");
  const group = others(call, PARAMETERS).find((one) => one.id === name);
  const own = list(group?.inputs, "parameters").find(
    (one) => text(one, "name") === "cluster-enabled",
  );
  if (own !== undefined) return text(own, "value") === "yes";
  if (group !== undefined) return false;
  return name?.startsWith("default.") === true ? name.endsWith(".cluster.on") : undefined;
}

const host = (call: Call & { readonly id: string }, prefix: string): string =>
  `${prefix}.${call.id}.${hex(call.scope.account, 6)}.${(call.scope.region ?? "").replace(/^(..)\w*-(\w)\w*-(\d)$/, "$1$2$3")}.cache.amazonaws.com`;

/** Models of caches, their groups and users. */
export const CACHE_MODELS: readonly Model[] = models([
  {
    type: "elasticache/replicationGroup:ReplicationGroup",
    id: "{.replicationGroupId}",
    outputs: {
      arn: "arn:aws:elasticache:{region}:{account}:replicationgroup:{id}",
      clusterEnabled: isClustered,
      configurationEndpointAddress: (call) => (isClustered(call) ? host(call, "clustercfg") : ""),
      primaryEndpointAddress: (call) => (isClustered(call) ? "" : host(call, "master")),
      readerEndpointAddress: (call) => (isClustered(call) ? "" : host(call, "replica")),
      memberClusters: (call) =>
        Array.from(
          { length: nodeCount(call) },
          (_, i) => `${call.id}-${String(i + 1).padStart(3, "0")}`,
        ),
    },
    replaceOn: [
      "replicationGroupId",
      "atRestEncryptionEnabled",
      "subnetGroupName",
      "port",
      "kmsKeyId",
      "dataTieringEnabled",
      "snapshotName",
    ],
    writeOnly: ["authTokenWo"],
  },
  {
    type: "elasticache/subnetGroup:SubnetGroup",
    id: "{.name}",
    outputs: { arn: "arn:aws:elasticache:{region}:{account}:subnetgroup:{id}" },
    replaceOn: ["name"],
  },
  {
    type: "elasticache/parameterGroup:ParameterGroup",
    id: "{.name}",
    outputs: { arn: "arn:aws:elasticache:{region}:{account}:parametergroup:{id}" },
    replaceOn: ["name", "family", "description"],
  },
  {
    type: "elasticache/user:User",
    id: "{.userId}",
    outputs: { arn: "arn:aws:elasticache:{region}:{account}:user:{id}" },
    replaceOn: ["userId", "userName"],
    writeOnly: ["passwordWo"],
  },
  {
    type: "elasticache/userGroup:UserGroup",
    id: "{.userGroupId}",
    outputs: { arn: "arn:aws:elasticache:{region}:{account}:usergroup:{id}" },
    replaceOn: ["userGroupId"],
  },
]);

function nodeCount(call: Call): number {
  const { inputs } = call;
  if (!isClustered(call)) return num(inputs, "numCacheClusters") ?? 1;
  return (num(inputs, "numNodeGroups") ?? 1) * ((num(inputs, "replicasPerNodeGroup") ?? 0) + 1);
}
