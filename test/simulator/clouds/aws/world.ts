/** A small account: a network in two zones and what cases refer to. */
import type { Values } from "../../../../facts/values";
import type { StoredResource } from "../../../../simulator/contract";
import { ACCOUNT, FAR, REGION, thing } from "../support";

/** An id in the vendor's form. */
export const idOf = (prefix: string, n: number): string =>
  `${prefix}-${String(n).padStart(17, "0")}`;

export const VPC_ID = idOf("vpc", 1);
export const SUBNET_A = idOf("subnet", 1);
export const SUBNET_B = idOf("subnet", 2);
export const GROUP_ID = idOf("sg", 1);
export const GATEWAY_ID = idOf("igw", 1);

export const VPC = thing(
  "aws:ec2/vpc:Vpc",
  VPC_ID,
  { cidrBlock: "10.0.0.0/16" },
  { outputs: { defaultSecurityGroupId: idOf("sg", 9) } },
);

const subnet = (id: string, cidrBlock: string, zone: string): StoredResource =>
  thing("aws:ec2/subnet:Subnet", id, {
    vpcId: VPC_ID,
    cidrBlock,
    availabilityZone: `${REGION}${zone}`,
  });

export const SUBNETS = [subnet(SUBNET_A, "10.0.0.0/24", "a"), subnet(SUBNET_B, "10.0.1.0/24", "b")];
export const GATEWAY = thing("aws:ec2/internetGateway:InternetGateway", GATEWAY_ID, {
  vpcId: VPC_ID,
});
export const GROUP = thing("aws:ec2/securityGroup:SecurityGroup", GROUP_ID, {
  name: "data",
  vpcId: VPC_ID,
});
export const NETWORK: readonly StoredResource[] = [VPC, ...SUBNETS, GATEWAY, GROUP];

/** The policy of a key that delegates to its account, with further statements. */
export function keyPolicy(...more: readonly Values[]): string {
  const root = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [root, ...more] });
}

/** The statement that lets a service use a key. */
export const allow = (principal: Values): Values => ({
  Effect: "Allow",
  Principal: principal,
  Action: [
    "kms:Encrypt*",
    "kms:Decrypt*",
    "kms:GenerateDataKey*",
    "kms:DescribeKey",
    "kms:CreateGrant",
  ],
  Resource: "*",
});

/** A key, its ARN, in a region. */
export function key(id: string, policy: string = keyPolicy(), region = REGION): StoredResource {
  return thing("aws:kms/key:Key", id, { policy }, { region, outputs: { arn: keyArn(id, region) } });
}

/** The ARN of a key. */
export const keyArn = (id: string, region = REGION): string =>
  `arn:aws:kms:${region}:${ACCOUNT}:key/${id}`;

/** A key in the other region. */
export const FAR_KEY = key("far", keyPolicy(), FAR);

/** A role. */
export const role = (name: string): StoredResource =>
  thing(
    "aws:iam/role:Role",
    name,
    { name },
    { outputs: { arn: `arn:aws:iam::${ACCOUNT}:role/${name}` } },
  );
