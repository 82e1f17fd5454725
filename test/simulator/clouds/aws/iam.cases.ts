/** Cases of IAM and Secrets Manager. */
import { ACCOUNT, FAR, type RuleCase, thing } from "../support";
import { keyPolicy, role } from "./world";
const ROLE = "aws:iam/role:Role";
const trust = (principal: object, more: object = {}): string =>
  JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal, ...more }],
  });
const TRUST = trust({ Service: "ec2.amazonaws.com" });
const POLICY = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
});
const SECRET = "aws:secretsmanager/secret:Secret";
const ISSUER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const URL = "https://token.actions.githubusercontent.com";

/** Cases of IAM and Secrets Manager. */
export const IAM_CASES: readonly RuleCase[] = [
  {
    rule: "iam-name-form",
    type: ROLE,
    verb: "check",
    inputs: { name: "worker" },
    change: { name: "w".repeat(65) },
    says: /\(1 - 64\)/,
  },
  {
    rule: "iam-document-too-long",
    type: "aws:iam/policy:Policy",
    inputs: { name: "p", policy: POLICY },
    change: {
      policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "r".repeat(6200) }],
      }),
    },
    says: /policy size: 6144/,
  },
  {
    rule: "iam-document-malformed",
    type: "aws:iam/policy:Policy",
    inputs: { name: "p", policy: POLICY },
    change: { policy: "{" },
    says: /invalid JSON policy/,
  },
  {
    rule: "iam-document-malformed",
    type: ROLE,
    inputs: { name: "r", assumeRolePolicy: TRUST },
    change: { assumeRolePolicy: "{}" },
    says: /MalformedPolicyDocument/,
  },
  {
    rule: "iam-trust-policy",
    type: ROLE,
    inputs: { name: "r", assumeRolePolicy: TRUST },
    change: {
      assumeRolePolicy: JSON.stringify({
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }],
      }),
    },
    says: /must contain a principal/,
  },
  {
    rule: "iam-trust-policy",
    type: ROLE,
    inputs: { name: "r", assumeRolePolicy: trust({ AWS: `arn:aws:iam::${ACCOUNT}:role/ci` }) },
    world: [role("ci")],
    drop: ["ci"],
    says: /Invalid principal in policy: "AWS"/,
  },
  {
    rule: "iam-duplicate",
    type: ROLE,
    inputs: { name: "r", assumeRolePolicy: TRUST },
    add: [role("r")],
    says: /Role with name r already exists/,
  },
  {
    rule: "iam-role-missing",
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    inputs: { role: "r", policyArn: "arn:aws:iam::aws:policy/X" },
    world: [role("r")],
    drop: ["r"],
    says: /role with name r cannot be found/,
  },
  {
    rule: "iam-policy-missing",
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    inputs: { role: "r", policyArn: "arn:aws:iam::aws:policy/X" },
    world: [role("r")],
    change: { policyArn: `arn:aws:iam::${ACCOUNT}:policy/gone` },
    says: /not attachable/,
  },
  {
    rule: "iam-role-has-policies",
    type: ROLE,
    verb: "delete",
    id: "r",
    inputs: {},
    world: [role("r")],
    add: [thing("aws:iam/rolePolicy:RolePolicy", "r:p", { role: "r" })],
    says: /must detach all policies/,
  },
  {
    rule: "iam-role-in-profile",
    type: ROLE,
    verb: "delete",
    id: "r",
    inputs: {},
    world: [role("r")],
    add: [thing("aws:iam/instanceProfile:InstanceProfile", "p", { role: "r" })],
    says: /must remove roles from instance profile/,
  },
  {
    rule: "iam-policy-attached",
    type: "aws:iam/policy:Policy",
    verb: "delete",
    id: "arn:p",
    inputs: {},
    add: [thing("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", { policyArn: "arn:p" })],
    says: /attached to entities/,
  },
  {
    rule: "oidc-provider-second",
    type: ISSUER,
    inputs: { url: URL, clientIdLists: ["sts.amazonaws.com"] },
    add: [thing(ISSUER, "x", { url: URL })],
    says: /Provider with url .* already exists/,
  },
  {
    rule: "oidc-provider-audience",
    type: ISSUER,
    verb: "check",
    inputs: { url: URL, clientIdLists: ["sts.amazonaws.com"] },
    change: { url: "http://issuer" },
    says: /must begin with https/,
  },
  {
    rule: "secret-recovery-window",
    type: SECRET,
    verb: "check",
    inputs: { name: "db", recoveryWindowInDays: 0 },
    change: { recoveryWindowInDays: 3 },
    says: /\(7 - 30\), got 3/,
  },
  {
    rule: "secret-name-form",
    type: SECRET,
    verb: "check",
    inputs: { name: "app/db" },
    change: { name: "app db" },
    says: /Invalid name/,
  },
  {
    rule: "secret-duplicate",
    type: SECRET,
    inputs: { name: "db" },
    add: [thing(SECRET, "arn:1", { name: "db" })],
    says: /secret db already exists/,
  },
  {
    rule: "secret-replica-own-region",
    type: SECRET,
    inputs: { name: "db", replicas: [{ region: FAR }] },
    change: { "replicas.0.region": "us-east-1" },
    says: /own Region/,
  },
  {
    rule: "secret-name-in-recovery",
    type: SECRET,
    inputs: { name: "db" },
    add: [
      thing(
        "aws:secretsmanager/deletedSecret:DeletedSecret",
        "db",
        {},
        { outputs: { untilMs: Date.UTC(2026, 0, 20) } },
      ),
    ],
    says: /already scheduled for deletion/,
  },
  {
    rule: "secret-of-version-missing",
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    inputs: { secretId: "arn:1", secretString: "x" },
    world: [thing(SECRET, "arn:1", { name: "db" })],
    drop: ["arn:1"],
    says: /can't find the specified secret/,
  },
  {
    rule: "key-policy-json",
    type: "aws:kms/keyPolicy:KeyPolicy",
    inputs: { keyId: "k", policy: keyPolicy() },
    change: { policy: "no json", bypassPolicyLockoutSafetyCheck: true },
    says: /not valid JSON/,
  },
];
