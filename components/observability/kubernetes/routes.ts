/** Which alert goes where: critical ones page, warnings go to Slack and e-mail (seed, Alerting). */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { Resource } from "@pulumi/pulumi";
import { MONITORING } from "../../../plan/observability/size";
import { MAIL_ONLY, type Receiver } from "../../../plan/observability/receivers";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import type { Where } from "../../contract";
import { customResource } from "../../custom-resources/resource";
import { topicArn } from "../aws-topics";
import type { MonitoringGround } from "./ground";

/** Secrets of the receivers in the namespace, each with one key. */
export const RECEIVER_SECRETS: Readonly<Record<Receiver, { name: string; key: string }>> = {
  pagerDuty: { name: "alert-pagerduty", key: "routing-key" },
  slack: { name: "alert-slack", key: "webhook-url" },
};

/** Minutes between two messages about one thing that lasts. */
const REPEAT = { critical: "1h", warning: "12h" } as const;

const TITLE = "{{ .Status | toUpper }} {{ .CommonLabels.alertname }} ({{ .Alerts | len }})";

/** A line for each alert: what is wrong, and the page that says what to do. */
const LINES =
  "{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.runbook_url }}\n{{ end }}";

function receivers(where: Where) {
  const { pagerDuty, slack } = RECEIVER_SECRETS;
  const { region } = where.site;
  return [
    {
      name: "critical",
      pagerdutyConfigs: [
        {
          routingKey: pagerDuty,
          severity: "critical",
          description: TITLE,
          details: [{ key: "alerts", value: LINES }],
          sendResolved: true,
        },
      ],
    },
    {
      name: "warning",
      slackConfigs: [{ apiURL: slack, title: TITLE, text: LINES, sendResolved: true }],
      // Amazon SNS mails it: no password of a mail server is needed, and no way out to one.
      snsConfigs: [
        {
          topicARN: topicArn(where, "warning"),
          sigv4: { region },
          subject: TITLE,
          message: LINES,
          // The relay to Slack leaves these out: Slack has them from here already.
          attributes: { [MAIL_ONLY]: "true" },
          sendResolved: true,
        },
      ],
    },
  ];
}

/**
 * The routes, as an object that Alertmanager finds by its label.
 *
 * @param where The component that owns them.
 * @param secrets Secrets of the receivers, without which Alertmanager refuses the routes.
 */
export function alertRoutes(where: MonitoringGround, secrets: readonly Resource[]): CustomResource {
  return customResource(
    "AlertmanagerConfig",
    objectName(where, "routes"),
    {
      metadata: {
        name: "alerts",
        namespace: where.namespace,
        labels: MONITORING.routesLabels,
      },
      spec: {
        route: {
          receiver: "warning",
          groupBy: ["alertname", "namespace", "job"],
          groupWait: "30s",
          groupInterval: "5m",
          repeatInterval: REPEAT.warning,
          routes: [
            // A pager that cannot be reached cannot say so: everybody else hears of it too.
            {
              receiver: "warning",
              matchers: [{ name: "alertname", value: "AlertDeliveryFailing", matchType: "=" }],
              continue: true,
            },
            {
              receiver: "critical",
              matchers: [{ name: "severity", value: "critical", matchType: "=" }],
              repeatInterval: REPEAT.critical,
            },
          ],
        },
        receivers: receivers(where),
      },
    },
    objectOptions(where, [where.stack, ...secrets]),
  );
}
