/**
 * Ships the outbox: what the application wrote beside its data goes to storage that is replicated
 * to the standby region, where a broker is refilled from it. It connects to the database itself,
 * since its role has no place in the pooler.
 */
import { Deployment } from "@pulumi/kubernetes/apps/v1";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import type { core } from "@pulumi/kubernetes/types/input";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Resource,
  interpolate,
} from "@pulumi/pulumi";
import type { OutboxPlan } from "../../../plan/dr";
import { HEARTBEAT } from "../../compute/kubernetes/application-contract";
import { configDigest } from "../../compute/kubernetes/digest";
import { namespaceOf, priorityName, serviceAccount } from "../../compute/kubernetes/foundation";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import {
  CREDENTIALS,
  INTERNET,
  NamespacePolicies,
  ranges,
  storeRanges,
  tcp,
} from "../../compute/kubernetes/network-policies";
import { podLabels, podSpec, poolNamed } from "../../compute/kubernetes/pod";
import { MirroredSecrets } from "../../compute/kubernetes/secrets";
import {
  type BucketOutputs,
  type ClusterOutputs,
  type DataOutputs,
  DATABASE_PORT,
  type KeyOutputs,
  type Placement,
  type SecretOutputs,
  type Where,
} from "../../contract";
import type { Statements } from "../../policy-document";
import { RDS_TRUST, databaseEnvironment } from "../../sql/connection";

/** What is shipped, and where to. */
export interface OutboxShipperArgs extends Placement {
  readonly plan: OutboxPlan;
  readonly cluster: ClusterOutputs;
  readonly data: DataOutputs;
  readonly keys: Pick<KeyOutputs, "data">;
  /** A role that may claim rows of the outbox: `username`, `password`. */
  readonly secret: SecretOutputs;
  readonly bucket: BucketOutputs;
  /** The tables are there, and the role has its password. */
  readonly after: readonly Resource[];
}

const NAME = "outbox-shipper";
const NAMESPACE = "outbox";
const LABELS = podLabels(NAME, "shipper");

/** First part of the names of its objects in the bucket. */
const PREFIX = "outbox";

const SCRIPT_DIRECTORY = "/scripts";

/** Seconds in which a batch that has begun is finished. */
const GRACE_SECONDS = 60;

/**
 * One transaction claims a batch and commits once it lies in storage; a crash before that hands
 * the same rows out again, so readers may see one twice. The control characters keep psql from
 * escaping what is JSON already. A full batch is followed by the next at once.
 * Source: PostgreSQL documentation, psql, `\copy … to program`: a program that fails is an error.
 */
const SHIP = `set -eu
batch=/tmp/batch.jsonl
while true; do
  object="s3://$OUTBOX_BUCKET/${PREFIX}/$(date -u +%Y/%m/%d/%H%M%S)-$HOSTNAME.jsonl"
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 <<SQL
BEGIN;
\\copy (SELECT to_jsonb(e) FROM platform.claim_outbox($OUTBOX_BATCH_ROWS) e) TO PROGRAM 'cat > $batch && { test ! -s $batch || aws s3 cp --only-show-errors $batch $object; }' WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')
COMMIT;
SQL
  touch ${HEARTBEAT.file}
  if [ "$(wc -l < $batch)" -lt "$OUTBOX_BATCH_ROWS" ]; then sleep "$OUTBOX_INTERVAL_SECONDS"; fi
done
`;

