/** IAM policy documents as typed values. */
import { type Input, type Output, jsonStringify } from "@pulumi/pulumi";

/** One statement. Source: IAM User Guide, "IAM JSON policy elements reference". */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Readonly<Record<string, string | readonly string[]>> | "*";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

/**
 * A policy document as JSON.
 *
 * @param statements Its statements, in order.
 */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/**
 * A trust policy that lets one service of the cloud assume a role.
 *
 * @param service Service principal, such as `eks.amazonaws.com`.
 * @param condition Narrows the trust, against the confused deputy.
 */
export function serviceTrust(service: string, condition?: Statement["Condition"]): string {
  return policyDocument([
    {
      Sid: "Service",
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      ...(condition === undefined ? {} : { Condition: condition }),
    },
  ]);
}

/**
 * The trust policy of a role that pods take through EKS Pod Identity.
 * Source: Amazon EKS User Guide, "Pod Identity role trust policy".
 *
 * @param accountId Account of the cluster.
 */
export function podIdentityTrust(accountId: string): string {
  return policyDocument([
    {
      Sid: "PodIdentity",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ]);
}

/** A statement whose resource has an id that only the cloud knows. */
export type StatementOf<T> = Omit<Statement, "Resource"> & { readonly Resource: T };

/** Statements whose resources may be Outputs. */
export type Statements = readonly (
  StatementOf<Input<string>> | StatementOf<Input<string>[]> | Statement
)[];

/**
 * A policy document that names resources by their Outputs.
 *
 * @param statements Its statements, in order.
 */
export function policyDocumentOf(statements: Statements): Output<string> {
  return jsonStringify({ Version: "2012-10-17", Statement: statements });
}
