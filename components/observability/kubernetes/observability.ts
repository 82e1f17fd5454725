/** What watches a site from inside its cluster: agents, traces, dashboards, rules and routes. */
import type { Namespace } from "@pulumi/kubernetes/core/v1";
import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { AGENTS } from "../../../plan/observability/agents";
import { GRAFANA } from "../../../plan/observability/grafana";
import type { MonitoringPlan } from "../../../plan/observability";
import { RECEIVER_KEYS } from "../../../plan/observability/receivers";
import { MONITORING } from "../../../plan/observability/size";
import { TRACES } from "../../../plan/observability/traces";
import { namespaceOf } from "../../compute/kubernetes/foundation";
import { operator, releaseOf } from "../../compute/kubernetes/operators";
import { MirroredSecrets } from "../../compute/kubernetes/secrets";
import type { ClusterOutputs, KeyOutputs, Placement, SecretOutputs, Where } from "../../contract";
import { generatePassword, storeSecret } from "../../stored-secret";
import { type LogStores, agentRights } from "../aws-logs";
import type { ReceiverSecrets } from "../receivers";
import { dashboards } from "./dashboards";
import { monitors } from "./monitors";
import { agentsNamespace } from "./namespaces";
import type { MonitoringGround } from "./ground";
import { type Homes, observabilityPolicies } from "./policies";
import { RECEIVER_SECRETS, alertRoutes } from "./routes";
import { ruleObjects } from "./rules";
import { claim } from "./volumes";

/** What the watch is made from. */
export interface ClusterObservabilityArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly cluster: ClusterOutputs;
  readonly plan: MonitoringPlan;
  readonly logs: LogStores;
  readonly receivers: ReceiverSecrets;
}

/** What each step hands to the next. */
interface Wiring extends ClusterObservabilityArgs {
  readonly where: MonitoringGround;
  readonly home: Homes;
  /** What every pod of the room comes after. */
  readonly before: readonly Resource[];
}

/** Price: its pods run on the priced nodes; volumes by facts/prices, `ebs`. */
export class ClusterObservability extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args What the watch is made from.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: ClusterObservabilityArgs, opts: ComponentResourceOptions) {
    super("platform:observability:ClusterObservability", name, {}, opts);
    const { cell, site, cluster, plan } = args;
    const where: Where = { cell, site, parent: this, name };
    const own = [namespaceOf(where, TRACES.namespace), agentsNamespace(where)] as const;
    const home = homesOf(cluster, {
      [TRACES.namespace]: own[0],
      [AGENTS.namespace]: own[1],
    });
    const namespace = home(MONITORING.namespace);
    const stack = releaseOf(cluster.operators, "kube-prometheus-stack");
    const ground: MonitoringGround = { ...where, namespace, stack };
    const policies = observabilityPolicies(where, home);
    const before = [...cluster.nodes, ...cluster.foundation.ready, ...policies];
    const wiring: Wiring = { ...args, where: ground, home, before };

    const secrets = this.secrets(wiring);
    for (const release of plan.releases) this.release(wiring, release, secrets);
    alertRoutes(ground, secrets.receivers);
    ruleObjects(ground, plan.rules);
    monitors(ground);
    dashboards(ground, plan.tenants);
    this.registerOutputs({ releases: plan.releases.map((release) => release.name) });
  }

  /** Grafana's password is made here; the receivers' keys are mirrored. */
  private secrets({ where, keys, cluster, receivers }: Wiring): Mirrored {
    const owner = { ...where, keys };
    const admin: SecretOutputs = storeSecret(owner, {
      role: GRAFANA.adminSecret,
      version: "v1",
      values: {
        username: GRAFANA.adminUser,
        password: generatePassword(owner, GRAFANA.adminSecret),
      },
    });
    const mirrored = new MirroredSecrets(where, {
      cluster,
      namespace: where.namespace,
      secrets: [admin, receivers.pagerDuty, receivers.slack],
    });
    const { pagerDuty, slack } = RECEIVER_SECRETS;
    return {
      admin: mirrored.mirror({
        name: GRAFANA.adminSecret,
        from: admin,
        keys: { username: "username", password: "password" },
      }),
      receivers: [
        mirrored.mirror({
          name: pagerDuty.name,
          from: receivers.pagerDuty,
          keys: { [pagerDuty.key]: RECEIVER_KEYS.pagerDuty },
        }),
        mirrored.mirror({
          name: slack.name,
          from: receivers.slack,
          keys: { [slack.key]: RECEIVER_KEYS.slack },
        }),
      ],
    };
  }

  private release(
    wiring: Wiring,
    plan: MonitoringPlan["releases"][number],
    secrets: Mirrored,
  ): void {
    const { where, home, before } = wiring;
    const after = [...before, ...this.needsOf(wiring, plan.name, secrets)];
    operator(where, { plan, namespace: home(plan.namespace), after });
  }

  /** What a release needs beside nodes and policies. */
  private needsOf(wiring: Wiring, release: string, secrets: Mirrored): readonly Resource[] {
    const { where, home, cluster, logs, plan } = wiring;
    switch (release) {
      case AGENTS.logAgent:
        return [
          logs.group,
          ...logs.bucket.ready,
          ...cluster.identity(where, {
            of: AGENTS.logAgent,
            namespace: home(AGENTS.namespace),
            serviceAccount: AGENTS.logAgent,
            statements: agentRights(where, logs),
          }),
        ];
      case TRACES.jaeger: {
        const namespace = home(TRACES.namespace);
        return [claim(where, { name: TRACES.jaegerClaim, namespace, gib: plan.tracesGib })];
      }
      case GRAFANA.name:
        return [
          secrets.admin,
          claim(where, {
            name: GRAFANA.claim,
            namespace: where.namespace,
            gib: GRAFANA.settingsGib,
          }),
          ...cluster.identity(where, {
            of: GRAFANA.name,
            namespace: where.namespace,
            serviceAccount: GRAFANA.name,
            statements: READ_METRICS,
          }),
        ];
      default:
        return [];
    }
  }
}

/** Namespaces of this room, and those that the cluster has anyway. */
function homesOf({ foundation }: ClusterOutputs, own: Readonly<Record<string, Namespace>>): Homes {
  return (namespace) => {
    const home = own[namespace] ?? foundation.namespaces.get(namespace);
    if (home === undefined) throw new Error(`no namespace ${namespace}`);
    return home.metadata.name;
  };
}

/** Secrets of the room in the cluster. */
interface Mirrored {
  readonly admin: Resource;
  readonly receivers: readonly Resource[];
}

/**
 * Metrics of the cloud know no resource.
 * Source: Grafana documentation, "Amazon CloudWatch data source", metrics-only permissions.
 */
const READ_METRICS = [
  {
    Sid: "ReadMetrics",
    Effect: "Allow",
    Action: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"],
    Resource: "*",
  },
] as const;
