/**
 * The inventory of each stack: how many resources of each type, and the inputs that a reviewer
 * cares for. `npx tsx test/support/golden.ts --write` rewrites `test/golden/`.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { at } from "./find";
import { type Recorded, ROOT, resourcesOf } from "./recorded";

/** Longest inventory that a person reads. */
export const MAX_LINES = 150;

/** Inputs that stand in the inventory, by type; `spec` and `vpcConfig` are followed by a dot. */
const CHOSEN: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/vpc:Vpc": ["cidrBlock"],
  "aws:rds/instance:Instance": [
    "instanceClass",
    "engineVersion",
    "allocatedStorage",
    "maxAllocatedStorage",
    "multiAz",
    "storageEncrypted",
    "publiclyAccessible",
    "deletionProtection",
    "backupRetentionPeriod",
  ],
  "aws:elasticache/replicationGroup:ReplicationGroup": [
    "nodeType",
    "clusterMode",
    "numNodeGroups",
    "replicasPerNodeGroup",
    "numCacheClusters",
    "transitEncryptionEnabled",
    "atRestEncryptionEnabled",
  ],
  "aws:eks/cluster:Cluster": [
    "version",
    "vpcConfig.endpointPublicAccess",
    "vpcConfig.publicAccessCidrs",
  ],
  "aws:eks/nodeGroup:NodeGroup": ["instanceTypes", "capacityType", "scalingConfig"],
  "aws:eks/addon:Addon": ["addonVersion"],
  "kubernetes:helm.sh/v3:Release": ["chart", "version"],
  "kubernetes:apps/v1:Deployment": ["spec.replicas"],
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": ["spec.minReplicas", "spec.maxReplicas"],
  "kubernetes:keda.sh/v1alpha1:ScaledObject": ["spec.minReplicaCount", "spec.maxReplicaCount"],
};

/** One line of chosen inputs, such as `{ multiAz: true }`. */
function chosenOf({ type, inputs }: Recorded): Readonly<Record<string, unknown>> {
  const paths = CHOSEN[type] ?? [];
  const values = paths.map((path) => [path, at(inputs, ...path.split("."))] as const);
  return Object.fromEntries<unknown>(values.filter(([, value]) => value !== undefined));
}

/** How many of each class, one line a module: `aws:ec2: "Vpc 1, Subnet 9"`. */
function countsOf(resources: readonly Recorded[]): Readonly<Record<string, string>> {
  const modules = new Map<string, Map<string, number>>();
  for (const type of resources.map((one) => one.type).toSorted()) {
    const classes = modules.get(moduleOf(type)) ?? new Map<string, number>();
    classes.set(shortType(type), (classes.get(shortType(type)) ?? 0) + 1);
    modules.set(moduleOf(type), classes);
  }
  const line = (classes: ReadonlyMap<string, number>): string =>
    [...classes].map(([name, count]) => `${name} ${count}`).join(", ");
  return Object.fromEntries([...modules].map(([name, classes]) => [name, line(classes)]));
}

/** Package and module of a type token: `aws:rds` of `aws:rds/instance:Instance`. */
function moduleOf(type: string): string {
  const [pack = "", module = ""] = type.split(":");
  return `${pack}:${module.replace(/\/[^/]*$/, "")}`;
}

/**
 * The inventory of a stack, as the file in `test/golden/` has it.
 *
 * @param stack Name of the stack.
 */
export async function inventoryOf(stack: string): Promise<string> {
  const resources = await resourcesOf(stack);
  const values = resources
    .filter(({ type }) => CHOSEN[type] !== undefined)
    .map((resource) => [`${shortType(resource.type)} ${resource.name}`, resource] as const)
    .toSorted(([a], [b]) => a.localeCompare(b, "en"))
    .map(([key, resource]) => [key, chosenOf(resource)] as const);
  const flow = new Map(values.map(([key, value]) => [key, JSON.stringify(value)]));
  return (
    `# Inventory of ${stack}. Rewritten by: npx tsx test/support/golden.ts --write\n` +
    stringify({ resources: resources.length, counts: countsOf(resources) }, { lineWidth: 0 }) +
    `values:\n${[...flow].map(([key, value]) => `  ${key}: ${value}\n`).join("")}`
  );
}

/** The class of a type token: `Instance` of `aws:rds/instance:Instance`. */
function shortType(type: string): string {
  return type.split(":").at(-1) ?? type;
}

/** Stacks that have a file. */
export function stacks(): readonly string[] {
  return readdirSync(ROOT)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .toSorted();
}

/**
 * Path of a stack's inventory.
 *
 * @param stack Name of the stack.
 */
export function goldenFile(stack: string): string {
  return join(ROOT, "test/golden", `${stack}.yaml`);
}

/**
 * The inventory as it was last reviewed; empty where there is none.
 *
 * @param stack Name of the stack.
 */
export function goldenOf(stack: string): string {
  try {
    return readFileSync(goldenFile(stack), "utf8");
  } catch {
    return "";
  }
}

async function main(write: boolean): Promise<void> {
  for (const stack of stacks()) {
    const inventory = await inventoryOf(stack);
    if (inventory === goldenOf(stack)) continue;
    if (write) writeFileSync(goldenFile(stack), inventory);
    console.log(`${write ? "rewrote" : "differs:"} ${goldenFile(stack)}`);
    if (!write) process.exitCode = 1;
  }
}

if (require.main === module) void main(process.argv.includes("--write"));
