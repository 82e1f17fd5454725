/** The Barman Cloud plug-in: carries WAL and backups of CloudNativePG to object storage. */
import type { ContainerResources, OperatorPlan } from "../cell";
import { CERT_MANAGER } from "./cert-manager";
import { CNPG, CNPG_NAMESPACE } from "./cnpg";
import { chartOperator, resources } from "./operator";

/** Keys of the chart plugin-barman-cloud that we set. */
interface BarmanCloudValues {
  readonly replicaCount: number;
  readonly crds: { readonly create: boolean };
  readonly resources: ContainerResources;
  readonly certificate: {
    readonly createClientCertificate: boolean;
    readonly createServerCertificate: boolean;
    readonly createIssuer: boolean;
  };
}

/** Name of the operator and of its release. */
export const BARMAN_CLOUD = "barman-cloud";

/**
 * The plug-in. Operator and plug-in prove themselves to each other by certificates, which
 * cert-manager issues: without it the release never becomes ready.
 * Source: Barman Cloud CNPG-I plugin, "Installation", Requirements.
 */
export function barmanCloud(): OperatorPlan {
  const own = resources("10m", "64Mi", "256Mi");
  return chartOperator<BarmanCloudValues>(BARMAN_CLOUD, {
    values: {
      // It takes no second copy: its chart updates by replacing the pod.
      replicaCount: 1,
      crds: { create: true },
      resources: own,
      certificate: {
        createClientCertificate: true,
        createServerCertificate: true,
        createIssuer: true,
      },
    },
    pods: [{ replicas: 1, resources: own }],
    namespace: CNPG_NAMESPACE,
    needs: [CERT_MANAGER, CNPG],
  });
}
