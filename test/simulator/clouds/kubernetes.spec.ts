import assert from "node:assert/strict";
import type { Values } from "../../../facts/values";
import { CLOUDS } from "../../../simulator/clouds";
import { AWS } from "../../../simulator/clouds/aws";
import { KUBERNETES } from "../../../simulator/clouds/kubernetes";
import { MemoryStore } from "../../../simulator/ledger/memory";
import { simulateCalls } from "../../../simulator/testing";
import { ENDPOINT, thing, viewOf } from "./support";
import { CLUSTER } from "./kubernetes/world";

import { cluster, GROUP, kubeconfig, PROVIDER, SUBNET, VPC } from "./made";

const SERVICE: Values = {
  metadata: { name: "edge", namespace: "default" },
  spec: { type: "LoadBalancer", ports: [{ port: 443 }] },
};

describe("simulated Kubernetes", () => {
  it("is reachable where a simulated cloud has a cluster of that endpoint, and nowhere else", () => {
    const view = viewOf([CLUSTER], { package: "kubernetes", account: "", provider: {} });
    assert.deepEqual(KUBERNETES.connect({ kubeconfig: kubeconfig(ENDPOINT) }, view), {
      account: ENDPOINT,
    });
    assert.match(
      JSON.stringify(KUBERNETES.connect({ kubeconfig: kubeconfig("https://gone") }, view)),
      /configured Kubernetes cluster is unreachable: .*https:\/\/gone/,
    );
  });

  it("makes a load balancer for a Service, which keeps the VPC until the Service is gone", () => {
    const store = new MemoryStore();
    const aws = simulateCalls(AWS, { provider: PROVIDER, store });
    const { vpcId, subnetIds, endpoint, groupId } = cluster(aws);
    const kubernetes = simulateCalls(KUBERNETES, {
      provider: { kubeconfig: kubeconfig(endpoint) },
      store,
    });
    const service = kubernetes.create("kubernetes:core/v1:Service", SERVICE);
    assert.match(JSON.stringify(service.outputs.status), /"hostname":"k8s-[0-9a-f]{10}-/);
    aws.delete(GROUP, groupId);
    aws.delete("aws:eks/cluster:Cluster", "main");
    subnetIds.forEach((id) => {
      aws.delete(SUBNET, id);
    });
    assert.throws(() => {
      aws.delete(VPC, vpcId);
    }, /DependencyViolation/);
  });

  it("scales a Deployment under an autoscaler: drift where the program states replicas, none where not", () => {
    const age = (spec: Values): Values | undefined => {
      const resource = thing(
        "kubernetes:apps/v1:Deployment",
        "app/api",
        { metadata: { name: "api", namespace: "app" }, spec },
        { outputs: { spec } },
      );
      const hpa = thing("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "app/api", {
        metadata: { name: "api", namespace: "app" },
        spec: { scaleTargetRef: { name: "api" }, minReplicas: 2, maxReplicas: 9 },
      });
      return KUBERNETES.models
        .find(({ type }) => type === resource.type)
        ?.age?.(resource, viewOf([resource, hpa], resource.scope));
    };
    assert.deepEqual(age({ replicas: 2 }), { spec: { replicas: 3 } });
    assert.deepEqual(age({}), { status: { replicas: 3 } });
  });

  it("lets finished Jobs vanish that say when", () => {
    const model = KUBERNETES.models.find(({ type }) => type === "kubernetes:batch/v1:Job");
    const vanishes = (spec: Values): boolean | undefined => {
      const job = thing("kubernetes:batch/v1:Job", "app/job", { spec });
      return model?.vanishes?.(job, viewOf([job], job.scope));
    };
    assert.deepEqual([vanishes({ ttlSecondsAfterFinished: 60 }), vanishes({})], [true, false]);
  });
});

describe("the simulated clouds", () => {
  it("are one for each package, with at most one model for a type", () => {
    assert.deepEqual(
      CLOUDS.map((cloud) => cloud.package),
      ["aws", "kubernetes", "random", "gcp", "cloudflare"],
    );
    for (const cloud of CLOUDS) {
      const types = cloud.models.map(({ type }) => type);
      assert.deepEqual(
        types.filter((type, i) => types.indexOf(type) !== i),
        [],
      );
    }
  });
});
