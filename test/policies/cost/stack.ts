/** The stack of the cost specs, with the dearest part in the hands of each test. */
import type { ResourceView } from "../../../analysis/resource";
import type { Values } from "../../../facts/values";
import type { Settings } from "../../../policies/frame/settings";
import { SETTINGS, resource } from "../../support/policy";

const region = "us-east-1";

/** A good database. */
export const DATABASE: Values = {
  region,
  engine: "postgres",
  instanceClass: "db.t4g.large",
  multiAz: true,
  storageType: "gp3",
  allocatedStorage: 100,
  maxAllocatedStorage: 200,
};

/** A good node group. */
export const NODES: Values = {
  region,
  instanceTypes: ["m7g.large"],
  diskSize: 50,
  scalingConfig: { desiredSize: 3, minSize: 3, maxSize: 6 },
};

/**
 * Database, nodes and a control plane.
 *
 * @param database Inputs of the database that differ.
 * @param nodes Inputs of the nodes that differ.
 */
export function views(database: Values = {}, nodes: Values = {}): readonly ResourceView[] {
  return [
    resource("aws:rds/instance:Instance", "database", { ...DATABASE, ...database }),
    resource("aws:eks/nodeGroup:NodeGroup", "nodes", { ...NODES, ...nodes }),
    resource("aws:eks/cluster:Cluster", "cluster", { region, version: "1.35" }),
  ];
}

/** Settings with a ceiling, and ceilings of lines. */
export function ceiling(
  monthlyUsd: number,
  lines: Readonly<Record<string, number>> = {},
): Settings {
  return { ...SETTINGS, budget: { monthlyUsd, lines } };
}

/** Settings without a budget, whose lack the guard of the settings reports. */
export function noBudget(): Settings {
  const { budget, ...others } = SETTINGS;
  return budget === undefined ? SETTINGS : others;
}
