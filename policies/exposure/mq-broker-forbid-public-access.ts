/** A message broker has no public address. */
import { resourcePolicy } from "../frame/policy";

/**
 * An unset `publiclyAccessible` is false. Source: Amazon MQ Developer Guide, "Prefer brokers
 * without public accessibility".
 */
export const exposureMqBrokerForbidPublicAccess = resourcePolicy({
  name: "exposure-mq-broker-forbid-public-access",
  description: "A message broker has no public address.",
  types: ["aws:mq/broker:Broker"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "publiclyAccessible left out", bad: "publiclyAccessible: true" },
  judge: (inputs) =>
    inputs.bool("publiclyAccessible", false).mustBe(false, "set it to false or remove it"),
});
