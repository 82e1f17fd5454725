/** Who may talk to the issuer, and to whom it talks. */
import type { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import { MONITORING } from "../../../plan/observability/size";
import {
  GATEWAY_NAMESPACE,
  NamespacePolicies,
  type NamespaceRef,
  namespaceNamed,
  podsWith,
  ranges,
  storeRanges,
  tcp,
} from "../../compute/kubernetes/network-policies";
import { DATABASE_PORT, type Where } from "../../contract";
import { sqlPackLabels } from "../../sql/job";
import { ADMINISTRATOR_LABELS, KEYCLOAK_LABELS, PORTS } from "./names";

/**
 * The policies of the namespace.
 *
 * @param where The component that owns the policies.
 * @param namespace The namespace.
 */
export function identityPolicies(where: Where, namespace: NamespaceRef): readonly NetworkPolicy[] {
  const policies = new NamespacePolicies(where, namespace);
  const servers = { matchLabels: KEYCLOAK_LABELS };
  const administrators = { matchLabels: ADMINISTRATOR_LABELS };
  const database = [{ to: ranges(storeRanges(where)), ports: tcp(DATABASE_PORT) }];
  policies.lay("users", servers, {
    ingress: [{ from: [namespaceNamed(GATEWAY_NAMESPACE)], ports: tcp(PORTS.https) }],
  });
  policies.lay("metrics", servers, {
    ingress: [{ from: [namespaceNamed(MONITORING.namespace)], ports: tcp(PORTS.management) }],
  });
  const replicas = [...tcp(PORTS.cache), ...tcp(PORTS.failure)];
  policies.lay("replicas", servers, {
    ingress: [{ from: [podsWith(KEYCLOAK_LABELS)], ports: replicas }],
    egress: [{ to: [podsWith(KEYCLOAK_LABELS)], ports: replicas }],
  });
  policies.lay("database", servers, { egress: database });
  policies.lay("administration", servers, {
    ingress: [{ from: [podsWith(ADMINISTRATOR_LABELS)], ports: tcp(PORTS.https) }],
  });
  policies.lay("administrators", administrators, {
    egress: [{ to: [podsWith(KEYCLOAK_LABELS)], ports: tcp(PORTS.https) }],
  });
  policies.lay("sql", { matchLabels: sqlPackLabels("identity") }, { egress: database });
  return policies.laid;
}
