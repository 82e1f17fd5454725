import assert from "node:assert/strict";
import { at, listAt, namedAfter, ofType, theOne } from "../support/find";
import { planOf, type Recorded, resourcesOf } from "../support/recorded";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const PREFIX = "primary-workloads";

for (const stack of ["dev", "prod"]) {
  describe(`workloads of ${stack}`, () => {
    let resources: readonly Recorded[] = [];
    before(async () => {
      const all = await resourcesOf(stack);
      resources = namedAfter(all, PREFIX, "primary-compute");
    });

    it("scale the API exactly as the seed writes it", () => {
      const hpa = theOne(
        resources,
        "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
        `${PREFIX}-api-service`,
      );
      assert.equal(at(hpa.inputs, "metadata", "name"), "api-service-hpa");
      assert.deepEqual(at(hpa.inputs, "spec"), {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api-service" },
        minReplicas: 3,
        maxReplicas: 50,
        metrics: [
          {
            type: "Resource",
            resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } },
          },
          {
            type: "Resource",
            resource: { name: "memory", target: { type: "Utilization", averageUtilization: 80 } },
          },
        ],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 300,
            policies: [{ type: "Percent", value: 50, periodSeconds: 60 }],
          },
          scaleUp: {
            stabilizationWindowSeconds: 0,
            policies: [
              { type: "Percent", value: 100, periodSeconds: 15 },
              { type: "Pods", value: 4, periodSeconds: 15 },
            ],
          },
        },
      });
    });

    it("scale the workers on the depth of their queues, with care for cost", () => {
      const scaled = theOne(
        resources,
        "kubernetes:keda.sh/v1alpha1:ScaledObject",
        `${PREFIX}-celery-worker`,
      );
      const spec = at(scaled.inputs, "spec");
      assert.deepEqual([at(spec, "minReplicaCount"), at(spec, "maxReplicaCount")], [2, 20]);
      assert.deepEqual(at(spec, "advanced", "horizontalPodAutoscalerConfig"), {
        name: "worker-hpa",
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 60,
            policies: [{ type: "Percent", value: 50, periodSeconds: 30 }],
          },
          scaleUp: {
            stabilizationWindowSeconds: 300,
            policies: [{ type: "Percent", value: 25, periodSeconds: 60 }],
          },
        },
      });
      const triggers = listAt(spec, "triggers");
      assert.deepEqual(
        triggers.map((trigger) => [at(trigger, "name"), at(trigger, "metadata", "listLength")]),
        [
          ["celery_queue_depth", "100"],
          ["celery_queue_depth_1", "100"],
          ["celery_queue_depth_2", "100"],
          ["celery_queue_depth_3", "100"],
        ],
      );
      assert.equal(
        at(spec, "advanced", "scalingModifiers", "formula"),
        "celery_queue_depth + celery_queue_depth_1 + celery_queue_depth_2 + celery_queue_depth_3",
      );
    });

    it("state no number of pods where a scaler owns it", () => {
      const replicas = ofType(resources, DEPLOYMENT).map(({ name, inputs }) => [
        name.slice(PREFIX.length + 1),
        at(inputs, "spec", "replicas"),
      ]);
      assert.deepEqual(Object.fromEntries(replicas), {
        "api-service": undefined,
        "celery-worker": undefined,
        "celery-scheduler": 1,
        pgbouncer: planOf(stack).primary.data.pooler.replicas,
      });
    });

    it("never run two schedulers", () => {
      const { inputs } = theOne(resources, DEPLOYMENT, `${PREFIX}-celery-scheduler`);
      assert.deepEqual(at(inputs, "spec", "strategy"), { type: "Recreate" });
    });

    it("harden every container", () => {
      const pods = ofType(resources, DEPLOYMENT).map(({ inputs }) =>
        at(inputs, "spec", "template", "spec"),
      );
      assert.equal(pods.length, 4);
      for (const pod of pods) {
        assert.equal(at(pod, "automountServiceAccountToken"), false);
        assert.equal(at(pod, "securityContext", "runAsNonRoot"), true);
        assert.deepEqual(at(pod, "securityContext", "seccompProfile"), { type: "RuntimeDefault" });
        for (const container of listAt(pod, "containers")) {
          assert.deepEqual(at(container, "securityContext"), {
            allowPrivilegeEscalation: false,
            privileged: false,
            readOnlyRootFilesystem: true,
            runAsNonRoot: true,
            capabilities: { drop: ["ALL"] },
          });
        }
      }
    });

    it("limit, probe and pin every container", () => {
      for (const { name, inputs } of ofType(resources, DEPLOYMENT)) {
        const containers = listAt(inputs, "spec", "template", "spec", "containers");
        assert.equal(containers.length, 1);
        for (const container of containers) {
          for (const bound of ["requests", "limits"]) {
            assert.notEqual(at(container, "resources", bound, "cpu"), undefined, name);
            assert.notEqual(at(container, "resources", bound, "memory"), undefined, name);
          }
          assert.notEqual(at(container, "livenessProbe"), undefined, name);
          assert.match(String(at(container, "image")), /@sha256:[0-9a-f]{64}$/);
        }
      }
    });

    it("spread over zones and nodes, and give way one at a time", () => {
      for (const { name, inputs } of ofType(resources, DEPLOYMENT)) {
        const keys = listAt(inputs, "spec", "template", "spec", "topologySpreadConstraints").map(
          (constraint) => at(constraint, "topologyKey"),
        );
        assert.deepEqual(keys, ["topology.kubernetes.io/zone", "kubernetes.io/hostname"], name);
        const budget = theOne(resources, "kubernetes:policy/v1:PodDisruptionBudget", name);
        assert.equal(at(budget.inputs, "spec", "maxUnavailable"), 1);
      }
    });

    it("go to the pool of the plan and tolerate its taints", () => {
      const { inputs } = theOne(resources, DEPLOYMENT, `${PREFIX}-celery-worker`);
      const pod = at(inputs, "spec", "template", "spec");
      assert.deepEqual(at(pod, "nodeSelector"), { "podcast-platform/pool": "workers" });
      assert.equal(listAt(pod, "tolerations").length, 1);
    });

    it("wait for their secrets and for their network policies", () => {
      const { dependencies } = theOne(resources, DEPLOYMENT, `${PREFIX}-api-service`);
      const waits = dependencies.join("\n");
      assert.match(waits, /ExternalSecret::primary-workloads-cache-api/);
      assert.match(waits, /ExternalSecret::primary-workloads-database-application/);
      assert.match(
        waits,
        /NetworkPolicy::primary-compute-foundation-podcast-platform-default-deny/,
      );
      assert.match(waits, /Deployment::primary-workloads-pgbouncer/);
    });

    it("declare no object of an operator before the operator", () => {
      const owners = { "external-secrets.io": "external-secrets", "keda.sh": "keda" };
      for (const [group, owner] of Object.entries(owners)) {
        const objects = resources.filter(({ type }) => type.startsWith(`kubernetes:${group}/`));
        assert.ok(objects.length > 0, group);
        for (const { urn, dependencies } of objects) {
          const release = `Release::primary-compute-operators-${owner}`;
          assert.ok(
            dependencies.some((dependency) => dependency.endsWith(release)),
            urn,
          );
        }
      }
    });

    it("install operators only on nodes with add-ons", () => {
      for (const { name, dependencies } of ofType(resources, "kubernetes:helm.sh/v3:Release")) {
        const waits = dependencies.join("\n");
        assert.match(waits, /NodeGroup::primary-compute-system/, name);
        assert.match(waits, /Addon::primary-compute-coredns/, name);
      }
    });

    it("keep secrets out of their own objects", () => {
      assert.deepEqual(ofType(resources, "kubernetes:core/v1:Secret"), []);
      const stored = resources
        .filter(({ type }) => type.startsWith("kubernetes:"))
        .filter(({ inputs }) => JSON.stringify(inputs).includes("made-primary-"));
      assert.deepEqual(
        stored.map(({ urn }) => urn),
        [],
      );
    });
  });
}

