/** Cases of tags, singletons and the smaller services. */
import type { Values } from "../../../../facts/values";
import { type RuleCase, thing } from "../support";
import { NETWORK, SUBNET_A, SUBNET_B } from "./world";

const TOPIC = "aws:sns/topic:Topic";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const HTTPS: Values = {
  loadBalancerArn: "lb",
  port: 443,
  protocol: "HTTPS",
  certificateArn: "c",
  defaultActions: [],
};
const singleton = (type: string, inputs: Values = {}): RuleCase => ({
  rule: "singleton-second",
  type,
  inputs,
  add: [thing(type, "there")],
  says: /already|ResourceInUse/,
});
const tagged = (tags: Values, says: RegExp): RuleCase => ({
  rule: "tag-form",
  type: TOPIC,
  inputs: { name: "t", tags: { owner: "platform: team_1" } },
  change: { tags },
  says,
});

/** Cases of tags, singletons and the smaller services. */
export const ACCOUNT_CASES: readonly RuleCase[] = [
  tagged({ owner: "a$b" }, /character that is not allowed/),
  tagged({ "aws:owner": "a" }, /reserved for system use/),
  tagged({ owner: "a".repeat(257) }, /too long/),
  tagged(
    Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "v"])),
    /limit of 50 exceeded: 51/,
  ),
  ...[
    "aws:guardduty/detector:Detector",
    "aws:ebs/encryptionByDefault:EncryptionByDefault",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    "aws:securityhub/account:Account",
    "aws:ecr/replicationConfiguration:ReplicationConfiguration",
  ].map((type) => singleton(type)),
  {
    rule: "log-retention-values",
    type: "aws:cloudwatch/logGroup:LogGroup",
    verb: "check",
    inputs: { name: "/a", retentionInDays: 30 },
    change: { retentionInDays: 31 },
    says: /one of \[0 1 3.*got 31/,
  },
  {
    rule: "log-group-duplicate",
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { name: "/a" },
    add: [thing("aws:cloudwatch/logGroup:LogGroup", "/a", { name: "/a" })],
    says: /log group already exists: \/a/,
  },
  {
    rule: "vault-has-recovery-points",
    type: "aws:backup/vault:Vault",
    verb: "delete",
    id: "v",
    inputs: { forceDestroy: true },
    before: { recoveryPoints: 3 },
    change: { forceDestroy: false },
    says: /contains recovery points/,
  },
  {
    rule: "backup-lifecycle",
    type: "aws:backup/plan:Plan",
    inputs: {
      name: "p",
      rules: [{ ruleName: "m", lifecycle: { coldStorageAfter: 30, deleteAfter: 120 } }],
    },
    change: { "rules.0.lifecycle.deleteAfter": 100 },
    says: /90 days apart.*30, 100/,
  },
  {
    rule: "service-name-form",
    type: BALANCER,
    verb: "check",
    inputs: { name: "edge" },
    change: { name: "e".repeat(33) },
    says: /at most 32/,
  },
  {
    rule: "service-name-form",
    type: "aws:ecr/repository:Repository",
    verb: "check",
    inputs: { name: "podcast/api" },
    change: { name: "Podcast" },
    says: /got "Podcast"/,
  },
  {
    rule: "load-balancer-two-zones",
    type: BALANCER,
    inputs: { name: "edge", subnets: [SUBNET_A, SUBNET_B] },
    world: NETWORK,
    change: { subnets: [SUBNET_A] },
    says: /two different Availability Zones/,
  },
  {
    rule: "listener-needs-certificate",
    type: LISTENER,
    inputs: HTTPS,
    change: { certificateArn: undefined },
    says: /certificate must be specified/,
  },
  {
    rule: "listener-duplicate",
    type: LISTENER,
    inputs: HTTPS,
    add: [thing(LISTENER, "l", HTTPS)],
    says: /DuplicateListener/,
  },
  {
    rule: "load-balancer-protected",
    type: BALANCER,
    verb: "delete",
    id: "lb",
    inputs: {},
    change: { enableDeletionProtection: true },
    says: /deletion protection is enabled/,
  },
  {
    rule: "target-group-in-use",
    type: "aws:lb/targetGroup:TargetGroup",
    verb: "delete",
    id: "tg",
    inputs: {},
    add: [thing(LISTENER, "l", { defaultActions: [{ targetGroupArn: "tg" }] })],
    says: /in use by a listener/,
  },
  {
    rule: "budget-duplicate",
    type: "aws:budgets/budget:Budget",
    inputs: { name: "monthly" },
    add: [thing("aws:budgets/budget:Budget", "b", { name: "monthly" })],
    says: /DuplicateRecord/,
  },
];
