import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN } from "../../facts/values";
import type { Values } from "../../facts/values";
import type { CloudDefinition } from "../../simulator/contract";
import { diff } from "../../simulator/operations/diff";
import type { DiffAnswer } from "../../simulator/operations/requests";
import { MemoryStore } from "../../simulator/ledger/memory";
import { diffProvider } from "../../simulator/protocol/provider-inputs";
import { schemaFor } from "../../simulator/schema/schema";
import { TOY_AWS, TOY_KUBERNETES } from "./toy-cloud";

const CLUSTER = "aws:eks/cluster:Cluster";
const modelled: CloudDefinition = {
  ...TOY_AWS,
  models: [
    {
      type: CLUSTER,
      replaceOn: ["vpcConfig.subnetIds", "roleArn"],
      updateInPlace: ["vpcConfig.subnetIds"],
    },
    {
      type: "aws:rds/instance:Instance",
      replaceOn: ["restoreToPointInTime.sourceDbInstanceIdentifier"],
    },
    { type: "aws:s3/bucket:Bucket", replaceOn: ["bucket"] },
    { type: "aws:secretsmanager/secret:Secret", replaceOn: ["name", "kmsKeyId"] },
  ],
};

function changes(
  type: string,
  olds: Values,
  news: Values,
  { state = {}, region = "us-east-1" }: { readonly state?: Values; readonly region?: string } = {},
): DiffAnswer {
  const cloud = type.startsWith("kubernetes:") ? TOY_KUBERNETES : modelled;
  const session = {
    definition: cloud,
    provider: { region },
    store: new MemoryStore(),
    schema: schemaFor(cloud.package),
  };
  return diff(session, { urn: "urn", type, name: "it", id: "it", olds, news, state });
}

const paths = (answer: DiffAnswer): readonly string[] =>
  answer.differences.map(({ path, kind, replaces }) => `${kind}${replaces ? "!" : ""} ${path}`);

