/** What objects refer to and must be there: secrets, stores, accounts, claims. */
import type { Value } from "../../../facts/values";
import type { Call, Rule, StoredResource } from "../../contract";
import {
  everyText,
  firstOf,
  fields,
  given,
  known,
  list,
  mentions,
  on,
  rules,
  text,
  when,
} from "../read";
import {
  aroundCluster,
  chartOf,
  clusterOf,
  kindOf,
  nameOf,
  namespaceOf,
  neighbours,
  objects,
  POD_MAKERS,
  podSpec,
  releases,
} from "./objects";

/** Names that a controller of the namespace makes: they begin with the name of their owner. */
function isMadeByController(call: Call, name: string): boolean {
  const home = namespaceOf(call.inputs);
  const owners = [
    ...releases(call)
      .filter((one) => namespaceOf(one.inputs) === home)
      .map((one) => text(one.inputs, "name")),
    ...["Cluster", "Kafka", "KafkaUser", "Keycloak"]
      .flatMap((kind) => neighbours(call, kind))
      .map((one) => nameOf(one.inputs)),
  ];
  return owners.some((owner) => owner !== undefined && name.startsWith(owner));
}

/** The Secret that an ExternalSecret or a Certificate writes. */
const written = (one: StoredResource): string | undefined =>
  text(one.inputs, "spec.target.name") ?? text(one.inputs, "spec.secretName") ?? nameOf(one.inputs);

/**
 * Whether an ExternalSecret or a Certificate gets to write: a Certificate waits for its issuer.
 * Source: cert-manager documentation, Troubleshooting, IssuerNotFound.
 */
function writes(call: Call, one: StoredResource): boolean {
  const issuer = text(one.inputs, "spec.issuerRef.name");
  if (issuer === undefined) return true;
  const kind = text(one.inputs, "spec.issuerRef.kind") ?? "Issuer";
  const among = kind === "ClusterIssuer" ? objects(call, kind) : neighbours(call, kind);
  return among.some((each) => nameOf(each.inputs) === issuer);
}

/** Whether a Secret is there, or something that writes it. */
export function hasSecret(call: Call, name: string): boolean {
  return (
    neighbours(call, "Secret").some((one) => nameOf(one.inputs) === name) ||
    ["ExternalSecret", "Certificate"]
      .flatMap((kind) => neighbours(call, kind))
      .some((one) => written(one) === name && writes(call, one)) ||
    isMadeByController(call, name)
  );
}

function hasObject(call: Call, kind: string, name: string): boolean {
  const born = { ServiceAccount: "default", ConfigMap: "kube-root-ca.crt" }[kind];
  return (
    name === born ||
    neighbours(call, kind).some((one) => nameOf(one.inputs) === name) ||
    isMadeByController(call, name)
  );
}

/** Names that a pod refers to, by kind; optional ones may be missing. */
function references(spec: Value | undefined): readonly (readonly [kind: string, name: string])[] {
  const found: [string, string][] = [];
  const add = (kind: string, from: Value | undefined, key = "name"): void => {
    const name = text(from, key);
    if (
      name !== undefined &&
      !(from !== undefined && (from as Record<string, Value>).optional === true)
    )
      found.push([kind, name]);
  };
  for (const container of [...list(spec, "initContainers"), ...list(spec, "containers")]) {
    for (const one of list(container, "envFrom")) {
      add("Secret", fields(one, "secretRef"));
      add("ConfigMap", fields(one, "configMapRef"));
    }
    for (const one of list(container, "env")) {
      add("Secret", fields(one, "valueFrom.secretKeyRef"));
      add("ConfigMap", fields(one, "valueFrom.configMapKeyRef"));
    }
  }
  for (const volume of list(spec, "volumes")) {
    add("Secret", fields(volume, "secret"), "secretName");
    add("ConfigMap", fields(volume, "configMap"));
    add("PersistentVolumeClaim", fields(volume, "persistentVolumeClaim"), "claimName");
    for (const source of list(volume, "projected.sources")) {
      add("Secret", fields(source, "secret"));
      add("ConfigMap", fields(source, "configMap"));
    }
  }
  return found;
}

