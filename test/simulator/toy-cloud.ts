/** A cloud of four types for the tests of the mechanism; it knows nothing of the real ones. */
import type { CloudDefinition, Model } from "../../simulator/contract";
import { UNKNOWN, type Value } from "../../facts/values";

const text = (value: Value | undefined): string => (typeof value === "string" ? value : "");

const VPC: Model = {
  type: "aws:ec2/vpc:Vpc",
  replaceOn: ["cidrBlock"],
  outputs: ({ id }) => ({ defaultSecurityGroupId: `sg-of-${id}` }),
};

const DATABASE: Model = {
  type: "aws:rds/instance:Instance",
  writeOnly: ["password"],
  defaults: () => ({ port: 5432 }),
  outputs: ({ inputs }) => ({ engineVersionActual: text(inputs.engineVersion) }),
  age: ({ inputs }) => ({
    engineVersionActual: `${text(inputs.engineVersion)}.9`,
    allocatedStorage: 200,
  }),
};

const LOAD_BALANCER: Model = {
  type: "aws:lb/loadBalancer:LoadBalancer",
  children: ({ id }) => [
    { type: "aws:ec2/networkInterface:NetworkInterface", id: `eni-of-${id}`, outputs: {} },
  ],
};

/** The toy cloud of aws: accounts are whatever the access key says. */
export const TOY_AWS: CloudDefinition = {
  package: "aws",
  connect: (provider) =>
    provider.accessKey === "wrong"
      ? { refusal: "InvalidClientTokenId: The security token included in the request is invalid" }
      : { account: "111122223333", region: text(provider.region) },
  models: [VPC, DATABASE, LOAD_BALANCER],
  rules: [
    {
      id: "vpc-block-size",
      source: "Amazon VPC User Guide, VPC CIDR blocks",
      types: ["aws:ec2/vpc:Vpc"],
      verbs: ["check", "create"],
      refuse: ({ inputs }) =>
        inputs.cidrBlock !== UNKNOWN && text(inputs.cidrBlock).endsWith("/8")
          ? "InvalidVpc.Range: The CIDR '10.0.0.0/8' is invalid"
          : undefined,
    },
    {
      id: "vpc-in-use",
      source: "Amazon EC2 API Reference, DeleteVpc",
      types: ["aws:ec2/vpc:Vpc"],
      verbs: ["delete"],
      refuse: ({ id, cloud }) =>
        cloud.list("aws:ec2/subnet:Subnet").some(({ inputs }) => inputs.vpcId === id)
          ? `DependencyViolation: The vpc '${id ?? ""}' has dependencies and cannot be deleted`
          : undefined,
    },
  ],
  invocations: [
    {
      token: "aws:index/getCallerIdentity:getCallerIdentity",
      answer: (_args, { account }) => ({ accountId: account, id: account }),
    },
  ],
};

/** The toy cluster: there as soon as its kubeconfig says where. */
export const TOY_KUBERNETES: CloudDefinition = {
  package: "kubernetes",
  connect: (provider) => ({ account: text(provider.kubeconfig) || "nowhere" }),
  models: [],
  rules: [],
  invocations: [],
};

/** The toy of random: no ledger. */
export const TOY_RANDOM: CloudDefinition = {
  package: "random",
  stateless: true,
  connect: () => ({ account: "local" }),
  models: [
    {
      type: "random:index/randomPassword:RandomPassword",
      id: () => "none",
      outputs: () => ({ result: "correct-horse-battery-staple" }),
    },
  ],
  rules: [],
  invocations: [],
};
