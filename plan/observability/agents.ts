/** What runs on every node: the names by which releases, roles and policies find it. */

/**
 * Both agents look at their node from inside, which Pod Security admits in a `privileged` namespace
 * alone. So they have one to themselves, and no other pod gets that freedom.
 */
export const AGENTS = {
  namespace: "node-agents",
  nodeExporter: "node-exporter",
  logAgent: "fluent-bit",
} as const;

/** Ports on which the agents answer Prometheus. Source: the charts' default values. */
export const AGENT_PORTS = { nodeExporter: 9100, logAgent: 2020 } as const;
