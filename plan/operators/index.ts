/**
 * Operators that Helm installs, pinned, with values whose keys are typed after each chart's
 * `values.yaml`: one file a chart. They are installed in the order of {@link inOrder}.
 */
import type { OperatorPlan } from "../cell";
import { barmanCloud } from "./barman";
import { certManager } from "./cert-manager";
import { clusterAutoscaler } from "./cluster-autoscaler";
import { cloudNativePg } from "./cnpg";
import { externalSecrets } from "./external-secrets";
import { keda } from "./keda";
import { kubePrometheusStack, prometheusCrds } from "./kube-prometheus-stack";
import { envoyGateway } from "./envoy-gateway";
import { loadBalancerController } from "./aws-load-balancer-controller";
import { openCost } from "./opencost";
import type { OperatorContext } from "./operator";
import { vpa } from "./vpa";

export { EXTERNAL_SECRETS_SERVICE_ACCOUNT } from "./external-secrets";
export type { OperatorContext } from "./operator";

/**
 * Plans the operators of a cluster.
 *
 * @param context The cluster, its region, and copies of what can have more than one.
 * @returns Each after those that it needs.
 */
export function planOperators(context: OperatorContext): readonly OperatorPlan[] {
  return inOrder([
    externalSecrets(context),
    keda(),
    certManager(context),
    clusterAutoscaler(context),
    cloudNativePg(context),
    barmanCloud(),
    loadBalancerController(context),
    envoyGateway(context),
    ...(context.monitoring === undefined
      ? []
      : [
          prometheusCrds(),
          kubePrometheusStack(context.monitoring),
          openCost(context.clusterName),
          vpa(),
        ]),
  ]);
}

/**
 * Puts each operator after those that it names in `needs`; others keep their places.
 *
 * @param operators In any order.
 * @throws Error if an operator waits for one that is not there, or in a circle.
 */
export function inOrder(operators: readonly OperatorPlan[]): readonly OperatorPlan[] {
  const placed: OperatorPlan[] = [];
  let waiting = operators;
  while (waiting.length > 0) {
    const names = new Set(placed.map(({ name }) => name));
    const next = waiting.find(({ needs = [] }) => needs.every((name) => names.has(name)));
    if (next === undefined) {
      const stuck = waiting.map(({ name, needs = [] }) => `${name} needs ${needs.join(", ")}`);
      throw new Error(`operators wait for others that never come: ${stuck.join("; ")}`);
    }
    placed.push(next);
    waiting = waiting.filter((operator) => operator !== next);
  }
  return placed;
}