function missingReference(call: Call): string | undefined {
  const spec = podSpec(call.type, call.inputs);
  return firstOf(
    references(spec).map(([kind, name]) => {
      const exists = kind === "Secret" ? hasSecret(call, name) : hasObject(call, kind, name);
      return when(
        !exists,
        `the Kubernetes API server reported that "${namespaceOf(call.inputs)}/${nameOf(call.inputs)}" failed to fully initialize or become live: [CreateContainerConfigError] ${kind.toLowerCase()} "${name}" not found`,
      );
    }),
  );
}

/** Secrets and parameters of the account around the cluster that have a value. */
function hasRemoteValue(call: Call, key: string): boolean {
  const around = aroundCluster(call);
  const secret =
    around.find(
      (one) =>
        one.type === "aws:secretsmanager/secret:Secret" &&
        (one.inputs.name === key || one.id === key),
    ) ?? replicated(call, key);
  if (secret !== undefined)
    return call.cloud
      .elsewhere("aws")
      .some(
        (one) =>
          one.type === "aws:secretsmanager/secretVersion:SecretVersion" &&
          [secret.id, secret.inputs.name].includes(one.inputs.secretId ?? null),
      );
  return (
    around.some((one) => one.type === "aws:ssm/parameter:Parameter" && one.inputs.name === key) ||
    around.some((one) => mentions(known(one).masterUserSecrets, key))
  );
}

/** A secret of another region that is replicated to the cluster's. */
function replicated(call: Call, key: string): StoredResource | undefined {
  const cluster = clusterOf(call.cloud, call.scope.account);
  return call.cloud
    .elsewhere("aws")
    .find(
      (one) =>
        one.type === "aws:secretsmanager/secret:Secret" &&
        one.scope.account === cluster?.scope.account &&
        one.inputs.name === key &&
        mentions(one.inputs.replicas, cluster.scope.region ?? ""),
    );
}

/**
 * Whether the operator's role, where a service account of its namespace has one, may read a
 * secret. Source: Amazon EKS User Guide, EKS Pod Identity.
 */
function isDenied(call: Call, key: string): boolean {
  const around = aroundCluster(call);
  const operator = releases(call).find((one) => chartOf(one.inputs) === "external-secrets");
  const association = around.find(
    (one) =>
      one.type === "aws:eks/podIdentityAssociation:PodIdentityAssociation" &&
      operator !== undefined &&
      one.inputs.namespace === namespaceOf(operator.inputs),
  );
  const role = around.find(
    (one) =>
      one.type === "aws:iam/role:Role" && text(known(one), "arn") === association?.inputs.roleArn,
  );
  const secret = around.find(
    (one) => one.type === "aws:secretsmanager/secret:Secret" && one.inputs.name === key,
  );
  const arn = secret === undefined ? undefined : text(known(secret), "arn");
  if (role === undefined || arn === undefined) return false;
  const policies = around.filter(
    (one) => one.type === "aws:iam/rolePolicy:RolePolicy" && one.inputs.role === role.id,
  );
  return !policies.some((one) => {
    const policy = text(one.inputs, "policy") ?? "";
    return policy.includes("secretsmanager:GetSecretValue") && policy.includes(arn);
  });
}

function storeOf(call: Call): StoredResource | undefined {
  const [name, kind] = [
    text(call.inputs, "spec.secretStoreRef.name"),
    text(call.inputs, "spec.secretStoreRef.kind") ?? "SecretStore",
  ];
  const among = kind === "ClusterSecretStore" ? objects(call, kind) : neighbours(call, kind);
  return among.find((one) => nameOf(one.inputs) === name);
}

/** Keys of the cloud's store that an ExternalSecret asks for. */
function remoteKeys(call: Call): readonly string[] {
  if (!given(storeOf(call)?.inputs, "spec.provider.aws")) return [];
  return [
    ...list(call.inputs, "spec.data").map((one) => text(one, "remoteRef.key")),
    ...list(call.inputs, "spec.dataFrom").map((one) => text(one, "extract.key")),
  ].filter((key) => key !== undefined);
}

function unsynced(call: Call, key: string | undefined, why: string): string | undefined {
  return when(
    key !== undefined,
    `ExternalSecret ${namespaceOf(call.inputs)}/${nameOf(call.inputs)}: SecretSyncedError: could not get secret data from provider: key ${key}: ${why}`,
  );
}

