/** The namespace of one enterprise tenant: what it may use, who may look, who may talk to whom. */
import { LimitRange, type Namespace, ResourceQuota } from "@pulumi/kubernetes/core/v1";
import { Role, RoleBinding } from "@pulumi/kubernetes/rbac/v1";
import type { Resource } from "@pulumi/pulumi";
import type { SubnetPlan, WorkloadPlan } from "../../../plan/cell";
import type { EnterpriseTenantPlan } from "../../../plan/tenancy";
import { namespaceOf } from "../../compute/kubernetes/foundation";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import {
  GATEWAY_NAMESPACE,
  INTERNET,
  NamespacePolicies,
  namespaceNamed,
  podsWith,
  ranges,
  tcp,
} from "../../compute/kubernetes/network-policies";
import { POOLER, POOLER_LABELS, POOLER_PORT } from "../../compute/kubernetes/pooler";
import { workloadLabels } from "../../compute/kubernetes/workload";
import { CACHE_PORT, DATABASE_PORT, type Where } from "../../contract";
import { sqlPackLabels } from "../../sql/job";

/** What a container asks for that says nothing, and the most that one may ask for. */
const CONTAINER_DEFAULTS = {
  defaultRequest: { cpu: "50m", memory: "64Mi" },
  default: { cpu: "500m", memory: "128Mi" },
  max: { cpu: "2", memory: "2Gi" },
} as const;

/** What people of the tenant, or who helps them, may see: never a Secret. */
const READABLE = [
  {
    apiGroups: [""],
    resources: ["pods", "pods/log", "services", "configmaps", "events", "resourcequotas"],
    verbs: ["get", "list", "watch"],
  },
  {
    apiGroups: ["apps", "batch"],
    resources: ["deployments", "replicasets", "jobs"],
    verbs: ["get", "list", "watch"],
  },
];

/** The namespace, and what its pods come after. */
export interface TenantNamespace {
  readonly namespace: Namespace;
  readonly ready: readonly Resource[];
}

/** What a tenant's namespace is made from. */
export interface TenantNamespaceArgs {
  readonly tenant: EnterpriseTenantPlan;
  /** Where the shared caches are. */
  readonly cacheSubnets: readonly SubnetPlan[];
  /** Where the shared time series are. */
  readonly timeSeriesNamespace: string;
}

/**
 * The namespace with its quota, limits, rights and policies. Who is of the group
 * `tenant:<name>:readers` is said where people are known: by access entries of the cluster.
 *
 * @param where The tenant's component.
 * @param args What the namespace is made from.
 */
export function tenantNamespace(where: Where, args: TenantNamespaceArgs): TenantNamespace {
  const { tenant } = args;
  const namespace = namespaceOf(where, tenant.namespace);
  const name = namespace.metadata.name;
  const metadata = { name: "tenant", namespace: tenant.namespace };
  const options = objectOptions(where, [namespace]);
  const quota = new ResourceQuota(
    objectName(where, "quota"),
    { metadata, spec: { hard: hardLimits(tenant) } },
    options,
  );
  const limits = new LimitRange(
    objectName(where, "limits"),
    { metadata, spec: { limits: [{ type: "Container", ...CONTAINER_DEFAULTS }] } },
    options,
  );
  readers(where, tenant, namespace);
  const policies = new NamespacePolicies(where, { key: tenant.namespace, name });
  layWays(policies, args);
  return { namespace, ready: [quota, limits, ...policies.laid] };
}

/** No address of a tenant's Service is public: users come through the gateway. */
function hardLimits({ quota }: EnterpriseTenantPlan): Record<string, string> {
  return {
    "requests.cpu": quota.requestsCpu,
    "requests.memory": quota.requestsMemory,
    "limits.cpu": quota.limitsCpu,
    "limits.memory": quota.limitsMemory,
    pods: String(quota.pods),
    "services.loadbalancers": "0",
    "services.nodeports": "0",
  };
}

function readers(where: Where, tenant: EnterpriseTenantPlan, namespace: Namespace): void {
  const metadata = { name: "readers", namespace: tenant.namespace };
  const options = objectOptions(where, [namespace]);
  const role = new Role(objectName(where, "readers"), { metadata, rules: READABLE }, options);
  new RoleBinding(
    objectName(where, "readers"),
    {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: metadata.name },
      subjects: [
        {
          apiGroup: "rbac.authorization.k8s.io",
          kind: "Group",
          name: `tenant:${tenant.name}:readers`,
        },
      ],
    },
    objectOptions(where, [role]),
  );
}

/** To its own pooler, its own data network, the cache and the internet; from the gateway. */
function layWays(policies: NamespacePolicies, args: TenantNamespaceArgs): void {
  const { tenant, cacheSubnets } = args;
  const data = ranges(tenant.dataNetwork.subnets.map(({ cidr }) => cidr));
  const cache = ranges(cacheSubnets.map(({ cidr }) => cidr));
  const clients = tenant.workloads.filter(({ readsDatabase }) => readsDatabase);
  policies.lay(
    POOLER,
    { matchLabels: POOLER_LABELS },
    {
      ingress: [
        { from: clients.map((plan) => podsWith(workloadLabels(plan))), ports: tcp(POOLER_PORT) },
      ],
      egress: [{ to: data, ports: tcp(DATABASE_PORT) }],
    },
  );
  policies.lay(
    "sql-pack",
    { matchLabels: sqlPackLabels("tenancy") },
    { egress: [{ to: data, ports: tcp(DATABASE_PORT) }] },
  );
  for (const plan of tenant.workloads) layWorkload(policies, plan, { ...args, cache });
}

function layWorkload(
  policies: NamespacePolicies,
  plan: WorkloadPlan,
  to: TenantNamespaceArgs & { readonly cache: ReturnType<typeof ranges> },
): void {
  const pods = { matchLabels: workloadLabels(plan) };
  policies.lay(`${plan.name}-stores`, pods, {
    egress: [
      { to: [podsWith(POOLER_LABELS)], ports: tcp(POOLER_PORT) },
      { to: to.cache, ports: tcp(CACHE_PORT) },
      { to: [namespaceNamed(to.timeSeriesNamespace)], ports: tcp(DATABASE_PORT) },
    ],
  });
  if (plan.port !== undefined) {
    const from = [namespaceNamed(GATEWAY_NAMESPACE)];
    policies.lay(`${plan.name}-users`, pods, { ingress: [{ from, ports: tcp(plan.port) }] });
  }
  if (plan.role !== "scheduler") {
    policies.lay(`${plan.name}-internet`, pods, { egress: [{ to: [INTERNET], ports: tcp(443) }] });
  }
}
