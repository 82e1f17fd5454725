/** What CloudNativePG refuses of a cluster of databases, and what keeps one from being ready. */
import type { Value } from "../../../facts/values";
import type { Call, Rule } from "../../contract";
import { at, fields, firstOf, given, isOn, list, num, on, rules, text, when } from "../read";
import { hasChart, invalid, nameOf, namespaceOf, neighbours, quote } from "./objects";
import { quantity } from "./quantity";
import { hasSecret } from "./references";
import { pendingPods } from "./schedule";

const CLUSTER = "kubernetes:postgresql.cnpg.io/v1:Cluster";
const BACKUP = "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup";
const BARMAN = "barman-cloud.cloudnative-pg.io";

/** Parameters of the operator's own. Source: CloudNativePG, "PostgreSQL Configuration", Fixed parameters. */
const FIXED = [
  ...["archive_command", "archive_mode", "listen_addresses", "port", "primary_conninfo"],
  ...["restore_command", "shared_preload_libraries", "ssl", "ssl_ca_file", "ssl_cert_file"],
  ...["ssl_key_file", "synchronous_standby_names", "log_destination", "hba_file"],
];

const wrong = (call: Call, path: string, value: Value | undefined, words: string): string =>
  `admission webhook "vcluster.cnpg.io" denied the request: ${invalid(call, path, `Invalid value: ${quote(value)}: ${words}`)}`;

/** The version stands in the tag: a digest alone says nothing of it. */
function imageFault(call: Call): string | undefined {
  const image = text(call.inputs, "spec.imageName");
  if (image === undefined) return undefined;
  const tag = /:([\w][\w.-]*)$/.exec(image.split("@")[0]?.split("/").at(-1) ?? "")?.[1];
  const fault =
    tag === undefined
      ? "Can't use just the image sha as we can't detect upgrades"
      : tag === "latest"
        ? "Can't use 'latest' as image tag as we can't detect upgrades"
        : /^\d/.test(tag)
          ? undefined
          : "invalid version tag";
  return fault === undefined ? undefined : wrong(call, "spec.imageName", image, fault);
}

function storageFault(call: Call): string | undefined {
  const path = "spec.storage.size";
  const old = text(call.olds, path) ?? "";
  const now = text(call.inputs, path) ?? "";
  const [was, is] = [quantity(old), quantity(now)];
  return when(
    was !== undefined && is !== undefined && is < was,
    wrong(call, path, now, `can't shrink existing storage from ${old} to ${now}`),
  );
}

const archivers = (call: Call): readonly Value[] =>
  list(call.inputs, "spec.plugins").filter((one) => isOn(one, "isWALArchiver"));

function archiverFault(call: Call): string | undefined {
  const names = archivers(call).map((one) => text(one, "name") ?? "");
  const hasOwn = given(call.inputs, "spec.backup.barmanObjectStore");
  const path = "spec.plugins";
  return firstOf([
    when(
      hasOwn && names.length > 0,
      wrong(
        call,
        path,
        names,
        "Cannot enable a WAL archiver plugin when barmanObjectStore is configured",
      ),
    ),
    when(
      names.length > 1,
      wrong(call, path, names, "Cannot enable more than one WAL archiver plugin"),
    ),
  ]);
}

function parameterFault(call: Call): string | undefined {
  const parameters = fields(call.inputs, "spec.postgresql.parameters");
  const fixed = FIXED.find((name) => parameters[name] !== undefined);
  const path = "spec.postgresql.parameters";
  // PostgreSQL writes MB where Kubernetes writes Mi.
  const buffers = quantity(text(parameters, "shared_buffers")?.replace(/([kMGT])B$/, "$1i"));
  const memory = quantity(at(call.inputs, "spec.resources.requests.memory"));
  return firstOf([
    when(
      fixed !== undefined,
      wrong(
        call,
        `${path}.${fixed}`,
        parameters[fixed ?? ""],
        "Can't set fixed configuration parameter",
      ),
    ),
    when(
      buffers !== undefined && memory !== undefined && buffers > memory,
      wrong(
        call,
        "spec.resources.requests",
        at(call.inputs, "spec.resources.requests.memory"),
        "Memory request is lower than PostgreSQL `shared_buffers` value",
      ),
    ),
  ]);
}

