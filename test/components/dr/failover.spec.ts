import assert from "node:assert/strict";
import { missingStates, type Machine } from "../../../plan/dr/states";
import { at, ofType, theOne } from "../../support/find";
import { type Recorded, resourcesOf } from "../../support/recorded";

const FAR = "aws-us-west-2";

/** Logical name of the provider that a resource is made through. */
const providerOf = ({ provider }: Recorded): string => provider.split("::").at(-2) ?? "";

function statements(policy: unknown): readonly Readonly<Record<string, unknown>>[] {
  return (JSON.parse(String(policy)) as { Statement: Readonly<Record<string, unknown>>[] })
    .Statement;
}

describe("moving a cell", () => {
  let dev: readonly Recorded[] = [];
  let prod: readonly Recorded[] = [];
  before(async function () {
    this.timeout(60_000);
    dev = await resourcesOf("dev");
    prod = await resourcesOf("prod");
  });

  describe("the failover", () => {
    it("stands in the standby region with all that it needs", () => {
      const types = [
        "sfn/stateMachine:StateMachine",
        "codebuild/project:Project",
        "ssm/parameter:Parameter",
      ];
      for (const type of types) {
        const [made, ...others] = ofType(prod, `aws:${type}`);
        assert.ok(made !== undefined && others.length === 0, type);
        assert.equal(providerOf(made), FAR, type);
      }
    });

    it("has a definition that leads somewhere from everywhere, and names the cell's own things", () => {
      const [machine] = ofType(prod, "aws:sfn/stateMachine:StateMachine");
      const definition = String(machine?.inputs.definition);
      assert.deepEqual(missingStates(JSON.parse(definition) as Machine), []);
      for (const word of [
        '"DbInstanceIdentifier":"podcast-prod-standby-database-g1"',
        '"ProjectName":"podcast-prod-standby-failover"',
        "load_balancers/pools/edge-routing-pool-primary-id",
        '"Name":"/podcast/prod/site"',
      ]) {
        assert.ok(definition.includes(word), word);
      }
    });

    it("may act on the cell's own things alone, but for calls that know no resource", () => {
      const policy = theOne(prod, "aws:iam/rolePolicy:RolePolicy", "standby-failover-workflow");
      const wide = statements(policy.inputs.policy).filter(({ Resource }) => Resource === "*");
      assert.deepEqual(
        wide.map(({ Sid }) => Sid),
        ["DeliverLogs"],
      );
      const promote = statements(policy.inputs.policy).find(({ Sid }) => Sid === "Promote");
      assert.equal(
        promote?.Resource,
        "arn:aws:rds:us-west-2:444455556666:db:podcast-prod-standby-database-g1",
      );
    });

    it("lets its job delete nothing, and reach no other region", () => {
      const policy = theOne(prod, "aws:iam/rolePolicy:RolePolicy", "standby-failover-job");
      const actions = statements(policy.inputs.policy).flatMap(({ Action }) => Action);
      assert.deepEqual(
        actions.filter((action) => /:(Delete|Terminate|Remove)/.test(String(action))),
        ["s3:DeleteObject"],
      );
      assert.ok(!String(policy.inputs.policy).includes("us-east-1"));
    });

    it("keeps the marker as transitions write it", () => {
      const marker = theOne(prod, "aws:ssm/parameter:Parameter", "standby-failover-marker");
      assert.deepEqual(JSON.parse(String(marker.inputs.value)), {
        active: "primary",
        phase: "primary-active",
        generation: 1,
      });
      assert.ok(marker.ignoreChanges.includes("value"));
    });

    it("is watched by a detector that asks as users do and as the edge sees it, and only reports", () => {
      const schedule = theOne(
        prod,
        "aws:scheduler/schedule:Schedule",
        "standby-failover-detector-watch",
      );
      assert.equal(schedule.inputs.scheduleExpression, "rate(1 minute)");
      assert.equal(at(schedule.inputs, "target", "input"), '{"dryRun":true}');
      const detector = theOne(prod, "aws:lambda/function:Function", "standby-failover-detector");
      assert.equal(providerOf(detector), FAR);
      const variables = at(detector.inputs, "environment", "variables") as Record<string, string>;
      assert.equal(variables.PUBLIC_URL, "https://api.podcast-platform.example/healthz/ready");
      assert.match(
        variables.ORIGIN_HEALTH_URL ?? "",
        /^https:.*\/pools\/[^/]*primary[^/]*\/health$/,
      );
      assert.equal(variables.EDGE_TOKEN_SECRET, "podcast-prod-standby-edge-health");
      const secret = theOne(
        prod,
        "aws:secretsmanager/secret:Secret",
        "standby-failover-edge-health",
      );
      assert.equal(providerOf(secret), FAR);
    });
  });

  describe("the outbox", () => {
    it("is shipped by one pod that commits after it has written", () => {
      const name = "primary-outbox-outbox-shipper";
      const script = theOne(prod, "kubernetes:core/v1:ConfigMap", name);
      const text = String(at(script.inputs, "data", "ship.sh"));
      assert.ok(text.indexOf("claim_outbox") < text.indexOf("COMMIT"));
      assert.match(text, /QUOTE E'\\x01'/);
      const { inputs } = theOne(prod, "kubernetes:apps/v1:Deployment", name);
      assert.equal(at(inputs, "spec", "strategy", "type"), "Recreate");
    });

    it("is told to the application, which writes rows and no messages", () => {
      const contract = (resources: readonly Recorded[]) =>
        at(
          theOne(
            resources,
            "kubernetes:core/v1:ConfigMap",
            "primary-workloads-application-contract",
          ).inputs,
          "data",
        ) as Record<string, string>;
      assert.equal(contract(prod).OUTBOX_MODE, "shipped");
      assert.equal(contract(prod).ASSETS_BUCKET, "podcast-prod-primary-assets-444455556666-g1");
      assert.equal(contract(prod).DATABASE_READ_NAME, "podcast_ro");
      assert.equal(contract(dev).OUTBOX_MODE, "kept");
      assert.equal(contract(dev).DATABASE_READ_NAME, "podcast");
    });
  });
});
