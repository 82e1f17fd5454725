/**
 * Fields that several parts of the configuration share. The description of a field says what is
 * allowed there: the message about a wrong value and the reference in docs/ both print it.
 */
import { z } from "zod";
import { cidrProblem, parseCidr } from "../../analysis/cidr";

/** DNS name in lower case. Source: RFC 1123, 2.1, and RFC 1035, 2.3.4 (253 characters). */
const DNS_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/**
 * DNS label that begins with a letter: it becomes a namespace, a host name, a part of names, and
 * the slug in runtime/sql/tenancy, which takes no fewer than three characters.
 */
const DNS_LABEL = /^[a-z]([a-z0-9]|-(?=[a-z0-9])){2,39}$/;

/** An address range; inside the program it is a `Cidr`. */
export const cidr = z
  .string()
  .superRefine((text, context) => {
    const message = cidrProblem(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .transform(parseCidr)
  .describe("an address range such as 10.0.0.0/16");

/** A host name without scheme or port. */
export const dnsName = z
  .string()
  .regex(DNS_NAME, "is not a DNS name")
  .describe("a DNS name in lower case, such as podcast-platform.example");

/** A name that is safe as namespace, schema, host name and key prefix. */
export const dnsLabel = z
  .string()
  .regex(DNS_LABEL, "is not a DNS label")
  .describe(
    "3 to 40 lower-case letters, digits and single hyphens; a letter first, no hyphen last (RFC 1123 label)",
  );

/** An amount of money a month or a day. */
export const usd = z.number().positive().max(1_000_000).describe("US dollars, a number above 0");

/**
 * The digest of a container image: a tag can be moved, a digest cannot.
 * Source: OCI Image Format Specification, Digests.
 */
export const imageDigest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, "is not an image digest")
  .describe("sha256: and 64 hexadecimal digits");

/** Name of a secret in the cloud's secret store; the secret itself never stands in a stack file. */
export const secretName = z
  .string()
  .regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/, "is not the name of a secret")
  .describe("the name of a secret in the cloud's secret store, never the secret itself");

/**
 * A repository of GitHub or GitLab. No `*`: the trust of a role is written with it.
 * Source: GitHub and GitLab documentation, names of users, groups and repositories.
 */
export const repository = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9_][\w.-]*)+$/, "is not a repository")
  .describe("owner and name with a slash between, such as podcast-platform/infrastructure");

/** A sentence or a name that a person wrote. */
export const words = z.string().trim().min(1).max(500).describe("1 to 500 characters");