const withoutValue = (call: Call): string | undefined =>
  unsynced(
    call,
    remoteKeys(call).find((key) => !hasRemoteValue(call, key)),
    "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
  );

const denied = (call: Call): string | undefined =>
  unsynced(
    call,
    remoteKeys(call).find((key) => isDenied(call, key)),
    "AccessDeniedException: User is not authorized to perform: secretsmanager:GetSecretValue because no identity-based policy allows the secretsmanager:GetSecretValue action",
  );

/** Storage classes: EKS is born with `gp2`. Source: Amazon EKS User Guide, Storage classes. */
function classFault(call: Call): string | undefined {
  const claims =
    kindOf(call.type).kind === "StatefulSet"
      ? list(call.inputs, "spec.volumeClaimTemplates")
      : [call.inputs];
  const classes = objects(call, "StorageClass");
  return firstOf(
    claims.map((claim) => {
      const name = text(claim, "spec.storageClassName");
      const hasDefault = classes.some(
        (one) =>
          fields(one.inputs, "metadata.annotations")[
            "storageclass.kubernetes.io/is-default-class"
          ] === "true",
      );
      const exists =
        name === undefined
          ? given(claim, "spec.storageClassName") || hasDefault
          : name === "gp2" || classes.some((one) => nameOf(one.inputs) === name);
      return when(
        !exists,
        `persistentvolumeclaim "${nameOf(claim as Call["inputs"])}": ${name === undefined ? "no persistent volumes available for this claim and no storage class is set" : `storageclass.storage.k8s.io "${name}" not found`}`,
      );
    }),
  );
}

/** Refusals of references to what is not there. */
export const REFERENCE_RULES: readonly Rule[] = [
  ...rules(
    "Kubernetes documentation, Secrets, Using Secrets; ConfigMaps and Pods",
    on("create update", POD_MAKERS),
    { "pod-reference-missing": missingReference },
  ),
  ...rules(
    "Kubernetes documentation, Configure Service Accounts for Pods",
    on("create update", POD_MAKERS),
    {
      "service-account-missing": (call) => {
        const name = text(podSpec(call.type, call.inputs), "serviceAccountName");
        return when(
          name !== undefined && !hasObject(call, "ServiceAccount", name),
          `pods "${nameOf(call.inputs)}-" is forbidden: error looking up service account ${namespaceOf(call.inputs)}/${name}: serviceaccount "${name}" not found`,
        );
      },
    },
  ),
  ...rules("External Secrets Operator documentation, ExternalSecret", on("create update", ["*"]), {
    "secret-store-missing": (call) =>
      when(
        kindOf(call.type).kind === "ExternalSecret" &&
          given(call.inputs, "spec.secretStoreRef.name") &&
          storeOf(call) === undefined,
        `ExternalSecret ${namespaceOf(call.inputs)}/${nameOf(call.inputs)}: SecretSyncedError: could not get secret store: ${text(call.inputs, "spec.secretStoreRef.kind") ?? "SecretStore"}.external-secrets.io "${text(call.inputs, "spec.secretStoreRef.name")}" not found`,
      ),
    "external-secret-without-value": (call) =>
      kindOf(call.type).kind === "ExternalSecret" ? withoutValue(call) : undefined,
    "external-secret-denied": (call) =>
      kindOf(call.type).kind === "ExternalSecret" ? denied(call) : undefined,
  }),
  ...rules(
    "Kubernetes documentation, Storage Classes, Default StorageClass",
    on("create", ["kubernetes:apps/v1:StatefulSet", "kubernetes:core/v1:PersistentVolumeClaim"]),
    { "storage-class-missing": classFault },
  ),
  ...rules(
    "Kubernetes documentation, Using RBAC Authorization, RoleBinding and ClusterRoleBinding",
    on("update", ["kubernetes:rbac.authorization.k8s.io/v1:RoleBinding"]),
    {
      "role-ref-fixed": (call) =>
        when(
          [...everyText(call.inputs.roleRef)].join() !== [...everyText(call.olds?.roleRef)].join(),
          `RoleBinding "${nameOf(call.inputs)}" is invalid: roleRef: Invalid value: cannot change roleRef`,
        ),
    },
  ),
];
