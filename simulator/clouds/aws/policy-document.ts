/** Policy documents of IAM and KMS, read far enough to say whom they admit. */
import { isFields, type Value, type Values } from "../../../facts/values";
import { at, everyText, list } from "../read";

/**
 * Parses a policy document.
 *
 * @param document The JSON text, or undefined.
 * @returns Undefined where it is no JSON object.
 */
export function parsePolicy(document: string | undefined): Values | undefined {
  try {
    const parsed = JSON.parse(document ?? "") as Value;
    return isFields(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Statements of a policy document; a single statement may stand without a list. */
export function statementsOf(policy: Values | undefined): readonly Values[] {
  const one = policy?.Statement;
  return (isFields(one) ? [one] : list(policy, "Statement")).filter(isFields);
}

/** Whether an IAM pattern (`kms:Encrypt*`) covers a text. */
export function covers(pattern: string, sought: string): boolean {
  const form = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${form}$`, "i").test(sought);
}

/**
 * Whether a policy allows a principal all of some actions.
 *
 * @param policy The parsed document.
 * @param isPrincipal Says whether a named principal is meant.
 * @param actions The actions that are needed.
 */
export function admits(
  policy: Values | undefined,
  isPrincipal: (name: string) => boolean,
  actions: readonly string[],
): boolean {
  const granted = statementsOf(policy)
    .filter((one) => one.Effect === "Allow" && [...everyText(one.Principal)].some(isPrincipal))
    .flatMap((one) => [...everyText(one.Action)]);
  return actions.every((action) => granted.some((pattern) => covers(pattern, action)));
}

/** Principals of kind `AWS` that are named by ARN. */
export function arnPrincipals(policy: Values | undefined): readonly string[] {
  return statementsOf(policy).flatMap((one) =>
    [...everyText(at(one.Principal, "AWS"))].filter((name) => name.startsWith("arn:")),
  );
}
