import assert from "node:assert/strict";
import type { ContainerResources } from "../../plan/cell";
import { CLUSTER_SERVICES } from "../../plan/load";
import { planOperators } from "../../plan/operators";

/** Default requests of the add-ons' pods: two each of coredns, CSI controller, metrics-server. */
const ADDONS = { cpuMillis: 520, memoryMib: 1020, pods: 6 };

interface Part {
  readonly replicaCount?: number;
  readonly resources: ContainerResources;
}

function total(parts: readonly Part[]) {
  const count = ({ replicaCount = 1 }: Part): number => replicaCount;
  const sum = (of: (part: Part) => number): number =>
    parts.reduce((all, part) => all + count(part) * of(part), 0);
  return {
    cpuMillis: sum(({ resources }) => Number.parseInt(resources.requests.cpu, 10)),
    memoryMib: sum(({ resources }) => Number.parseInt(resources.requests.memory, 10)),
    pods: sum(() => 1),
  };
}

describe("the load of the nodes", () => {
  it("counts at least what add-ons and operators ask for", () => {
    const [secrets, keda] = planOperators(2).map(({ values }) => values);
    const own = secrets as Readonly<Record<string, unknown>> &
      Part & { webhook: Part; certController: Part };
    const kedaParts = Object.values(
      (keda as { resources: Record<string, ContainerResources> }).resources,
    );
    const operators = total([
      own,
      own.webhook,
      own.certController,
      ...kedaParts.map((resources) => ({ resources })),
    ]);
    for (const key of ["cpuMillis", "memoryMib", "pods"] as const) {
      assert.ok(CLUSTER_SERVICES[key] >= ADDONS[key] + operators[key], key);
    }
  });
});
