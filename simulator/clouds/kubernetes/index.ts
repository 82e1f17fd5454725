/** The simulated Kubernetes: a cluster for each endpoint that a simulated cloud has made. */
import { parse } from "yaml";
import type { Value, Values } from "../../../facts/values";
import type { CloudDefinition } from "../../contract";
import { list, text } from "../read";
import { CHART_RULES } from "./charts";
import { CNPG_RULES } from "./cnpg";
import { FIELD_RULES } from "./fields";
import { KUBERNETES_MODELS } from "./models";
import { NAME_RULES } from "./names";
import { clusterOf } from "./objects";
import { REFERENCE_RULES } from "./references";
import { SCALER_RULES } from "./scalers";
import { SCHEDULE_RULES } from "./schedule";
import { TRAFFIC_RULES } from "./traffic";

/** The account of a kubeconfig that is not known yet, as at a first preview. */
export const UNKNOWN_CLUSTER = "unknown";

/** The server of the current context. */
function serverOf(provider: Values): string | undefined {
  const kubeconfig = text(provider, "kubeconfig");
  if (kubeconfig === undefined) return undefined;
  const config = parse(kubeconfig) as Value;
  const context = text(provider, "context") ?? text(config, "current-context");
  const cluster = list(config, "contexts").find((one) => text(one, "name") === context);
  const wanted = text(provider, "cluster") ?? text(cluster, "context.cluster");
  return text(
    list(config, "clusters").find((one) => text(one, "name") === wanted),
    "cluster.server",
  );
}

/** The simulated Kubernetes. */
export const KUBERNETES: CloudDefinition = {
  package: "kubernetes",
  connect: (provider, cloud) => {
    if (typeof provider.kubeconfig === "symbol") return { account: UNKNOWN_CLUSTER };
    const server = serverOf(provider);
    if (server !== undefined && clusterOf(cloud, server) !== undefined) return { account: server };
    const reason =
      server === undefined
        ? "no configuration has been provided, try setting KUBERNETES_MASTER environment variable"
        : `Get "${server}/openapi/v2?timeout=32s": dial tcp: lookup ${server.replace("https://", "")}: no such host`;
    return {
      refusal: `configured Kubernetes cluster is unreachable: unable to load schema information from the API server: ${reason}`,
    };
  },
  models: KUBERNETES_MODELS,
  rules: [
    ...NAME_RULES,
    ...CHART_RULES,
    ...FIELD_RULES,
    ...TRAFFIC_RULES,
    ...REFERENCE_RULES,
    ...SCALER_RULES,
    ...SCHEDULE_RULES,
    ...CNPG_RULES,
  ],
  invocations: [],
};
