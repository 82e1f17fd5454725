/** The platform's own workloads in a cluster, their secrets, and the pooler before the database. */
import type { Deployment } from "@pulumi/kubernetes/apps/v1";
import type { ConfigMap } from "@pulumi/kubernetes/core/v1";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Resource,
} from "@pulumi/pulumi";
import type { WorkloadPlan } from "../../../plan/cell";
import type { SecretOutputs } from "../../contract";
import { applicationContract } from "./application-contract";
import type { Ground } from "./ground";
import { releaseOf } from "./operators";
import { POOLER, POOLER_LABELS, POOLER_SECRET, pooler } from "./pooler";
import { SCALER_SECRET, disruptionBudget, scaler } from "./scaling";
import { MirroredSecrets } from "./secrets";
import { workload, workloadLabels } from "./workload";

/** What the workloads are made from. */
export interface WorkloadsArgs extends Omit<Ground, "parent" | "name"> {
  /**
   * What must be there before the first pod of the application: the schema of its database.
   * @default [] nothing
   */
  readonly after?: readonly Resource[];
}

/** Name of the Secret with the database role of the workloads. */
const DATABASE_SECRET = "database-application";

/** What each step of the component hands to the next. */
interface Wiring {
  readonly ground: Ground;
  readonly namespace: Input<string>;
  readonly secrets: MirroredSecrets;
  readonly contract: ConfigMap;
  readonly before: readonly Resource[];
}

/** A Secret of one workload. */
interface Login {
  readonly name: string;
  readonly mirrored: Resource;
}

/** Comes after the nodes, the add-ons, the foundation and the operators. */
export class Workloads extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args What the workloads are made from.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: WorkloadsArgs, opts: ComponentResourceOptions) {
    super("platform:compute:Workloads", name, {}, opts);
    const { cluster, data, timeSeries } = args;
    const { api, worker, scheduler, autoscaler } = args.cache.secrets;
    const ground: Ground = { ...args, parent: this, name };
    const namespace = this.namespace(args);
    const secrets = new MirroredSecrets(ground, {
      cluster,
      namespace,
      secrets: [
        data.applicationSecret,
        ...[api, worker, scheduler, autoscaler],
        ...Object.values(timeSeries.secrets),
      ],
    });
    const contract = applicationContract(ground, namespace);
    const before = [...cluster.foundation.ready, ...timeSeries.ready, ...(args.after ?? [])];
    const wiring: Wiring = { ground, namespace, secrets, contract, before };
    const pool = this.pooler(wiring);
    const queueReaders = this.queueReaders(wiring);
    const database = this.databaseSecret(wiring);
    for (const plan of args.site.compute.workloads) {
      const deployment = this.workload(wiring, plan, plan.readsDatabase ? [pool, database] : []);
      scaler(ground, { plan, namespace, deployment, queueReaders });
    }
    this.registerOutputs({ workloads: args.site.compute.workloads.map((plan) => plan.name) });
  }

  private namespace({ cluster: { foundation }, site }: WorkloadsArgs): Input<string> {
    const namespace = foundation.namespaces.get(site.compute.namespace);
    if (namespace === undefined) throw new Error(`no namespace ${site.compute.namespace}`);
    return namespace.metadata.name;
  }

  private databaseSecret({ ground, secrets }: Wiring): Resource {
    return secrets.mirror({
      name: DATABASE_SECRET,
      from: ground.data.applicationSecret,
      keys: { DATABASE_USERNAME: "username", DATABASE_PASSWORD: "password" },
    });
  }

  private pooler({ ground, namespace, secrets, before }: Wiring): Deployment {
    const users = secrets.mirror({
      name: POOLER_SECRET,
      from: ground.data.applicationSecret,
      keys: { username: "username", password: "password" },
      template: { "userlist.txt": '"{{ .username }}" "{{ .password }}"\n' },
    });
    disruptionBudget(ground, {
      name: POOLER,
      labels: POOLER_LABELS,
      maxUnavailable: 1,
      namespace,
    });
    return pooler(ground, { namespace, after: [...before, users] });
  }

  private queueReaders({ ground, secrets }: Wiring): readonly Resource[] {
    const secret = secrets.mirror({
      name: SCALER_SECRET,
      from: ground.cache.secrets.autoscaler,
      keys: { username: "username", password: "password" },
    });
    return [secret, releaseOf(ground.cluster.operators, "keda")];
  }

  private workload(wiring: Wiring, plan: WorkloadPlan, after: readonly Resource[]): Deployment {
    const { ground, namespace, contract, before } = wiring;
    const logins = this.logins(wiring, plan);
    disruptionBudget(ground, {
      name: plan.name,
      labels: workloadLabels(plan),
      maxUnavailable: plan.maxUnavailable,
      namespace,
    });
    return workload(ground, {
      plan,
      namespace,
      contract,
      secretNames: [
        ...(plan.readsDatabase ? [DATABASE_SECRET] : []),
        ...logins.map(({ name }) => name),
      ],
      after: [...before, ...after, ...logins.map(({ mirrored }) => mirrored)],
    });
  }

  /** Passwords that a workload has for itself: its role's in the cache and in the time series. */
  private logins({ ground, secrets }: Wiring, plan: WorkloadPlan): readonly Login[] {
    const mirror = (name: string, from: SecretOutputs, prefix: string): Login => {
      const keys = { [`${prefix}_USERNAME`]: "username", [`${prefix}_PASSWORD`]: "password" };
      return { name, mirrored: secrets.mirror({ name, from, keys }) };
    };
    const { role } = plan;
    const usesCache = plan.readsCache || plan.readsBroker;
    const series = plan.readsDatabase && role !== "scheduler" ? [role] : [];
    return [
      ...(usesCache ? [mirror(`cache-${role}`, ground.cache.secrets[role], "CACHE")] : []),
      ...series.map((each) =>
        mirror(`timeseries-${each}`, ground.timeSeries.secrets[each], "TIMESERIES"),
      ),
    ];
  }
}
