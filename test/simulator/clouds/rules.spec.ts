import assert from "node:assert/strict";
import { CLOUDS } from "../../../simulator/clouds";
import { ACCOUNT_CASES } from "./aws/account.cases";
import { DATA_CASES } from "./aws/data.cases";
import { EDGE_CASES } from "./aws/edge.cases";
import { EKS_CASES } from "./aws/eks.cases";
import { FUNCTION_CASES } from "./aws/functions.cases";
import { IAM_CASES } from "./aws/iam.cases";
import { IDENTITY_CASES } from "./aws/identity.cases";
import { IN_USE_CASES } from "./aws/in-use.cases";
import { NETWORK_CASES } from "./aws/network.cases";
import { PEERING_CASES } from "./aws/peering.cases";
import { RDS_CASES } from "./aws/rds.cases";
import { RDS_RELATION_CASES } from "./aws/rds-relations.cases";
import { RECOVERY_CASES } from "./aws/recovery.cases";
import { RULESET_CASES } from "./cloudflare/ruleset.cases";
import { ZONE_CASES } from "./cloudflare/zone.cases";
import { WATCHING_CASES } from "./aws/watching.cases";
import { CLUSTER_CASES } from "./kubernetes/cluster.cases";
import { CNPG_CASES } from "./kubernetes/cnpg.cases";
import { ORDER_CASES } from "./kubernetes/order.cases";
import { FIELD_CASES } from "./kubernetes/field.cases";
import { RANDOM_CASES } from "./random.cases";
import { judgeBad, judgeGood, type RuleCase } from "./support";

const CASES: readonly RuleCase[] = [
  ...NETWORK_CASES,
  ...IN_USE_CASES,
  ...PEERING_CASES,
  ...IDENTITY_CASES,
  ...IAM_CASES,
  ...RDS_CASES,
  ...RDS_RELATION_CASES,
  ...RECOVERY_CASES,
  ...DATA_CASES,
  ...EKS_CASES,
  ...ACCOUNT_CASES,
  ...WATCHING_CASES,
  ...FUNCTION_CASES,
  ...CLUSTER_CASES,
  ...CNPG_CASES,
  ...ORDER_CASES,
  ...FIELD_CASES,
  ...RANDOM_CASES,
  ...EDGE_CASES,
  ...RULESET_CASES,
  ...ZONE_CASES,
];
const RULES = CLOUDS.flatMap((cloud) => cloud.rules);

describe("refusals of the simulated clouds", () => {
  for (const one of CASES) {
    const cloud = CLOUDS.find(({ package: name }) => one.type.startsWith(`${name}:`))!;
    const words = JSON.stringify({
      ...one.change,
      ...(one.add === undefined ? {} : { beside: one.add.map(({ id }) => id) }),
      ...(one.drop === undefined ? {} : { without: one.drop }),
    });
    it(`${one.rule} refuses ${one.type.split(":").at(-1)} with ${words.slice(0, 90)}, and the good call passes`, () => {
      assert.deepEqual(judgeGood(cloud, one), []);
      const refused = judgeBad(cloud, one);
      assert.deepEqual(
        refused.map(([rule]) => rule),
        [one.rule],
        JSON.stringify(refused),
      );
      assert.match(refused[0]![1], one.says);
    });
  }

  it("are each triggered by a case", () => {
    const tried = new Set(CASES.map(({ rule }) => rule));
    assert.deepEqual(
      RULES.map(({ id }) => id).filter((id) => !tried.has(id)),
      [],
    );
  });

  it("have names of their own in kebab-case", () => {
    const ids = RULES.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)),
      [],
    );
  });

  it("name a vendor's document with its section, or a public issue", () => {
    const isSource = (source: string): boolean =>
      /^(?=.{20,})[A-Z].*, .+/.test(source) ||
      /^[\w-]+\/[\w-]+#\d+/.test(source) ||
      source.includes("documentation");
    assert.deepEqual(
      RULES.filter(({ source }) => !isSource(source)).map(({ id, source }) => `${id}: ${source}`),
      [],
    );
  });
});
