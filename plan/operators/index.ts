/**
 * Operators that Helm installs, pinned, with values whose keys are typed after each chart's
 * `values.yaml`. Both charts render their CRDs as templates, so Helm upgrades them too.
 */
import { CHARTS, type ChartName } from "../../facts/versions";
import type { ContainerResources, OperatorPlan } from "../cell";

/** Keys of the chart external-secrets that we set. */
interface ExternalSecretsValues {
  readonly installCRDs: boolean;
  readonly replicaCount: number;
  readonly leaderElect: boolean;
  readonly resources: ContainerResources;
  readonly webhook: { readonly replicaCount: number; readonly resources: ContainerResources };
  readonly certController: {
    readonly replicaCount: number;
    readonly resources: ContainerResources;
  };
  readonly serviceAccount: { readonly name: string };
}

/** Keys of the chart keda that we set. */
interface KedaValues {
  readonly crds: { readonly install: boolean };
  readonly resources: {
    readonly operator: ContainerResources;
    readonly metricServer: ContainerResources;
    readonly webhooks: ContainerResources;
  };
}

interface Values {
  readonly "external-secrets": ExternalSecretsValues;
  readonly keda: KedaValues;
}

function resources(cpu: string, memory: string, most: string): ContainerResources {
  return { requests: { cpu, memory }, limits: { cpu: "1", memory: most } };
}

/** Name of the service account that reads the secret store; its role is bound to it. */
export const EXTERNAL_SECRETS_SERVICE_ACCOUNT = "external-secrets";

function valuesOf(replicas: number): Values {
  const small = resources("20m", "64Mi", "256Mi");
  return {
    "external-secrets": {
      installCRDs: true,
      replicaCount: replicas,
      leaderElect: replicas > 1,
      resources: resources("20m", "96Mi", "256Mi"),
      webhook: { replicaCount: replicas, resources: small },
      certController: { replicaCount: 1, resources: small },
      serviceAccount: { name: EXTERNAL_SECRETS_SERVICE_ACCOUNT },
    },
    keda: {
      crds: { install: true },
      resources: {
        operator: resources("100m", "128Mi", "512Mi"),
        metricServer: resources("50m", "96Mi", "512Mi"),
        webhooks: resources("20m", "64Mi", "256Mi"),
      },
    },
  };
}

/**
 * Plans the operators of a cluster.
 *
 * @param replicas Copies of what can have more than one.
 */
export function planOperators(replicas: number): readonly OperatorPlan[] {
  const values = valuesOf(replicas);
  const operator = (name: ChartName): OperatorPlan => {
    const { chart, repository, version } = CHARTS[name];
    return { name, chart, repository, version, namespace: name, values: { ...values[name] } };
  };
  return [operator("external-secrets"), operator("keda")];
}