describe("the difference of inputs", () => {
  it("is empty for equal inputs, whatever they are", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (tags) => {
        const inputs = { tags } as Values;
        assert.deepEqual(
          changes("aws:sqs/queue:Queue", inputs, structuredClone(inputs)).differences,
          [],
        );
      }),
    );
  });

  it("takes null for absent", () => {
    assert.deepEqual(
      paths(changes("aws:sqs/queue:Queue", { name: "q", kmsMasterKeyId: null }, { name: "q" })),
      [],
    );
  });

  it("names places in lists, added and taken away values", () => {
    const olds = { enabledCloudwatchLogsExports: ["a", "b"], port: 1 };
    const news = { enabledCloudwatchLogsExports: ["a", "c", "d"], multiAz: true };
    assert.deepEqual(paths(changes("aws:rds/instance:Instance", olds, news)), [
      "update enabledCloudwatchLogsExports[1]",
      "add enabledCloudwatchLogsExports[2]",
      "delete port",
      "add multiAz",
    ]);
  });

  it("counts an unknown new value as a change", () => {
    assert.deepEqual(paths(changes("aws:s3/bucket:Bucket", { bucket: "a" }, { bucket: UNKNOWN })), [
      "update! bucket",
    ]);
  });

  it("replaces what the model says, but not what it says is changed in place", () => {
    const olds = { roleArn: "a", vpcConfig: { subnetIds: ["s-1"] } };
    const news = { roleArn: "b", vpcConfig: { subnetIds: ["s-2"] } };
    assert.deepEqual(paths(changes(CLUSTER, olds, news)), [
      "update! roleArn",
      "update vpcConfig.subnetIds[0]",
    ]);
  });

  it("replaces when a whole object comes that holds a replacing key", () => {
    const news = { restoreToPointInTime: { sourceDbInstanceIdentifier: "db" } };
    assert.deepEqual(paths(changes("aws:rds/instance:Instance", {}, news)), [
      "add! restoreToPointInTime",
    ]);
  });

  it("replaces what the SDK's documentation says", () => {
    const type = "aws:dynamodb/tableExport:TableExport";
    assert.deepEqual(paths(changes(type, { exportType: "FULL_EXPORT" }, { exportType: "X" })), [
      "update! exportType",
    ]);
  });

  it("replaces an object of a cluster under another name or namespace", () => {
    const olds = { metadata: { name: "a", namespace: "x", labels: { a: "1" } } };
    const news = { metadata: { name: "a", namespace: "y", labels: { a: "2" } } };
    assert.deepEqual(paths(changes("kubernetes:core/v1:ConfigMap", olds, news)), [
      "update! metadata.namespace",
      "update metadata.labels.a",
    ]);
  });

  it("deletes first what has a stated name that stays, and nothing else", () => {
    const type = "aws:secretsmanager/secret:Secret";
    const after = (name: string, kmsKeyId: string): boolean =>
      changes(type, { name: "it-0a1b2c3", kmsKeyId: "k" }, { name, kmsKeyId }).deleteBeforeReplace;
    assert.equal(after("it-0a1b2c3", "other"), false);
    const stated = changes(
      type,
      { name: "login", kmsKeyId: "k" },
      { name: "login", kmsKeyId: "l" },
    );
    assert.equal(stated.deleteBeforeReplace, true);
    const renamed = changes(
      type,
      { name: "login", kmsKeyId: "k" },
      { name: "logon", kmsKeyId: "l" },
    );
    assert.equal(renamed.deleteBeforeReplace, false);
    const kept = changes(type, { name: "login", description: "a" }, { name: "login" });
    assert.equal(kept.deleteBeforeReplace, false);
  });

  it("moves a resource to another region by replacement, and not when the region is only stated", () => {
    const state = { region: "us-east-1" };
    const type = "aws:sqs/queue:Queue";
    assert.deepEqual(paths(changes(type, {}, { region: "us-east-1" }, { state })), []);
    assert.deepEqual(paths(changes(type, {}, { region: "us-west-2" }, { state })), [
      "update! region",
    ]);
    assert.deepEqual(paths(changes(type, {}, {}, { state, region: "us-west-2" })), [
      "update! region",
    ]);
  });
});

describe("the difference of a provider's inputs", () => {
  const kubeconfig = (server: string, token: string): string =>
    JSON.stringify({
      "current-context": "c",
      contexts: [{ name: "c", context: { cluster: "k", user: "u" } }],
      clusters: [{ name: "k", cluster: { server } }],
      users: [{ name: "u", user: { token } }],
    });
  const replaced = (olds: Values, news: Values): readonly string[] =>
    diffProvider("kubernetes", olds, news)
      .differences.filter(({ replaces }) => replaces)
      .map(({ path }) => path);

  it("is the cluster's identifier, where there is one, whatever the kubeconfig says", () => {
    const olds = { clusterIdentifier: "a", kubeconfig: kubeconfig("https://1", "x") };
    assert.deepEqual(replaced(olds, { ...olds, kubeconfig: kubeconfig("https://2", "y") }), []);
    assert.deepEqual(replaced(olds, { ...olds, kubeconfig: UNKNOWN }), []);
    assert.deepEqual(replaced(olds, { ...olds, clusterIdentifier: "b" }), ["clusterIdentifier"]);
  });

  it("is the active cluster of the kubeconfig otherwise", () => {
    const olds = { kubeconfig: kubeconfig("https://1", "x") };
    assert.deepEqual(replaced(olds, { kubeconfig: kubeconfig("https://1", "y") }), []);
    assert.deepEqual(replaced(olds, { kubeconfig: kubeconfig("https://2", "x") }), ["kubeconfig"]);
    assert.deepEqual(replaced(olds, { kubeconfig: UNKNOWN }), ["kubeconfig"]);
  });

  it("never replaces a provider of aws", () => {
    const answer = diffProvider("aws", { region: "us-east-1" }, { region: "us-west-2" });
    assert.deepEqual(paths(answer), ["update region"]);
  });
});
