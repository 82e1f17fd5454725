/** What stands at the edge of a VPC: listeners, trust stores, logs of load balancers, prefix lists. */
import type { Values } from "../../../facts/values";
import type { Call, Model, Rule, StoredResource } from "../../contract";
import { isOn, known, list, mentions, num, on, others, rules, text, when } from "../read";
import { arnOf, CERTIFICATE, certificateOf, isPending } from "./acm";
import { models } from "./model";
import { apiError } from "./places";
import { admits, parsePolicy } from "./policy-document";

const LISTENER = "aws:lb/listener:Listener";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TRUST_STORE = "aws:lb/trustStore:TrustStore";
const PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const OBJECTS = ["aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2"];

/** Models of trust stores and prefix lists. */
export const EDGE_MODELS: readonly Model[] = models([
  {
    type: "lb/trustStore:TrustStore",
    id: "arn:aws:elasticloadbalancing:{region}:{account}:truststore/{.name}/{hex16}",
    outputs: { arn: "{id}", arnSuffix: "truststore/{.name}/{hex16}" },
    replaceOn: ["name", "namePrefix"],
  },
  {
    type: "ec2/managedPrefixList:ManagedPrefixList",
    outputs: { version: (call) => (call.olds === undefined ? 1 : 2) },
    replaceOn: ["addressFamily"],
  },
]);

const elb = (operation: string, error: string): string =>
  apiError(`Elastic Load Balancing v2: ${operation}`, error);

/** Who delivers logs. Source: Application Load Balancers User Guide, Enable access logs. */
const LOG_DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com";

function ofBucket(call: Call, type: string, bucket: string): StoredResource | undefined {
  return call.cloud.list(type).find(({ inputs }) => inputs.bucket === bucket);
}

function logFault(call: Call): string | undefined {
  const bucket = text(call.inputs, "accessLogs.bucket");
  if (bucket === undefined || !isOn(call.inputs, "accessLogs.enabled")) return undefined;
  const home = call.cloud.find("aws:s3/bucket:Bucket", bucket);
  const policy = text(ofBucket(call, "aws:s3/bucketPolicy:BucketPolicy", bucket)?.inputs, "policy");
  const isOpen = admits(parsePolicy(policy), (name) => name === LOG_DELIVERY, ["s3:PutObject"]);
  const isOwnKey = mentions(ofBucket(call, ENCRYPTION, bucket)?.inputs, "aws:kms");
  const isFar = home !== undefined && home.scope.region !== call.scope.region;
  return when(
    home === undefined || isFar || !isOpen || isOwnKey,
    elb(
      "ModifyLoadBalancerAttributes",
      `InvalidConfigurationRequest: Access Denied for bucket: ${bucket}. Please check S3bucket permission`,
    ),
  );
}

function bundleFault(call: Call): string | undefined {
  const [bucket, key] = ["caCertificatesBundleS3Bucket", "caCertificatesBundleS3Key"].map((name) =>
    text(call.inputs, name),
  );
  if (bucket === undefined || key === undefined) return undefined;
  const bundle = OBJECTS.flatMap((type) => call.cloud.list(type)).find(
    ({ inputs }) => inputs.bucket === bucket && inputs.key === key,
  );
  const content = text(bundle?.inputs, "content");
  if (bundle === undefined)
    return elb("CreateTrustStore", `CaCertificatesBundleNotFound: s3://${bucket}/${key}`);
  return when(
    content !== undefined && !content.includes("-----BEGIN CERTIFICATE-----"),
    elb("CreateTrustStore", "InvalidCaCertificatesBundle: The bundle is not in PEM format"),
  );
}

function mutualFault({ inputs }: Call): string | undefined {
  const hasStore = text(inputs, "mutualAuthentication.trustStoreArn") !== undefined;
  return when(
    text(inputs, "mutualAuthentication.mode") === "verify" && !hasStore,
    elb("CreateListener", "ValidationError: A trust store must be specified for mode 'verify'"),
  );
}

