/** Who may enter the cluster: named roles with access entries, made before the first object. */
import { AccessEntry, AccessPolicyAssociation, type Cluster } from "@pulumi/aws/eks";
import { Role } from "@pulumi/aws/iam";
import type { ComponentResource, Output, Resource } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { Placement } from "../contract";
import { siteName } from "../naming";
import { type Statement, policyDocument } from "../policy-document";

/** Doors into the cluster. */
const DOORS = {
  /** Taken by the kubeconfig, so by whoever runs `up` with the right to assume it. */
  deploy: {},
  /** For people in an emergency, with a second factor. */
  "break-glass": { Bool: { "aws:MultiFactorAuthPresent": "true" } },
} as const satisfies Record<string, NonNullable<Statement["Condition"]>>;

/** Source: Amazon EKS User Guide, "Review access policy permissions". */
const ADMINISTRATION = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

/** The role of the kubeconfig, and what makes it valid. */
export interface Access {
  readonly roleArn: Output<string>;
  readonly ready: readonly Resource[];
}

/**
 * Opens the doors.
 *
 * @param parent The compute component.
 * @param name Its logical name.
 * @param args The cell, the site and the cluster.
 */
export function clusterAccess(
  parent: ComponentResource,
  name: string,
  args: Placement & { readonly cluster: Cluster },
): Access {
  const deploy = door(parent, name, { ...args, key: "deploy" });
  const emergency = door(parent, name, { ...args, key: "break-glass" });
  return { roleArn: deploy.role.arn, ready: [deploy.association, emergency.association] };
}

function door(
  parent: ComponentResource,
  name: string,
  args: Placement & { readonly cluster: Cluster; readonly key: keyof typeof DOORS },
) {
  const logical = logicalName(name, args.key);
  const role = new Role(
    logical,
    {
      name: siteName("iamRole", args, "cluster", args.key),
      assumeRolePolicy: accountTrust(args.cell.accountId, DOORS[args.key]),
    },
    { parent },
  );
  const entry = new AccessEntry(
    logical,
    { clusterName: args.cluster.name, principalArn: role.arn, type: "STANDARD" },
    { parent },
  );
  const association = new AccessPolicyAssociation(
    logical,
    {
      clusterName: args.cluster.name,
      principalArn: entry.principalArn,
      policyArn: ADMINISTRATION,
      accessScope: { type: "cluster" },
    },
    { parent },
  );
  return { role, association };
}

/** Principals of the account that IAM lets assume the role, on the given condition. */
function accountTrust(accountId: string, condition: NonNullable<Statement["Condition"]>): string {
  return policyDocument([
    {
      Sid: "Account",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: "sts:AssumeRole",
      ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
    },
  ]);
}
