import assert from "node:assert/strict";
import { API_SCALING, WORKER_SCALING } from "../../facts/seed";
import { planAddons } from "../../plan/addons";
import type { WorkloadPlan } from "../../plan/cell";
import { planCell } from "../../plan/plan";
import { configOf } from "../support/config";

const dev = planCell("dev", configOf("dev")).primary.compute;
const prod = planCell("prod", configOf("prod")).primary.compute;

function workload(name: WorkloadPlan["name"]): WorkloadPlan {
  const found = prod.workloads.find((each) => each.name === name);
  assert.ok(found !== undefined);
  return found;
}

describe("workloads", () => {
  it("scale to the seed's letter, in development as in production", () => {
    assert.deepEqual(workload("api-service").scaling, { kind: "resource", ...API_SCALING });
    const worker = workload("celery-worker").scaling;
    assert.ok(worker.kind === "queue");
    const { kind, lists, ...rest } = worker;
    assert.deepEqual([kind, rest], ["queue", WORKER_SCALING]);
    assert.deepEqual(lists, ["celery", "celery:3", "celery:6", "celery:9"]);
    assert.deepEqual(
      dev.workloads.map(({ scaling }) => scaling),
      prod.workloads.map(({ scaling }) => scaling),
    );
  });

  it("run one scheduler, which stops before its successor starts", () => {
    const { scaling, strategy } = workload("celery-scheduler");
    assert.deepEqual([scaling, strategy], [{ kind: "fixed", replicas: 1 }, "Recreate"]);
  });

  it("come by digest from the account's own registry in the site's region", () => {
    for (const { image } of prod.workloads) {
      assert.match(
        image,
        /^444455556666\.dkr\.ecr\.us-east-1\.amazonaws\.com\/podcast-platform\/[a-z-]+@sha256:[0-9a-f]{64}$/,
      );
    }
  });

  it("put workers alone on spot nodes, with less grace than the notice gives", () => {
    assert.deepEqual(
      prod.workloads.map(({ name, pool }) => [name, pool]),
      [
        ["api-service", "system"],
        ["celery-worker", "workers"],
        ["celery-scheduler", "system"],
      ],
    );
    assert.ok(workload("celery-worker").terminationGraceSeconds < 120);
  });

  it("ask for less in development", () => {
    const cpu = [dev, prod].map(
      ({ workloads }) => workloads.find(({ role }) => role === "api")?.resources.requests.cpu,
    );
    assert.deepEqual(cpu, ["100m", "250m"]);
  });
});

describe("the cluster", () => {
  it("taints the spot pool and gives it three types", () => {
    const [system, workers] = prod.nodePools;
    assert.deepEqual([system?.purchase, system?.taints], ["on-demand", []]);
    assert.deepEqual(
      [workers?.purchase, workers?.instanceTypes.length, workers?.taints[0]?.effect],
      ["spot", 3, "NO_SCHEDULE"],
    );
  });

  it("buys workers on demand where the stack file says so", () => {
    const config = configOf("prod", { purchase: { workers: "on-demand" } });
    const pools = planCell("prod", config).primary.compute.nodePools;
    assert.deepEqual(
      pools.map(({ purchase }) => purchase),
      ["on-demand", "on-demand", "on-demand"],
    );
  });

  it("enforces network policies from the first packet", () => {
    const cni = planAddons(2).find(({ name }) => name === "vpc-cni");
    assert.deepEqual(cni?.values, {
      enableNetworkPolicy: "true",
      env: { NETWORK_POLICY_ENFORCING_MODE: "strict", ENABLE_PREFIX_DELEGATION: "true" },
    });
  });

  it("makes what nodes need before what needs nodes", () => {
    const needs = planAddons(2).map(({ needsNodes }) => needsNodes);
    assert.deepEqual(needs, [false, false, false, true, true, true]);
  });

  it("lets browsers in from the cell's own names only", () => {
    assert.deepEqual(prod.corsOrigins, ["https://prod.example", "https://app.prod.example"]);
  });
});