/** A Deployment of one: rows are claimed by one at a time anyway. */
export class OutboxShipper extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args What is shipped, and where to.
   * @param opts Providers, the cluster's too, and transformations.
   */
  constructor(name: string, args: OutboxShipperArgs, opts: ComponentResourceOptions) {
    super("platform:dr:OutboxShipper", name, {}, opts);
    const { cell, site, cluster } = args;
    const where: Where = { cell, site, parent: this, name };
    const namespace = namespaceOf(where, NAMESPACE).metadata.name;
    const policies = this.policies(where, namespace);
    const secrets = new MirroredSecrets(where, { cluster, namespace, secrets: [args.secret] });
    const login = secrets.mirror({
      name: NAME,
      from: args.secret,
      keys: { username: "username", password: "password" },
    });
    const identity = { of: NAME, namespace, serviceAccount: NAME, statements: rights(args) };
    const before = [
      ...[...cluster.foundation.ready, ...policies.laid, ...cluster.nodes],
      ...[...args.after, ...args.bucket.ready, login],
      ...cluster.identity(where, identity),
    ];
    this.deployment(where, args, { namespace, before });
    this.registerOutputs({ bucket: args.bucket.name });
  }

  private policies(where: Where, name: Input<string>): NamespacePolicies {
    const policies = new NamespacePolicies(where, { key: NAMESPACE, name });
    policies.lay(
      NAME,
      { matchLabels: LABELS },
      {
        egress: [
          { to: ranges(storeRanges(where)), ports: tcp(DATABASE_PORT) },
          // Object storage has public addresses; the route to them is the network's own endpoint.
          { to: [INTERNET], ports: tcp(443) },
          { to: ranges([CREDENTIALS.cidr]), ports: tcp(CREDENTIALS.port) },
        ],
      },
    );
    return policies;
  }

  private deployment(
    where: Where,
    args: OutboxShipperArgs,
    given: { readonly namespace: Input<string>; readonly before: readonly Resource[] },
  ): Deployment {
    const { namespace, before } = given;
    const account = serviceAccount(where, NAME, namespace);
    const script = new ConfigMap(
      objectName(where, NAME),
      { metadata: { name: NAME, namespace }, data: { "ship.sh": SHIP } },
      objectOptions(where),
    );
    return new Deployment(
      objectName(where, NAME),
      {
        metadata: { name: NAME, namespace, labels: LABELS },
        spec: {
          replicas: 1,
          selector: { matchLabels: LABELS },
          strategy: { type: "Recreate" },
          template: {
            metadata: { labels: LABELS, annotations: configDigest(script) },
            spec: podOf(where, args),
          },
        },
      },
      objectOptions(where, [...before, account, script]),
    );
  }
}

function podOf({ site }: Where, args: OutboxShipperArgs): core.v1.PodSpec {
  const { plan, data } = args;
  const connection = {
    host: data.host,
    database: data.databaseName,
    secretName: NAME,
    trust: RDS_TRUST,
  };
  const age = `$(( $(date +%s) - $(stat -c %Y ${HEARTBEAT.file}) ))`;
  const alive = `test "${age}" -lt ${plan.intervalSeconds + HEARTBEAT.maxAgeSeconds}`;
  const exec = { command: ["sh", "-c", alive] };
  return podSpec({
    name: NAME,
    labels: LABELS,
    pool: poolNamed(site.compute.nodePools, "system"),
    priorityClassName: priorityName("background"),
    terminationGraceSeconds: GRACE_SECONDS,
    container: {
      name: NAME,
      image: plan.image,
      command: ["sh", `${SCRIPT_DIRECTORY}/ship.sh`],
      resources: plan.resources,
      env: [
        ...databaseEnvironment(connection),
        { name: "AWS_REGION", value: site.region },
        { name: "OUTBOX_BUCKET", value: args.bucket.name },
        { name: "OUTBOX_BATCH_ROWS", value: String(plan.batchRows) },
        { name: "OUTBOX_INTERVAL_SECONDS", value: String(plan.intervalSeconds) },
      ],
      startupProbe: { exec, failureThreshold: 30, periodSeconds: 2 },
      livenessProbe: { exec, periodSeconds: 30, timeoutSeconds: 5 },
      volumeMounts: [{ name: "script", mountPath: SCRIPT_DIRECTORY, readOnly: true }],
    },
    volumes: [{ name: "script", configMap: { name: NAME } }],
  });
}

/** Adds objects below its own prefix; reads none and deletes none. */
function rights({ bucket, keys }: OutboxShipperArgs): Statements {
  return [
    {
      Sid: "Ship",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: interpolate`${bucket.arn}/${PREFIX}/*`,
    },
    {
      Sid: "Seal",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: keys.data,
    },
  ];
}
