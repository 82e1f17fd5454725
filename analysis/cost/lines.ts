/** Which line of the bill a resource belongs to. */
import { findResourceType } from "../../facts/resource-types";
import type { Line } from "./contract";
import { textAt } from "./read";
import type { Subject } from "./subject";

/** Lines of what serves a component: a bucket of the time series belongs to TimescaleDB. */
const SERVING: ReadonlySet<Line> = new Set([
  "Compute",
  "Database",
  "TimescaleDB",
  "Redis",
  "Object storage",
]);

/** Types whose line does not depend on what they serve, beside those that we build. */
const BY_TYPE: readonly (readonly [prefix: string, line: Line])[] = [
  ["aws:cloudwatch/logGroup:", "Logging"],
  ["aws:cloudwatch/", "Monitoring"],
  ["aws:kms/", "Security"],
  ["aws:secretsmanager/", "Security"],
  ["aws:ssm/", "Security"],
  ["aws:wafv2/", "Security"],
  ["aws:cloudtrail/", "Security"],
  ["aws:backup/", "Disaster recovery"],
  ["aws:cloudfront/", "CDN"],
  ["cloudflare:", "CDN"],
  ["aws:ec2/natGateway:", "Network"],
  ["aws:ec2/eip:", "Network"],
  ["aws:ec2/vpcEndpoint:", "Network"],
  ["aws:ec2/flowLog:", "Network"],
  ["aws:lb/", "Network"],
  ["aws:alb/", "Network"],
  ["aws:elb/", "Network"],
  ["aws:route53/", "Network"],
  ["kubernetes:core/v1:Service", "Network"],
  ["gcp:logging/", "Logging"],
  ["gcp:monitoring/", "Monitoring"],
  ["gcp:kms/", "Security"],
  ["gcp:secretmanager/", "Security"],
  ["gcp:compute/securityPolicy:", "Security"],
  ["gcp:compute/routerNat:", "Network"],
  ["gcp:compute/address:", "Network"],
  ["gcp:compute/globalAddress:", "Network"],
  ["gcp:compute/forwardingRule:", "Network"],
  ["gcp:compute/globalForwardingRule:", "Network"],
  ["gcp:dns/", "Network"],
];

/** Components of the platform and their lines. Source: the folders of components/. */
const BY_COMPONENT: Readonly<Record<string, Line>> = {
  compute: "Compute",
  data: "Database",
  timeseries: "TimescaleDB",
  cache: "Redis",
  edge: "CDN",
  observability: "Monitoring",
  network: "Network",
  identity: "Security",
  dr: "Disaster recovery",
  tenancy: "Database",
};

/** What a type is by itself, where no component is named. */
const BY_KIND: readonly (readonly [prefix: string, line: Line])[] = [
  ["aws:s3/", "Object storage"],
  ["gcp:storage/", "Object storage"],
  ["aws:efs/", "Object storage"],
  ["aws:rds/", "Database"],
  ["gcp:sql/", "Database"],
  ["aws:elasticache/", "Redis"],
  ["gcp:redis/", "Redis"],
  ["kubernetes:postgresql.cnpg.io", "TimescaleDB"],
];

/** A tag or label of a resource, or of its provider's defaults. */
function tag(subject: Subject, name: string): string | undefined {
  const { inputs, provider } = subject.view;
  const places = [
    textAt(inputs, `tags.${name}`),
    textAt(inputs, `labels.${name}`),
    textAt(inputs, `metadata.labels.${name}`),
    textAt(provider, `defaultTags.tags.${name}`),
  ];
  return places.find((value) => typeof value === "string");
}

/**
 * The enterprise tenant that a resource belongs to alone.
 *
 * @param subject The resource.
 * @returns undefined for what is shared.
 */
export function tenantOf(subject: Subject): string | undefined {
  return tag(subject, "tenant");
}

/** The folder of the component that made a resource: from its tag, else from its URN. */
function componentOf(subject: Subject): string | undefined {
  const tagged = tag(subject, "component");
  if (tagged !== undefined) return tagged;
  return /platform:(\w+):\w+\$(?!.*platform:)/.exec(subject.view.urn)?.[1];
}

/** The line of the first entry that a type begins with. */
function lineIn(
  table: readonly (readonly [prefix: string, line: Line])[],
  type: string,
): Line | undefined {
  return table.find(([prefix]) => type.startsWith(prefix))?.[1];
}

/**
 * The line that a resource is billed under: enterprise tenants and the standby region first, then
 * what the type says, then what it serves.
 *
 * @param subject The resource.
 */
export function lineOf(subject: Subject): Line {
  const { view, region, stack } = subject;
  if (tenantOf(subject) !== undefined) return "Enterprise";
  const { primaryRegion } = stack.options;
  const elsewhere = primaryRegion !== undefined && region !== undefined && region !== primaryRegion;
  if (elsewhere) return "Disaster recovery";
  const own = findResourceType(view.type)?.line ?? lineIn(BY_TYPE, view.type);
  if (own !== undefined && !SERVING.has(own)) return own;
  const component = componentOf(subject);
  const byComponent = component === undefined ? undefined : BY_COMPONENT[component];
  return byComponent ?? own ?? lineIn(BY_KIND, view.type) ?? "Compute";
}
