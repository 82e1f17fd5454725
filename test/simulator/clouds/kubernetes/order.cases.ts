/** Cases of the order in which a cluster is filled. */
import { type RuleCase, thing } from "../support";
import { external } from "./cluster.cases";
import { BASE, release } from "./world";

/** The operator's identity, with the right to read one secret. */
const READER = [
  thing("aws:eks/podIdentityAssociation:PodIdentityAssociation", "a-1", {
    namespace: "ops",
    serviceAccount: "external-secrets",
    roleArn: "arn:reader",
  }),
  thing("aws:iam/role:Role", "reader", { name: "reader" }, { outputs: { arn: "arn:reader" } }),
  thing("aws:iam/rolePolicy:RolePolicy", "reader|read", {
    role: "reader",
    policy: '{"Statement":[{"Action":["secretsmanager:GetSecretValue"],"Resource":["arn:db"]}]}',
  }),
];
/** Cases of order. */
export const ORDER_CASES: readonly RuleCase[] = [
  {
    rule: "external-secret-denied",
    ...external,
    world: [...external.world, ...READER],
    drop: ["reader|read"],
    says: /key app\/db: AccessDeniedException: User is not authorized/,
  },
  {
    rule: "chart-uses-missing-definition",
    type: "kubernetes:helm.sh/v3:Release",
    inputs: { chart: "plugin-barman-cloud", name: "barman", namespace: "app" },
    world: [...BASE, release("cert-manager", { values: { crds: { enabled: true } } })],
    drop: ["ops/cert-manager"],
    says: /no matches for kind in group "cert-manager.io": ensure CRDs are installed first/,
  },
];
