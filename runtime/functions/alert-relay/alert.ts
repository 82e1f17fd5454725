/** Turns what services send to a topic into one form, and says how grave it is. */
import { fieldsOf, listAt, numberAt, parsed, textAt } from "../shared/json";

/** Critical alerts page somebody; warnings are read in the morning (seed, Alerting). */
export type Severity = "critical" | "warning";

/** An alert, whoever sent it. */
export interface Alert {
  readonly title: string;
  readonly text: string;
  readonly severity: Severity;
  readonly status: "firing" | "resolved";
  /** What sent it, such as the name of an alarm. */
  readonly source: string;
  /** The same for every message about the same trouble, so that nobody is paged twice. */
  readonly key: string;
  readonly link?: string;
}

/** A message as SNS hands it over. Source: AWS Lambda Developer Guide, "Using Lambda with Amazon SNS". */
export interface TopicMessage {
  readonly id: string;
  readonly topicArn: string;
  readonly subject: string;
  readonly body: string;
}

/** From this share of a budget on somebody is paged. Source: seed, Alerting, Critical Alerts. */
const CRITICAL_BUDGET_PERCENT = 100;

/** Source: Amazon GuardDuty User Guide, "Severity levels of GuardDuty findings": High is 7.0 up. */
const CRITICAL_FINDING = 7;

type Reader = (message: TopicMessage, body: unknown) => Alert | undefined;

/** Source: Amazon CloudWatch User Guide, "Amazon SNS notification" of an alarm. */
const ofAlarm: Reader = (_message, body) => {
  const name = textAt(body, "AlarmName");
  const state = textAt(body, "NewStateValue");
  if (name === undefined || state === undefined) return undefined;
  const description = textAt(body, "AlarmDescription") ?? "";
  return {
    title: `${name} is ${state}`,
    text: [description, textAt(body, "NewStateReason")].filter(Boolean).join("\n"),
    severity: /^critical\b/i.test(description) ? "critical" : "warning",
    status: state === "OK" ? "resolved" : "firing",
    source: name,
    key: textAt(body, "AlarmArn") ?? name,
  };
};

/** Dollars after a label, such as `Budgeted Amount: $25,000.00`. */
function dollars(text: string, label: string): number | undefined {
  const found = new RegExp(`${label}:\\s*(?:>\\s*)?\\$([\\d,.]+)`, "i").exec(text)?.[1];
  return found === undefined ? undefined : Number(found.replaceAll(",", ""));
}

/**
 * A budget's notification is text, in all languages of the sender English.
 * Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications".
 */
const ofBudget: Reader = ({ body: text }) => {
  const name = /Budget Name:\s*(.+)/.exec(text)?.[1]?.trim();
  const budgeted = dollars(text, "Budgeted Amount");
  if (name === undefined || budgeted === undefined || budgeted === 0) return undefined;
  const kind = /Alert Type:\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "ACTUAL";
  const amount = dollars(text, `${kind} Amount`) ?? 0;
  const percent = Math.round((amount / budgeted) * 100);
  const isOver = kind === "ACTUAL" && percent >= CRITICAL_BUDGET_PERCENT;
  return {
    title: `Budget ${name} is at ${percent} %`,
    text: `${kind.toLowerCase()} cost $${amount} of $${budgeted}`,
    severity: isOver ? "critical" : "warning",
    status: "firing",
    source: name,
    key: `budget/${name}/${isOver ? "over" : "near"}`,
  };
};

/** Source: Amazon GuardDuty User Guide, "Processing GuardDuty findings with EventBridge". */
const ofFinding: Reader = (_message, body) => {
  if (textAt(body, "source") !== "aws.guardduty") return undefined;
  const severity = numberAt(body, "detail", "severity") ?? 0;
  const type = textAt(body, "detail", "type") ?? "GuardDuty finding";
  return {
    title: textAt(body, "detail", "title") ?? type,
    text: textAt(body, "detail", "description") ?? "",
    severity: severity >= CRITICAL_FINDING ? "critical" : "warning",
    status: "firing",
    source: type,
    key: textAt(body, "detail", "id") ?? type,
  };
};

/** Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic for anomaly notifications". */
const ofAnomaly: Reader = (_message, body) => {
  const id = textAt(body, "anomalyId");
  if (id === undefined) return undefined;
  const impact = numberAt(body, "impact", "totalImpact") ?? 0;
  const services = listAt(body, "rootCauses").map((cause) => textAt(cause, "service"));
  const link = textAt(body, "anomalyDetailsLink");
  return {
    title: `Cost anomaly of $${impact}`,
    text: services.filter(Boolean).join(", "),
    severity: "warning",
    status: "firing",
    source: "cost-anomaly",
    key: id,
    ...(link === undefined ? {} : { link }),
  };
};

/** Our own functions, and events that somebody routed here: both may say how grave they are. */
const ofEvent: Reader = (message, body) => {
  const source = textAt(body, "source");
  if (source === undefined) return undefined;
  const title = textAt(body, "title") ?? textAt(body, "detail-type") ?? message.subject;
  return {
    title,
    text: textAt(body, "text") ?? JSON.stringify(fieldsOf(body).detail ?? {}),
    severity: textAt(body, "severity") === "critical" ? "critical" : "warning",
    status: textAt(body, "status") === "resolved" ? "resolved" : "firing",
    source,
    key: textAt(body, "key") ?? textAt(body, "id") ?? message.id,
  };
};

/** What nobody described is handed on as it is: an alert that is dropped helps nobody. */
function ofText({ id, subject, body }: TopicMessage): Alert {
  return {
    title: subject === "" ? "Message without a subject" : subject,
    text: body,
    severity: "warning",
    status: "firing",
    source: "topic",
    key: id,
  };
}

const READERS: readonly Reader[] = [ofAlarm, ofBudget, ofFinding, ofAnomaly, ofEvent];

/**
 * Reads a message.
 *
 * @param message The message.
 * @param criticalTopics Topics whose messages are critical, whatever they say.
 */
export function alertOf(message: TopicMessage, criticalTopics: readonly string[]): Alert {
  const body = parsed(message.body);
  const read = READERS.map((reader) => reader(message, body)).find((alert) => alert !== undefined);
  const alert = read ?? ofText(message);
  return criticalTopics.includes(message.topicArn) ? { ...alert, severity: "critical" } : alert;
}
