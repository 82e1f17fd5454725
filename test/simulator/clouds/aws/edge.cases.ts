/** Cases of certificates, trust stores, logs of load balancers and prefix lists. */
import type { Values } from "../../../../facts/values";
import { type RuleCase, ACCOUNT, REGION, thing } from "../support";
import { GROUP_ID, NETWORK, SUBNET_A, SUBNET_B } from "./world";

const ARN = `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/1`;
const CERTIFICATE = thing(
  "aws:acm/certificate:Certificate",
  ARN,
  { domainName: "prod.example", validationMethod: "DNS" },
  {
    outputs: {
      domainValidationOptions: [
        { resourceRecordName: "_a.prod.example.", resourceRecordValue: "_b.acm-validations.aws." },
      ],
    },
  },
);
const RECORD = "cloudflare:index/dnsRecord:DnsRecord";
const proof = (inputs: Values = {}) =>
  thing(RECORD, "proof", {
    name: "_a.prod.example",
    type: "CNAME",
    content: "_b.acm-validations.aws",
    proxied: false,
    ...inputs,
  });
const LISTENER = "aws:lb/listener:Listener";
const HTTPS: Values = {
  loadBalancerArn: "lb",
  port: 443,
  protocol: "HTTPS",
  certificateArn: ARN,
  mutualAuthentication: { mode: "verify", trustStoreArn: "store" },
  defaultActions: [],
};
const VALIDATION: RuleCase = {
  rule: "certificate-unproved",
  type: "aws:acm/certificateValidation:CertificateValidation",
  inputs: { certificateArn: ARN },
  world: [CERTIFICATE, proof()],
  says: /PENDING_VALIDATION/,
};
const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::logs/*",
    },
  ],
});
const BUCKET = thing("aws:s3/bucket:Bucket", "logs", { bucket: "logs" });
const LOGGED: RuleCase = {
  rule: "load-balancer-log-bucket",
  type: "aws:lb/loadBalancer:LoadBalancer",
  inputs: {
    name: "edge",
    subnets: [SUBNET_A, SUBNET_B],
    accessLogs: { enabled: true, bucket: "logs" },
  },
  world: [
    ...NETWORK,
    BUCKET,
    thing("aws:s3/bucketPolicy:BucketPolicy", "grant", { bucket: "logs", policy: POLICY }),
  ],
  says: /Access Denied for bucket: logs/,
};
const STORE: RuleCase = {
  rule: "trust-store-bundle",
  type: "aws:lb/trustStore:TrustStore",
  inputs: {
    name: "edge",
    caCertificatesBundleS3Bucket: "logs",
    caCertificatesBundleS3Key: "ca.pem",
  },
  world: [
    thing("aws:s3/bucketObjectv2:BucketObjectv2", "ca", {
      bucket: "logs",
      key: "ca.pem",
      content: "-----BEGIN CERTIFICATE-----",
    }),
  ],
  says: /CaCertificatesBundleNotFound/,
};
const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** Cases of certificates, trust stores, logs of load balancers and prefix lists. */
export const EDGE_CASES: readonly RuleCase[] = [
  { ...VALIDATION, drop: ["proof"] },
  { ...VALIDATION, drop: ["proof"], add: [proof({ proxied: true })] },
  { ...VALIDATION, drop: ["proof"], add: [proof({ content: "_c.acm-validations.aws" })] },
  {
    rule: "listener-certificate-pending",
    type: LISTENER,
    inputs: HTTPS,
    world: [CERTIFICATE, proof()],
    drop: ["proof"],
    says: /UnsupportedCertificate/,
  },
  {
    rule: "listener-trust-store-missing",
    type: LISTENER,
    inputs: HTTPS,
    world: [CERTIFICATE, proof()],
    change: { "mutualAuthentication.trustStoreArn": undefined },
    says: /trust store must be specified/,
  },
  { ...LOGGED, drop: ["grant"] },
  { ...LOGGED, drop: ["logs"] },
  {
    ...LOGGED,
    add: [
      thing(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "sse",
        {
          bucket: "logs",
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
        },
      ),
    ],
  },
  { ...STORE, drop: ["ca"] },
  {
    rule: "listener-holds",
    type: "aws:lb/trustStore:TrustStore",
    verb: "delete",
    id: "store",
    inputs: STORE.inputs,
    add: [thing(LISTENER, "l", HTTPS)],
    says: /TrustStoreInUse/,
  },
  {
    rule: "listener-holds",
    type: "aws:acm/certificate:Certificate",
    verb: "delete",
    id: ARN,
    inputs: CERTIFICATE.inputs,
    add: [thing(LISTENER, "l", HTTPS)],
    says: /ResourceInUseException/,
  },
  {
    rule: "prefix-list-in-use",
    type: LIST,
    verb: "delete",
    id: "pl-1",
    inputs: { name: "edge", maxEntries: 25 },
    add: [thing(RULE, "r", { securityGroupId: GROUP_ID, prefixListId: "pl-1" })],
    says: /referenced by other resources/,
  },
  {
    rule: "prefix-list-full",
    type: LIST,
    inputs: { name: "edge", maxEntries: 1, entries: [{ cidr: "192.0.2.0/24" }] },
    change: { maxEntries: 0 },
    says: /PrefixListMaxEntriesExceeded/,
  },
  {
    rule: "security-group-rules-full",
    type: RULE,
    inputs: {
      securityGroupId: GROUP_ID,
      prefixListId: "pl-1",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    },
    world: [...NETWORK, thing(LIST, "pl-1", { maxEntries: 25 })],
    add: [
      thing(LIST, "pl-2", { maxEntries: 50 }),
      thing(RULE, "r", { securityGroupId: GROUP_ID, prefixListId: "pl-2" }),
    ],
    says: /RulesPerSecurityGroupLimitExceeded/,
  },
];
