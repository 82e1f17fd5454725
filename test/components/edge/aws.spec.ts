import assert from "node:assert/strict";
import { CLOUDFLARE_RANGES } from "../../../facts/cloudflare";
import { at, listAt, ofType, theOne } from "../../support/find";
import { type Recorded, resourcesOf } from "../../support/recorded";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

describe("AwsOrigin", () => {
  let dev: readonly Recorded[] = [];
  let prod: readonly Recorded[] = [];
  before(async () => {
    dev = await resourcesOf("dev");
    prod = await resourcesOf("prod");
  });

  it("stands in the public subnets and is protected where data is kept", () => {
    const { inputs, protect } = theOne(prod, BALANCER, "primary-edge");
    assert.deepEqual(
      listAt(inputs, "subnets"),
      ["a", "b", "c"].map((zone) => `primary-network-public-us-east-1${zone}-id`),
    );
    assert.deepEqual([inputs.enableDeletionProtection, protect], [true, true]);
    const small = theOne(dev, BALANCER, "primary-edge");
    assert.deepEqual([small.inputs.enableDeletionProtection, small.protect], [false, false]);
    assert.equal(inputs.dropInvalidHeaderFields, true);
  });

  it("has one listener: TLS 1.3 alone, for clients with the edge's certificate", () => {
    const listeners = ofType(prod, "aws:lb/listener:Listener").filter(
      ({ name }) => name === "primary-edge",
    );
    assert.equal(listeners.length, 1);
    const { inputs } = listeners[0]!;
    assert.deepEqual([inputs.port, inputs.protocol], [443, "HTTPS"]);
    assert.equal(inputs.sslPolicy, "ELBSecurityPolicy-TLS13-1-3-2021-06");
    assert.deepEqual(at(inputs, "mutualAuthentication"), {
      mode: "verify",
      trustStoreArn: "arn:aws:mock:::primary-edge-trust",
      ignoreClientCertificateExpiry: false,
    });
  });

  it("waits with the listener until the certificate is issued, and with that for the proof", () => {
    const type = "aws:acm/certificateValidation:CertificateValidation";
    const validation = theOne(prod, type, "primary-edge");
    const ends = (urns: readonly string[], name: string) =>
      urns.some((urn) => urn.endsWith(`::${name}`));
    assert.ok(ends(validation.dependencies, "primary-edge-domain-proof"));
    const listener = theOne(prod, "aws:lb/listener:Listener", "primary-edge");
    assert.ok(listener.dependencies.includes(validation.urn));
  });

  it("admits the edge's addresses and nobody else, and reaches the gateway alone", () => {
    const rules = ofType(prod, INGRESS).filter(
      ({ inputs }) => inputs.securityGroupId === "primary-edge-id",
    );
    assert.deepEqual(
      rules.map(({ inputs }) => [inputs.prefixListId, inputs.fromPort, inputs.toPort]),
      [["primary-edge-id", 443, 443]],
    );
    const list = theOne(prod, "aws:ec2/managedPrefixList:ManagedPrefixList", "primary-edge");
    assert.deepEqual(
      listAt(list.inputs, "entries").map((entry) => at(entry, "cidr")),
      [...CLOUDFLARE_RANGES.ipv4],
    );
    const out = ofType(prod, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").filter(
      ({ inputs }) => inputs.securityGroupId === "primary-edge-id",
    );
    assert.deepEqual(
      out.map(({ inputs }) => [inputs.referencedSecurityGroupId, inputs.fromPort]),
      [["primary-network-nodes-id", 8443]],
    );
  });

  it("is refused until its logs may be delivered, so the right comes first", () => {
    const { dependencies, inputs } = theOne(prod, BALANCER, "primary-edge");
    assert.ok(dependencies.some((urn) => urn.endsWith("BucketPolicy::primary-edge")));
    assert.equal(at(inputs, "accessLogs", "enabled"), true);
    const policy = theOne(prod, "aws:s3/bucketPolicy:BucketPolicy", "primary-edge");
    const document: unknown = JSON.parse(String(policy.inputs.policy));
    const allowed = listAt(document, "Statement").filter((s) => at(s, "Effect") === "Allow");
    assert.deepEqual(
      allowed.map((s) => [at(s, "Principal", "Service"), at(s, "Action")]),
      [["logdelivery.elasticloadbalancing.amazonaws.com", "s3:PutObject"]],
    );
  });

  it("lets logs end and leaves the trusted certificate", () => {
    const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const [rule] = listAt(theOne(prod, type, "primary-edge").inputs, "rules");
    assert.deepEqual(
      [at(rule, "filter", "prefix"), at(rule, "expiration", "days")],
      ["balancer/", 90],
    );
    const bundle = theOne(prod, "aws:s3/bucketObjectv2:BucketObjectv2", "primary-edge-trust");
    assert.equal(bundle.inputs.key, "edge-authority.pem");
    assert.match(String(bundle.inputs.content), /^-----BEGIN CERTIFICATE-----/);
  });

  it("lets the controller fill the one target group and change nothing else", () => {
    const type = "aws:iam/rolePolicy:RolePolicy";
    const rights = theOne(prod, type, "primary-compute-aws-load-balancer-controller");
    const document: unknown = JSON.parse(String(rights.inputs.policy));
    const statements = listAt(document, "Statement");
    const changing = statements.filter((s) => at(s, "Resource") !== "*");
    assert.deepEqual(
      changing.map((s) => [at(s, "Action"), at(s, "Resource")]),
      [
        [
          ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
          "arn:aws:elasticloadbalancing:us-east-1:444455556666:targetgroup/podcast-prod-primary-gateway/*",
        ],
      ],
    );
    const looking = statements.filter((s) => at(s, "Resource") === "*");
    const actions = looking.flatMap((s) => [at(s, "Action")].flat().map(String));
    assert.ok(actions.every((action) => action.includes(":Describe")));
    const group = theOne(prod, "aws:lb/targetGroup:TargetGroup", "primary-edge");
    assert.equal(group.inputs.name, "podcast-prod-primary-gateway");
  });

  it("finds its network by the tag that the network has", () => {
    const release = theOne(
      prod,
      "kubernetes:helm.sh/v3:Release",
      "primary-compute-operators-aws-load-balancer-controller",
    );
    const vpc = theOne(prod, "aws:ec2/vpc:Vpc", "primary-network");
    assert.equal(at(release.inputs, "values", "vpcTags", "Name"), at(vpc.inputs, "tags", "Name"));
    assert.equal(at(release.inputs, "values", "enableServiceMutatorWebhook"), false);
  });
});
