import assert from "node:assert/strict";
import { buildCell } from "../../../components/build";
import { at, listAt, ofType, theOne } from "../../support/find";
import { type Recorded, planOf, record, resourcesOf } from "../../support/recorded";

const ROLE = "aws:iam/role:Role";
const ENTRY = "aws:eks/accessEntry:AccessEntry";
const ISSUER = "token.actions.githubusercontent.com";

describe("ways into the cell", () => {
  let prod: readonly Recorded[] = [];
  before(async () => {
    prod = await resourcesOf("prod");
  });

  function trustOf(key: string): unknown {
    const { inputs } = theOne(prod, ROLE, `primary-access-${key}`);
    return at(JSON.parse(String(inputs.assumeRolePolicy)), "Statement", 0);
  }

  function groupsOf(key: string): unknown {
    return theOne(prod, ENTRY, `primary-access-${key}`).inputs.kubernetesGroups;
  }

  it("trust a pipeline by repository and environment, and no wider", () => {
    assert.deepEqual(trustOf("ci-deploy"), {
      Sid: "Pipeline",
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::444455556666:oidc-provider/${ISSUER}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${ISSUER}:aud`]: "sts.amazonaws.com",
          [`${ISSUER}:sub`]: ["repo:podcast-platform/infrastructure:environment:prod"],
        },
      },
    });
  });

  it("let a pipeline that looks see, and one that rolls out change Deployments", () => {
    assert.deepEqual([groupsOf("ci-preview"), groupsOf("ci-deploy")], [[], ["platform:pipelines"]]);
    const views = ofType(prod, "aws:eks/accessPolicyAssociation:AccessPolicyAssociation")
      .filter(({ inputs }) => String(inputs.policyArn).endsWith("AmazonEKSViewPolicy"))
      .map(({ name }) => name);
    assert.deepEqual(views.toSorted(), [
      "primary-access-ci-preview",
      "primary-access-operator",
      "primary-access-viewer",
    ]);
  });

  it("ask people for a second factor", () => {
    for (const key of ["viewer", "operator"]) {
      assert.deepEqual(at(trustOf(key), "Condition"), {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
      });
    }
  });

  it("bind each group to its Role in the application's namespace", () => {
    const bindings = ofType(prod, "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding")
      .filter(({ name }) => name.startsWith("primary-cluster-access"))
      .map(({ inputs }) => [
        at(inputs, "metadata", "namespace"),
        at(inputs, "roleRef", "name"),
        listAt(inputs, "subjects").map((subject) => at(subject, "name")),
      ]);
    assert.deepEqual(bindings.toSorted(), [
      ["podcast-platform", "operator", ["platform:operators"]],
      ["podcast-platform", "pipeline", ["platform:pipelines"]],
    ]);
  });

  it("make no role for pipelines where none is configured, and no runner outside", async () => {
    const plan = planOf("dev");
    const { pipeline, ...identity } = plan.primary.identity;
    assert.ok(pipeline !== undefined);
    const cell = { ...plan, primary: { ...plan.primary, identity } };
    const resources = await record("dev", () => buildCell(cell));
    const roles = ofType(resources, ROLE).map(({ name }) => name);
    assert.deepEqual(roles.filter((name) => name.startsWith("primary-access")).toSorted(), [
      "primary-access-operator",
      "primary-access-viewer",
    ]);
    const machines = ofType(prod, "aws:codebuild/project:Project").map(({ name }) => name);
    assert.deepEqual(
      machines.filter((name) => name.endsWith("runner")),
      [],
    );
  });
});

describe("the runner inside the network", () => {
  let dev: readonly Recorded[] = [];
  before(async () => {
    const plan = planOf("dev");
    const identity = { ...plan.primary.identity, runner: "vpc" } as const;
    const cell = { ...plan, primary: { ...plan.primary, identity } };
    dev = await record("dev", () => buildCell(cell));
  });

  it("stands in private subnets and reaches the API server, which admits it by name", () => {
    const { inputs } = theOne(dev, "aws:codebuild/project:Project", "primary-access-runner");
    assert.equal(listAt(inputs, "vpcConfig", "subnets").length, 2);
    const rule = theOne(
      dev,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "primary-access-runner",
    );
    assert.deepEqual(
      [rule.inputs.fromPort, rule.inputs.securityGroupId],
      [443, "primary-compute-group"],
    );
    assert.equal(rule.inputs.cidrIpv4, undefined);
  });

  it("rolls out what it is told, as the group of pipelines, and is started by them alone", () => {
    const { inputs } = theOne(dev, ENTRY, "primary-access-runner");
    assert.deepEqual(inputs.kubernetesGroups, ["platform:pipelines"]);
    const starters = ofType(dev, "aws:iam/rolePolicy:RolePolicy")
      .filter(({ inputs: { policy } }) => String(policy).includes("codebuild:StartBuild"))
      .map(({ name }) => name);
    assert.deepEqual(starters, ["primary-access-ci-deploy"]);
  });

  it("takes neither an empty image nor an empty name", () => {
    const { inputs } = theOne(dev, "aws:codebuild/project:Project", "primary-access-runner");
    const spec: unknown = JSON.parse(String(at(inputs, "source", "buildspec")));
    assert.equal(
      listAt(spec, "phases", "build", "commands")[0],
      'test -n "$DEPLOYMENT" && test -n "$IMAGE"',
    );
  });
});
