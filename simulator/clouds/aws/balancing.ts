/** Elastic Load Balancing, and names of services that are short. */
import type { Call, Model, Rule } from "../../contract";
import { given, list, num, others, on, rules, text, when } from "../read";
import { models } from "./model";
import { apiError } from "./places";

const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const FUNCTION = "aws:lambda/function:Function";
const REPOSITORY = "aws:ecr/repository:Repository";

const ELB = "arn:aws:elasticloadbalancing:{region}:{account}";

/** Models of load balancers. */
export const BALANCING_MODELS: readonly Model[] = models([
  {
    type: "lb/loadBalancer:LoadBalancer",
    id: `${ELB}:loadbalancer/app/{.name}/{hex16}`,
    outputs: {
      arn: "{id}",
      dnsName: "{.name}-{dig9}.{region}.elb.amazonaws.com",
      zoneId: "Z{upper13}",
    },
    replaceOn: ["name", "namePrefix", "internal", "loadBalancerType"],
  },
  {
    type: "lb/targetGroup:TargetGroup",
    id: `${ELB}:targetgroup/{.name}/{hex16}`,
    outputs: { arn: "{id}", loadBalancerArns: [] },
    replaceOn: ["name", "port", "protocol", "targetType", "vpcId"],
  },
  {
    type: "lb/listener:Listener",
    id: (call) =>
      `${(text(call.inputs, "loadBalancerArn") ?? "").replace(":loadbalancer/", ":listener/")}/${num(call.inputs, "port") ?? 80}`,
    outputs: { arn: "{id}" },
    replaceOn: ["loadBalancerArn"],
  },
]);

function zoneCount(call: Call): number {
  const ids = [
    ...list(call.inputs, "subnets"),
    ...list(call.inputs, "subnetMappings").map((one) => text(one, "subnetId") ?? ""),
  ];
  return new Set(
    ids.map((id) => call.cloud.find("aws:ec2/subnet:Subnet", id)?.inputs.availabilityZone),
  ).size;
}

/** Types by service with names of limited length. */
const NAME_LIMITS: Readonly<Record<string, readonly [limit: number, form: RegExp]>> = {
  [LOAD_BALANCER]: [32, /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/],
  [TARGETS]: [32, /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/],
  [FUNCTION]: [64, /^[\w-]+$/],
  [REPOSITORY]: [256, /^[a-z0-9]+([._/-][a-z0-9]+)*$/],
};

/** Refusals of load balancers and of short names. */
export const BALANCING_RULES: readonly Rule[] = [
  ...rules(
    "Elastic Load Balancing API Reference, CreateLoadBalancer, CreateTargetGroup; AWS Lambda API Reference, CreateFunction; Amazon ECR API Reference, CreateRepository",
    on("check", Object.keys(NAME_LIMITS)),
    {
      "service-name-form": (call) => {
        const name = text(call.inputs, "name");
        const [limit, form] = NAME_LIMITS[call.type] ?? [Infinity, /./];
        return when(
          name !== undefined && (name.length > limit || !form.test(name)),
          `invalid value for "name": at most ${limit} characters that match ${form.source}, got "${name}"`,
        );
      },
    },
  ),
  ...rules(
    "Elastic Load Balancing, User Guide for Application Load Balancers, Subnets for your load balancer",
    on("create", [LOAD_BALANCER]),
    {
      "load-balancer-two-zones": (call) =>
        when(
          text(call.inputs, "loadBalancerType") !== "network" && zoneCount(call) < 2,
          apiError(
            "Elastic Load Balancing v2: CreateLoadBalancer",
            "ValidationError: At least two subnets in two different Availability Zones must be specified",
          ),
        ),
    },
  ),
  ...rules("Elastic Load Balancing API Reference, CreateListener", on("create", [LISTENER]), {
    "listener-needs-certificate": (call) =>
      when(
        text(call.inputs, "protocol") === "HTTPS" && !given(call.inputs, "certificateArn"),
        apiError(
          "Elastic Load Balancing v2: CreateListener",
          "ValidationError: A certificate must be specified for HTTPS listeners",
        ),
      ),
    "listener-duplicate": (call) =>
      when(
        others(call, LISTENER).some(
          (one) =>
            one.inputs.loadBalancerArn === call.inputs.loadBalancerArn &&
            one.inputs.port === call.inputs.port,
        ),
        apiError(
          "Elastic Load Balancing v2: CreateListener",
          "DuplicateListener: A listener already exists on this port for this load balancer",
        ),
      ),
  }),
  ...rules(
    "Elastic Load Balancing API Reference, DeleteLoadBalancer and DeleteTargetGroup",
    on("delete", [LOAD_BALANCER, TARGETS]),
    {
      "load-balancer-protected": (call) =>
        when(
          call.type === LOAD_BALANCER && call.inputs.enableDeletionProtection === true,
          apiError(
            "Elastic Load Balancing v2: DeleteLoadBalancer",
            `OperationNotPermitted: Load balancer '${call.id}' cannot be deleted because deletion protection is enabled`,
          ),
        ),
      "target-group-in-use": (call) =>
        when(
          call.type === TARGETS &&
            others(call, LISTENER).some((one) =>
              list(one.inputs, "defaultActions").some(
                (action) => text(action, "targetGroupArn") === call.id,
              ),
            ),
          apiError(
            "Elastic Load Balancing v2: DeleteTargetGroup",
            `ResourceInUse: Target group '${call.id}' is currently in use by a listener or a rule`,
          ),
        ),
    },
  ),
];
