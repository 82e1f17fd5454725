/** Secrets whose values only people know: the bootstrap makes the place, a person the value. */
import { Secret } from "@pulumi/aws/secretsmanager";
import { TAG } from "../../../facts/tags";
import { logicalName } from "../../../plan/names";
import type { Ground } from "./bootstrap";

/** Days in which a deleted secret can be brought back. Source: AWS Secrets Manager, DeleteSecret. */
const RECOVERY_DAYS = 30;

/**
 * Price: facts/prices, `secretsmanager` (a month and a secret).
 *
 * @param ground Where.
 */
export function externalSecrets({ parent, plan, provider }: Ground): void {
  for (const { name, purpose } of plan.externalSecrets) {
    new Secret(
      logicalName(
        "secret",
        ...name
          .toLowerCase()
          .split(/[^a-z0-9]+/)
          .filter((part) => part !== ""),
      ),
      {
        name,
        description: `Put in by a person: ${purpose}`,
        recoveryWindowInDays: RECOVERY_DAYS,
        replicas: plan.standby === undefined ? [] : [{ region: plan.standby }],
        tags: { [TAG.dataClass]: "secret" },
      },
      { parent, provider: provider(plan.primary), protect: true },
    );
  }
}