/** Resources of any type of the account that name something at any depth. */
function usersOf(call: Call, named: string, types: readonly string[]): boolean {
  return types.some((type) => others(call, type).some((one) => mentions(known(one), named)));
}

const LIST_USERS = [
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:ec2/route:Route",
];

/** Entries of the lists that a group's rules name, and other rules, count alike. */
const MOST_RULES = 60;

function ruleFault(call: Call): string | undefined {
  const weight = (inputs: Values): number =>
    num(call.cloud.find(PREFIX_LIST, inputs.prefixListId)?.inputs, "maxEntries") ?? 1;
  const mine = others(call, call.type).filter(
    ({ inputs }) => inputs.securityGroupId === call.inputs.securityGroupId,
  );
  const count = mine.reduce((sum, { inputs }) => sum + weight(inputs), weight(call.inputs));
  return when(
    count > MOST_RULES,
    apiError(
      "EC2: AuthorizeSecurityGroupIngress",
      "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached.",
    ),
  );
}

const BALANCER_GUIDE = "Elastic Load Balancing, User Guide for Application Load Balancers";

/** Refusals at the edge of a VPC. */
export const EDGE_RULES: readonly Rule[] = [
  ...rules(`${BALANCER_GUIDE}, SSL certificates`, on("create update", [LISTENER]), {
    "listener-certificate-pending": (call) =>
      when(
        isPending(call) ||
          (arnOf(call).startsWith("arn:aws:acm:") && certificateOf(call) === undefined),
        elb(
          "CreateListener",
          `UnsupportedCertificate: The certificate '${arnOf(call)}' must have a fully-qualified domain name, a supported signature, and a supported key size.`,
        ),
      ),
  }),
  ...rules(`${BALANCER_GUIDE}, Mutual authentication with TLS`, on("create update", [LISTENER]), {
    "listener-trust-store-missing": mutualFault,
  }),
  ...rules(`${BALANCER_GUIDE}, Enable access logs`, on("create update", [LOAD_BALANCER]), {
    "load-balancer-log-bucket": logFault,
  }),
  ...rules(
    "Elastic Load Balancing API Reference, CreateTrustStore",
    on("create update", [TRUST_STORE]),
    { "trust-store-bundle": bundleFault },
  ),
  ...rules(
    "Elastic Load Balancing API Reference, DeleteTrustStore; AWS Certificate Manager API Reference, DeleteCertificate",
    on("delete", [TRUST_STORE, CERTIFICATE]),
    {
      "listener-holds": (call) =>
        when(
          usersOf(call, call.id ?? "", [LISTENER]),
          call.type === CERTIFICATE
            ? apiError(
                "ACM: DeleteCertificate",
                `ResourceInUseException: Certificate ${call.id} is in use.`,
              )
            : elb("DeleteTrustStore", `TrustStoreInUse: Trust store '${call.id}' is in use`),
        ),
    },
  ),
  ...rules("Amazon EC2 API Reference, DeleteManagedPrefixList", on("delete", [PREFIX_LIST]), {
    "prefix-list-in-use": (call) =>
      when(
        usersOf(call, call.id ?? "", LIST_USERS),
        apiError(
          "EC2: DeleteManagedPrefixList",
          `IncorrectState: The prefix list (${call.id}) is referenced by other resources.`,
        ),
      ),
  }),
  ...rules(
    "Amazon EC2 API Reference, CreateManagedPrefixList",
    on("create update", [PREFIX_LIST]),
    {
      "prefix-list-full": (call) =>
        when(
          list(call.inputs, "entries").length > (num(call.inputs, "maxEntries") ?? Infinity),
          apiError(
            "EC2: CreateManagedPrefixList",
            "PrefixListMaxEntriesExceeded: You've reached the maximum number of entries for the prefix list.",
          ),
        ),
    },
  ),
  ...rules(
    "Amazon VPC User Guide, Amazon VPC quotas",
    on("create", ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"]),
    { "security-group-rules-full": ruleFault },
  ),
];
