import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN } from "../../facts/values";
import type { Values } from "../../facts/values";
import { TOY_AWS, TOY_KUBERNETES } from "./toy-cloud";
import { simulateCalls } from "../../simulator/testing";

const aws = simulateCalls(TOY_AWS, { provider: { region: "us-east-1" } });
const cluster = simulateCalls(TOY_KUBERNETES, { provider: { kubeconfig: "here" } });

const DATABASE = "aws:rds/instance:Instance";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const good: Values = {
  instanceClass: "db.t4g.small",
  allocatedStorage: 20,
  tags: { any: "thing" },
};

function deployment(container: Values, spec: Values = {}): Values {
  const labels = { app: "api" };
  const pod = { containers: [{ name: "api", image: "api@sha256:0", ...container }] };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "api" },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: pod },
      ...spec,
    },
  };
}

const awsProblems = (inputs: Values): readonly string[] =>
  aws.check(DATABASE, inputs).failures.map(({ property, reason }) => `${property}: ${reason}`);

const clusterProblems = (inputs: Values): readonly string[] =>
  cluster.check(DEPLOYMENT, inputs).failures.map(({ reason }) => reason);

describe("checking inputs against the SDK", () => {
  it("lets good inputs pass", () => {
    assert.deepEqual(awsProblems(good), []);
    assert.deepEqual(clusterProblems(deployment({})), []);
  });

  it("names a missing key as the provider does", () => {
    assert.deepEqual(awsProblems({ allocatedStorage: 20 }), [
      'instanceClass: Missing required argument. The argument "instanceClass" is required, but no ' +
        "definition was found. Examine values at 'instanceClass'.",
    ]);
    assert.deepEqual(clusterProblems(deployment({}, { selector: null })), [
      "spec.selector: Required value",
    ]);
  });

  it("names an unknown key and the nearest known one", () => {
    assert.deepEqual(awsProblems({ ...good, multiAZ: true }), [
      "multiAZ: Invalid or unknown key. Examine values at 'multiAZ'. Did you mean \"multiAz\"?",
    ]);
  });

  it("finds an unknown key deep inside", () => {
    assert.deepEqual(clusterProblems(deployment({ resources: { limit: { cpu: "1" } } })), [
      'strict decoding error: unknown field "spec.template.spec.containers[0].resources.limit" ' +
        'Did you mean "limits"?',
    ]);
  });

  it("refuses wrong primitive types, and converts scalars where the provider does", () => {
    assert.deepEqual(awsProblems({ ...good, multiAz: "yes" }), [
      "multiAz: expected a boolean, got \"yes\". Examine values at 'multiAz'.",
    ]);
    assert.deepEqual(awsProblems({ ...good, allocatedStorage: "20", multiAz: "true" }), []);
    assert.deepEqual(clusterProblems(deployment({}, { replicas: "2" })), [
      'spec.replicas: Invalid value: "2": must be a number',
    ]);
  });

  it("refuses a list where an object belongs", () => {
    assert.deepEqual(awsProblems({ ...good, s3Import: [] }), [
      "s3Import: expected an object, got a list. Examine values at 's3Import'.",
    ]);
  });

  it("refuses what is not in a closed set", () => {
    assert.deepEqual(clusterProblems({ ...deployment({}), kind: "Deploy" }), [
      'kind: Unsupported value: "Deploy": supported values: "Deployment"',
    ]);
  });

  it("never prints a value under a confidential key", () => {
    const [message = ""] = awsProblems({ ...good, password: ["hunter2"] });
    assert.match(message, /^password: expected a string, got a list/);
    const answer = aws.check("aws:secretsmanager/secretVersion:SecretVersion", {
      secretId: "s",
      secretString: "fine",
      versionStages: "hunter2-hunter2",
    });
    assert.doesNotMatch(JSON.stringify(answer.failures), /fine/);
  });

  it("takes custom resources as they are, but not without a kind", () => {
    const custom = "kubernetes:postgresql.cnpg.io/v1:Cluster";
    const inputs = {
      apiVersion: "postgresql.cnpg.io/v1",
      kind: "Cluster",
      metadata: { name: "db" },
    };
    assert.deepEqual(cluster.check(custom, { ...inputs, spec: { any: [1] } }).failures, []);
    assert.deepEqual(cluster.check(custom, { ...inputs, kind: null }).failures, [
      { property: "kind", reason: "kind: Required value" },
    ]);
  });

  it("refuses a type that the SDK does not declare", () => {
    assert.throws(
      () => aws.check("aws:rds/database:Database", {}),
      /unrecognized resource type \(Check\): aws:rds\/database:Database/,
    );
  });

  it("lets an unknown value pass at any place", () => {
    const places: readonly ((inputs: Values) => Values)[] = [
      (inputs) => ({ ...inputs, instanceClass: UNKNOWN }),
      (inputs) => ({ ...inputs, allocatedStorage: UNKNOWN }),
      (inputs) => ({ ...inputs, tags: UNKNOWN }),
      (inputs) => ({ ...inputs, tags: { key: UNKNOWN } }),
      (inputs) => ({ ...inputs, vpcSecurityGroupIds: ["sg-1", UNKNOWN] }),
      (inputs) => ({ ...inputs, s3Import: UNKNOWN }),
    ];
    fc.assert(
      fc.property(fc.subarray([...places]), (chosen) => {
        const inputs = chosen.reduce((values, put) => put(values), good);
        assert.deepEqual(awsProblems(inputs), []);
      }),
    );
  });
});
