/** The plan's rules as objects that Prometheus reads. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import {
  type AlertRule,
  type RecordingRule,
  RUNBOOKS,
  type RuleGroup,
  runbookOf,
} from "../../../plan/observability/rules";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { customResource } from "../../custom-resources/resource";
import type { MonitoringGround } from "./ground";

/** An alert as Prometheus spells it. */
export interface AlertSpec {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

/** A group as Prometheus spells it. */
export interface GroupSpec {
  readonly name: string;
  readonly rules: readonly (AlertSpec | Pick<RecordingRule, "record" | "expr">)[];
}

/**
 * Writes an alert as Prometheus spells it.
 *
 * @param rule The alert.
 */
export function alertOf(rule: AlertRule): AlertSpec {
  return {
    alert: rule.alert,
    expr: rule.expr,
    for: rule.for,
    labels: { severity: rule.severity, kind: rule.kind, ...rule.labels },
    annotations: {
      summary: rule.summary,
      runbook_url: `${RUNBOOKS}/${runbookOf(rule.alert)}.md`,
    },
  };
}

/**
 * Writes a group as Prometheus spells it: what is recorded comes before what stands on it.
 *
 * @param group The group.
 */
export function groupOf({ name, recordings, alerts }: RuleGroup): GroupSpec {
  const recorded = recordings.map(({ record, expr }) => ({ record, expr }));
  return { name, rules: [...recorded, ...alerts.map(alertOf)] };
}

/**
 * One object a group, so that a preview shows which one changes.
 *
 * @param where The component that owns them.
 * @param groups The plan's groups.
 */
export function ruleObjects(
  where: MonitoringGround,
  groups: readonly RuleGroup[],
): readonly CustomResource[] {
  return groups.map((group) =>
    customResource(
      "PrometheusRule",
      objectName(where, "rules", group.name),
      {
        metadata: { name: group.name, namespace: where.namespace },
        spec: { groups: [groupOf(group)] },
      },
      // Its webhook judges the expressions.
      objectOptions(where, [where.stack]),
    ),
  );
}