const neverReady = (call: Call, why: string): string =>
  `the Kubernetes API server reported that "${namespaceOf(call.inputs)}/${nameOf(call.inputs)}" failed to fully initialize or become live: timed out waiting for condition=Ready: ${why}`;

/** The plug-in and the object store that a cluster archives to. */
function pluginFault(call: Call): string | undefined {
  const plugin = list(call.inputs, "spec.plugins").find((one) => text(one, "name") === BARMAN);
  if (plugin === undefined) return undefined;
  const store = text(plugin, "parameters.barmanObjectName");
  const exists = neighbours(call, "ObjectStore").some((one) => nameOf(one.inputs) === store);
  return firstOf([
    when(
      !hasChart(call, ["plugin-barman-cloud"]),
      neverReady(
        call,
        `Unknown plugin: '${BARMAN}'. This may be caused by the plugin not being loaded correctly by the operator`,
      ),
    ),
    when(!exists, neverReady(call, `objectstores.barmancloud.cnpg.io "${store}" not found`)),
  ]);
}

function secretFault(call: Call): string | undefined {
  const paths = {
    "server CA": "certificates.serverCASecret",
    "server TLS": "certificates.serverTLSSecret",
    superuser: "superuserSecret.name",
    application: "bootstrap.initdb.secret.name",
  };
  return firstOf(
    Object.entries(paths).map(([words, path]) => {
      const name = text(call.inputs, `spec.${path}`);
      return when(
        name !== undefined && !hasSecret(call, name),
        neverReady(call, `missing specified ${words} secret ${name}: secrets "${name}" not found`),
      );
    }),
  );
}

/** Refusals of database clusters and their backups. */
export const CNPG_RULES: readonly Rule[] = [
  ...rules(
    "CloudNativePG source, internal/webhook/v1/cluster_webhook.go; api/v1/cluster_types.go",
    on("create update", [CLUSTER]),
    {
      "cnpg-instances": (call) =>
        when(
          (num(call.inputs, "spec.instances") ?? 1) < 1,
          invalid(call, "spec.instances", "Invalid value: should be greater than or equal to 1"),
        ),
      "cnpg-image-version": imageFault,
      "cnpg-wal-archivers": archiverFault,
      "cnpg-parameters": parameterFault,
      "cnpg-synchronous-replicas": (call) => {
        const wanted = num(call.inputs, "spec.postgresql.synchronous.number");
        return when(
          wanted !== undefined && wanted >= (num(call.inputs, "spec.instances") ?? 1),
          wrong(
            call,
            "spec.postgresql.synchronous",
            wanted ?? null,
            "Invalid synchronous configuration: the number of synchronous replicas must be less than the total number of instances and the provided standby names.",
          ),
        );
      },
    },
  ),
  ...rules(
    "CloudNativePG source, internal/webhook/v1/cluster_webhook.go",
    on("update", [CLUSTER]),
    {
      "cnpg-storage-shrinks": storageFault,
    },
  ),
  ...rules(
    "CloudNativePG source, internal/controller/cluster_pki.go; Barman Cloud CNPG-I plugin, Usage",
    on("create update", [CLUSTER]),
    {
      "cnpg-plugin-or-store-missing": pluginFault,
      "cnpg-secret-missing": secretFault,
      "cnpg-instance-without-node": (call) => {
        const why = pendingPods(call);
        return why === undefined ? undefined : neverReady(call, `[Unschedulable] ${why}`);
      },
    },
  ),
  // Five fields are taken, with the seconds first and any day of the week: a warning, no refusal.
  ...rules(
    "CloudNativePG source, internal/webhook/v1/scheduledbackup_webhook.go",
    on("create update", [BACKUP]),
    {
      "cnpg-schedule-form": (call) => {
        const schedule = text(call.inputs, "spec.schedule") ?? "";
        const count = schedule.trim().split(/\s+/).length;
        const isForm = schedule.startsWith("@") || count === 5 || count === 6;
        return when(
          !isForm,
          `admission webhook "vscheduledbackup.cnpg.io" denied the request: ${invalid(call, "spec.schedule", `Invalid value: ${quote(schedule)}: Expected 5 to 6 fields, found ${count}`)}`,
        );
      },
    },
  ),
];
