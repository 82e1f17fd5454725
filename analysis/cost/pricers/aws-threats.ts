/** Amazon GuardDuty: what it reads is paid by the event and the gigabyte. */
import type { Pricer, PricerTable, UsagePart } from "../quote";
import { known, textAt } from "../read";

/** A source of events, without what all of them share. */
type Reading = Omit<UsagePart, "service" | "name">;

/** What a detector always reads. Source: GuardDuty User Guide, Foundational data sources. */
const FOUNDATION: Readonly<Record<string, Reading>> = {
  "management events": {
    sku: "CloudTrail management events",
    key: "monthlyManagementEvents",
    assume: 500_000,
    factor: 1e-6,
    fixed: true,
    origin: "a call every five seconds: controllers, nodes and pipelines of a cluster",
  },
  "flow and DNS logs": {
    sku: "flow and DNS logs (first 500 GB)",
    key: "monthlyFlowLogGb",
    assume: 15,
    origin: "as much as the flow logs that the network keeps, for 1,000 tenants",
  },
};

/**
 * What a protection plan reads.
 * Source: GuardDuty API Reference, DetectorFeatureConfiguration; Amazon GuardDuty pricing.
 */
const PROTECTION: Readonly<Record<string, Reading>> = {
  S3_DATA_EVENTS: {
    sku: "S3 data events (first 500M)",
    key: "monthlyEvents",
    assume: 500_000,
    factor: 1e-6,
    origin: "10,000 requests a day (seed, Growth Projections), not two objects each",
  },
  EKS_AUDIT_LOGS: {
    sku: "EKS audit logs (first 100M)",
    key: "monthlyEvents",
    assume: 10_000_000,
    factor: 1e-6,
    fixed: true,
    origin: "four events a second: controllers and kubelets of a cluster of ten nodes",
  },
  RDS_LOGIN_EVENTS: {
    sku: "RDS login activity",
    key: "vcpus",
    assume: 4,
    fixed: true,
    origin: "a database and a replica of two vCPUs",
  },
};

const detector: Pricer = (_subject, quote) => {
  for (const [name, reading] of Object.entries(FOUNDATION)) {
    quote.usage({ service: "guardduty", name, ...reading });
  }
};

const feature: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  if (textAt(inputs, "status") === "DISABLED") {
    quote.free("Amazon GuardDuty pricing: a plan that is off reads nothing");
    return;
  }
  const name = known(textAt(inputs, "name"), "unknown");
  const reading = PROTECTION[name];
  if (reading === undefined) quote.missing(`no price of the GuardDuty plan ${name}`);
  else quote.usage({ service: "guardduty", name: "events", ...reading });
};

/** Pricers of threat detection. */
export const AWS_THREATS: PricerTable = {
  "aws:guardduty/detector:Detector": detector,
  "aws:guardduty/detectorFeature:DetectorFeature": feature,
};
