import assert from "node:assert/strict";
import { planRules } from "../../../plan/observability/rules";
import { at, listAt, namedAfter, ofType, theOne } from "../../support/find";
import { type Recorded, resourcesOf } from "../../support/recorded";

const NAME = "primary-monitoring";
const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Bytes of state that dashboards and rules may take together: a twentieth of what a stack may have. */
const MOST_BYTES = 200_000;

describe("the watch inside the cluster", () => {
  let prod: readonly Recorded[] = [];
  before(async () => {
    prod = await resourcesOf("prod");
  });

  const valuesOf = (name: string): unknown =>
    theOne(prod, RELEASE, `${NAME}-${name}`).inputs.values;

  it("is absent from development", async () => {
    assert.deepEqual(namedAfter(await resourcesOf("dev"), NAME), []);
  });

  it("measures every 15 seconds on an encrypted volume, without what a managed cluster hides", () => {
    const { values } = theOne(
      prod,
      RELEASE,
      "primary-compute-operators-kube-prometheus-stack",
    ).inputs;
    const spec = at(values, "prometheus", "prometheusSpec");
    assert.equal(at(spec, "scrapeInterval"), "15s");
    const claim = at(spec, "storageSpec", "volumeClaimTemplate", "spec");
    assert.equal(at(claim, "storageClassName"), "expendable");
    const storage = theOne(
      prod,
      "kubernetes:storage.k8s.io/v1:StorageClass",
      "primary-compute-foundation-expendable",
    );
    assert.equal(at(storage.inputs, "parameters", "encrypted"), "true");
    assert.equal(storage.inputs.reclaimPolicy, "Delete");
    for (const part of ["kubeEtcd", "kubeScheduler", "kubeControllerManager", "windowsMonitoring"])
      assert.equal(at(values, part, "enabled"), false, part);
    assert.deepEqual(at(values, "kube-state-metrics", "collectorsExclude"), [
      "secrets",
      "configmaps",
    ]);
  });

  it("lets agents alone into the privileged namespace", () => {
    const spaces = ofType(prod, "kubernetes:core/v1:Namespace").filter(
      ({ inputs }) =>
        at(inputs, "metadata", "labels", "pod-security.kubernetes.io/enforce") !== "restricted",
    );
    assert.deepEqual(
      spaces.map(({ inputs }) => at(inputs, "metadata", "name")),
      ["node-agents"],
    );
    const inside = ofType(prod, RELEASE).filter(({ inputs }) => inputs.namespace === "node-agents");
    assert.deepEqual(inside.map(({ inputs }) => inputs.name).toSorted(), [
      "fluent-bit",
      "node-exporter",
    ]);
  });

  it("spreads traces by their ids, keeps all errors and a tenth of the rest, for seven days", () => {
    const gateway = at(valuesOf("trace-gateway"), "alternateConfig", "exporters", "load_balancing");
    assert.equal(at(gateway, "routing_key"), "traceID");
    assert.equal(
      at(gateway, "resolver", "dns", "hostname"),
      "trace-sampler.tracing.svc.cluster.local",
    );
    const sampler = valuesOf("trace-sampler");
    // Without an address of its own a Service resolves to its pods.
    assert.equal(at(sampler, "service", "clusterIP"), "None");
    const policies = listAt(sampler, "alternateConfig", "processors", "tail_sampling", "policies");
    assert.deepEqual(
      policies.map((policy) => at(policy, "type")),
      ["status_code", "probabilistic"],
    );
    assert.equal(at(policies[1], "probabilistic", "sampling_percentage"), 10);
    const backends = ["userconfig", "extensions", "jaeger_storage", "backends"];
    assert.equal(at(valuesOf("jaeger"), ...backends, "traces", "badger", "ttl", "spans"), "168h");
  });

  it("writes logs twice, and lets the agent do nothing else", () => {
    const outputs = String(at(valuesOf("fluent-bit"), "config", "outputs"));
    assert.match(outputs, /Name cloudwatch_logs[\s\S]*log_group_name \/podcast-prod-primary-pods/);
    const bucket = theOne(prod, "aws:s3/bucket:Bucket", "primary-observability-pod-logs-g1");
    assert.match(outputs, new RegExp(`Name s3[\\s\\S]*bucket ${String(bucket.inputs.bucket)}`));
    const rights = theOne(prod, "aws:iam/rolePolicy:RolePolicy", `${NAME}-fluent-bit`);
    const { Statement } = JSON.parse(String(rights.inputs.policy)) as {
      Statement: { Action: unknown }[];
    };
    assert.deepEqual(
      Statement.flatMap(({ Action }) => Action),
      [
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "logs:DescribeLogStreams",
        "s3:PutObject",
        "kms:GenerateDataKey",
      ],
    );
  });

  it("pages for critical alerts, and writes and mails for the others, by secrets alone", () => {
    const { inputs } = theOne(
      prod,
      "kubernetes:monitoring.coreos.com/v1alpha1:AlertmanagerConfig",
      `${NAME}-routes`,
    );
    const [critical, warning] = listAt(inputs, "spec", "receivers");
    assert.deepEqual(at(critical, "pagerdutyConfigs", 0, "routingKey"), {
      name: "alert-pagerduty",
      key: "routing-key",
    });
    assert.deepEqual(at(warning, "slackConfigs", 0, "apiURL"), {
      name: "alert-slack",
      key: "webhook-url",
    });
    assert.equal(
      at(warning, "snsConfigs", 0, "topicARN"),
      "arn:aws:sns:us-east-1:444455556666:podcast-prod-primary-warning",
    );
    const routes = listAt(inputs, "spec", "route", "routes").map((route) => [
      at(route, "receiver"),
      at(route, "matchers", 0, "value"),
      at(route, "continue"),
    ]);
    assert.deepEqual(routes, [
      ["warning", "AlertDeliveryFailing", true],
      ["critical", "critical", undefined],
    ]);
  });

  it("hands Prometheus every rule, with severity, summary and page", () => {
    const objects = ofType(prod, "kubernetes:monitoring.coreos.com/v1:PrometheusRule");
    const rules = objects.flatMap(({ inputs }) => listAt(inputs, "spec", "groups", 0, "rules"));
    const alerts = rules.filter((rule) => at(rule, "alert") !== undefined);
    assert.equal(alerts.length, planRules(1).flatMap((group) => group.alerts).length);
    for (const alert of alerts) {
      assert.match(String(at(alert, "labels", "severity")), /^(critical|warning)$/);
      assert.match(
        String(at(alert, "annotations", "runbook_url")),
        /^docs\/runbooks\/[a-z-]+\.md$/,
      );
      assert.ok(String(at(alert, "annotations", "summary")).length > 10);
    }
  });

  it("finds workloads by a port that their containers have", () => {
    const deployments = ofType(prod, "kubernetes:apps/v1:Deployment");
    for (const key of ["api-service", "celery-worker", "celery-scheduler"]) {
      const monitor = theOne(
        prod,
        "kubernetes:monitoring.coreos.com/v1:PodMonitor",
        `${NAME}-monitor-${key}`,
      );
      const port = at(monitor.inputs, "spec", "podMetricsEndpoints", 0, "port");
      const workload = deployments.find(({ name }) => name === `primary-workloads-${key}`);
      const ports = listAt(workload?.inputs, "spec", "template", "spec", "containers", 0, "ports");
      assert.ok(
        ports.some((each) => at(each, "name") === port),
        key,
      );
      const labels = at(workload?.inputs, "spec", "template", "metadata", "labels");
      assert.deepEqual(at(monitor.inputs, "spec", "selector", "matchLabels"), labels);
    }
  });

  it("shows four dashboards that Grafana reads, and enters the state once", () => {
    const maps = ofType(prod, "kubernetes:core/v1:ConfigMap").filter(
      ({ inputs }) => at(inputs, "metadata", "labels", "grafana_dashboard") === "1",
    );
    const texts = maps.flatMap(({ inputs }) =>
      Object.values(at(inputs, "data") as Record<string, string>),
    );
    const uids = texts.map((text) => at(JSON.parse(text), "uid"));
    assert.deepEqual(uids.toSorted(), [
      "platform-overview",
      "queues-and-scaling",
      "recovery-lag",
      "tenant-cost",
    ]);
    const rules = ofType(prod, "kubernetes:monitoring.coreos.com/v1:PrometheusRule");
    const bytes = [...maps, ...rules].reduce(
      (sum, one) => sum + JSON.stringify(one.inputs).length,
      0,
    );
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
  });

  it("tells the application where spans go, and development that they go nowhere", async () => {
    const told = (resources: readonly Recorded[]) =>
      at(
        theOne(resources, "kubernetes:core/v1:ConfigMap", "primary-workloads-application-contract")
          .inputs,
        "data",
      );
    assert.equal(
      at(told(prod), "OTEL_EXPORTER_OTLP_ENDPOINT"),
      "http://trace-gateway.tracing.svc.cluster.local:4317",
    );
    assert.equal(at(told(await resourcesOf("dev")), "OTEL_TRACES_EXPORTER"), "none");
  });
});
