/** What runs in a cluster: operators, secrets, the pooler, and the platform's own workloads. */
import type { Deployment } from "@pulumi/kubernetes/apps/v1";
import type { ConfigMap } from "@pulumi/kubernetes/core/v1";
import type { Release } from "@pulumi/kubernetes/helm/v3";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Resource,
} from "@pulumi/pulumi";
import type { WorkloadPlan } from "../../../plan/cell";
import { applicationContract } from "./application-contract";
import type { ClusterFoundation } from "./cluster-foundation";
import type { Ground } from "./ground";
import { operator } from "./operators";
import { POOLER, POOLER_LABELS, POOLER_SECRET, pooler } from "./pooler";
import { SCALER_SECRET, disruptionBudget, scaler } from "./scaling";
import { MirroredSecrets } from "./secrets";
import { workload, workloadLabels } from "./workload";

/** What the workloads are made from. */
export interface WorkloadsArgs extends Omit<Ground, "parent" | "name"> {
  readonly foundation: ClusterFoundation;
  /** What an operator needs from the cloud, by its name. */
  readonly identityOf: (operator: string) => readonly Resource[];
}

/** Name of the Secret with the database role of the workloads. */
const DATABASE_SECRET = "database-application";

/** What each step of the component hands to the next. */
interface Wiring {
  readonly ground: Ground;
  readonly namespace: Input<string>;
  readonly releases: ReadonlyMap<string, Release>;
  readonly secrets: MirroredSecrets;
  readonly contract: ConfigMap;
  readonly before: readonly Resource[];
}

/** Comes after the nodes, the add-ons and the foundation. */
export class Workloads extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args What the workloads are made from.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: WorkloadsArgs, opts: ComponentResourceOptions) {
    super("platform:compute:Workloads", name, {}, opts);
    const ground: Ground = { ...args, parent: this, name };
    const namespace = this.namespace(args);
    const releases = this.operators(ground, args);
    const secrets = new MirroredSecrets(ground, namespace, releaseOf(releases, "external-secrets"));
    const contract = applicationContract(ground, namespace);
    const before = args.foundation.ready;
    const wiring: Wiring = { ground, namespace, releases, secrets, contract, before };
    const pool = this.pooler(wiring);
    const queueReaders = this.queueReaders(wiring);
    const database = this.databaseSecret(wiring);
    for (const plan of args.site.compute.workloads) {
      const deployment = this.workload(wiring, plan, plan.readsDatabase ? [pool, database] : []);
      scaler(ground, { plan, namespace, deployment, queueReaders });
    }
    this.registerOutputs({ workloads: args.site.compute.workloads.map((plan) => plan.name) });
  }

  private namespace({ foundation, site }: WorkloadsArgs): Input<string> {
    const namespace = foundation.namespaces.get(site.compute.namespace);
    if (namespace === undefined) throw new Error(`no namespace ${site.compute.namespace}`);
    return namespace.metadata.name;
  }

  private operators(ground: Ground, args: WorkloadsArgs): ReadonlyMap<string, Release> {
    const { foundation, identityOf } = args;
    const installed = args.site.compute.operators.map((plan) => {
      const namespace = foundation.namespaces.get(plan.namespace)?.metadata.name;
      const after = [...foundation.ready, ...identityOf(plan.name)];
      return [plan.name, operator(ground, { plan, namespace, after })] as const;
    });
    return new Map(installed);
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

  private queueReaders({ ground, secrets, releases }: Wiring): readonly Resource[] {
    const secret = secrets.mirror({
      name: SCALER_SECRET,
      from: ground.cache.secrets.autoscaler,
      keys: { username: "username", password: "password" },
    });
    return [secret, releaseOf(releases, "keda")];
  }

  private workload(wiring: Wiring, plan: WorkloadPlan, after: readonly Resource[]): Deployment {
    const { ground, namespace, secrets, contract, before } = wiring;
    const cache = `cache-${plan.role}`;
    const usesCache = plan.readsCache || plan.readsBroker;
    const cacheSecret = usesCache
      ? [
          secrets.mirror({
            name: cache,
            from: ground.cache.secrets[plan.role],
            keys: { CACHE_USERNAME: "username", CACHE_PASSWORD: "password" },
          }),
        ]
      : [];
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
        ...(usesCache ? [cache] : []),
      ],
      after: [...before, ...after, ...cacheSecret],
    });
  }
}

/** The release that brings the kinds of our objects. */
function releaseOf(releases: ReadonlyMap<string, Release>, name: string): Release {
  const release = releases.get(name);
  if (release === undefined) {
    throw new Error(
      `operators has no ${name}, got ${[...releases.keys()].join(", ")}; workloads need it`,
    );
  }
  return release;
}
