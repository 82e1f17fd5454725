import assert from "node:assert/strict";
import { schemaFor } from "../../simulator/schema/schema";
import type { ResourceShape } from "../../simulator/schema/shapes";

function shape(type: string): ResourceShape {
  const [first = "", second, third] = type.split(":");
  const packageName = first === "pulumi" ? third : second === undefined ? undefined : first;
  const found = schemaFor(packageName as "aws").resource(type);
  assert.ok(found, `${type} is declared`);
  return found;
}

describe("the generated schema", () => {
  it("knows which inputs are required", () => {
    const { inputs } = shape("aws:rds/instance:Instance");
    assert.deepEqual(inputs.instanceClass, { shape: { k: "string" }, required: true });
    assert.deepEqual(inputs.multiAz, { shape: { k: "boolean" } });
  });

  it("follows named types to any depth", () => {
    const { inputs, types } = shape("kubernetes:apps/v1:Deployment");
    assert.deepEqual(inputs.spec?.shape, { k: "object", type: "apps.v1.DeploymentSpec" });
    const container = types["core.v1.Container"];
    assert.deepEqual(container?.ports?.shape, {
      k: "array",
      of: { k: "object", type: "core.v1.ContainerPort" },
    });
  });

  it("keeps literals closed and suggestions open", () => {
    const { inputs } = shape("kubernetes:core/v1:Service");
    assert.deepEqual(inputs.apiVersion?.shape, { k: "enum", values: ["v1"] });
    assert.deepEqual(shape("aws:s3/bucket:Bucket").inputs.acl?.shape, { k: "string" });
    const type = shape("aws:alb/loadBalancer:LoadBalancer").inputs.loadBalancerType;
    assert.deepEqual(type?.shape, { k: "enum", values: ["application", "network"] });
  });

  it("reads from the documentation what makes a new resource", () => {
    const exportType = shape("aws:dynamodb/tableExport:TableExport").inputs.exportType;
    assert.equal(exportType?.replaces, true);
    assert.equal(shape("aws:kms/key:Key").inputs.description?.replaces, undefined);
    assert.equal(shape("kubernetes:core/v1:ConfigMap").inputs.immutable?.replaces, undefined);
    const keepers = shape("random:index/randomId:RandomId").inputs.keepers;
    assert.equal(keepers?.replaces, true);
  });

  it("tells what a cloud always computes from what stays empty", () => {
    const { outputs } = shape("aws:rds/instance:Instance");
    assert.deepEqual(outputs.arn, { k: "string" });
    assert.deepEqual(outputs.replicas, { k: "array" });
    assert.deepEqual(outputs.tags, { k: "map", maybe: true });
  });

  it("leaves custom resources of Kubernetes open", () => {
    assert.equal(
      schemaFor("kubernetes").resource("kubernetes:postgresql.cnpg.io/v1:Cluster"),
      undefined,
    );
    assert.equal(shape("kubernetes:helm.sh/v3:Release").inputs.chart?.required, true);
  });

  it("declares the providers themselves", () => {
    const { inputs } = shape("pulumi:providers:aws");
    assert.equal(inputs.defaultTags?.shape.k, "object");
    assert.equal(shape("pulumi:providers:kubernetes").inputs.kubeconfig?.shape.k, "string");
  });

  it("covers gcp and cloudflare", () => {
    assert.ok("databaseVersion" in shape("gcp:sql/databaseInstance:DatabaseInstance").inputs);
    assert.ok("account" in shape("cloudflare:index/zone:Zone").inputs);
  });
});