describe("the pooler", () => {
  it("hands connections on after each transaction and keeps to the seed's numbers", async () => {
    const prod = await resourcesOf("prod");
    const config = theOne(prod, "kubernetes:core/v1:ConfigMap", `${PREFIX}-pgbouncer`);
    const ini = String(at(config.inputs, "data", "pgbouncer.ini"));
    const { replicas } = planOf("prod").primary.data.pooler;
    assert.match(ini, /^pool_mode = transaction$/m);
    assert.match(ini, /^default_pool_size = 100$/m);
    assert.match(ini, new RegExp(`^max_db_connections = ${Math.floor(100 / replicas)}$`, "m"));
    assert.match(ini, /^client_tls_protocols = tlsv1\.3$/m);
    assert.match(ini, /^server_tls_sslmode = verify-full$/m);
    // 50 API pods and 20 workers of 20 connections each.
    assert.match(ini, /^max_client_conn = 1400$/m);
  });
});

describe("the application's contract", () => {
  it("says where things are and what the application keeps to", async () => {
    const prod = await resourcesOf("prod");
    const name = `${PREFIX}-application-contract`;
    const contract = theOne(prod, "kubernetes:core/v1:ConfigMap", name);
    const values = at(contract.inputs, "data");
    assert.equal(at(values, "DATABASE_HOST"), "pgbouncer.podcast-platform.svc.cluster.local");
    assert.equal(at(values, "DATABASE_MAX_CONNECTIONS_PER_POD"), "20");
    assert.equal(at(values, "CACHE_KEY_PREFIX"), "{tenant}:");
    assert.equal(at(values, "BROKER_HOST"), "primary-cache-broker.broker.internal");
  });
});
