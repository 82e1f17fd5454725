/** Regions, zones and machines of AWS, as far as answers and refusals need them. */
import { text } from "../read";
import type { Value } from "../../../facts/values";
import type { Call } from "../../contract";

/** Regions whose accounts see fewer than three zones a to c. Source: AWS Global Infrastructure. */
const ZONES: Readonly<Record<string, string>> = {
  "us-east-1": "abcdef",
  "us-west-1": "ac",
  "us-west-2": "abcd",
};

/** Zones of a region that an account can use. */
export function zonesOf(region: string | undefined): readonly string[] {
  return region === undefined
    ? []
    : (ZONES[region] ?? "abc").split("").map((zone) => region + zone);
}

/** Region part of an ARN. */
export function regionOf(arn: string | undefined): string | undefined {
  return arn?.split(":")[3];
}

/** What a machine offers to pods. */
export interface Machine {
  readonly arch: "arm64" | "amd64";
  readonly cpuMilli: number;
  readonly memoryMib: number;
}

/** vCPU by size. Source: Amazon EC2 Instance Types, sizes of general purpose instances. */
const CPUS: Readonly<Record<string, number>> = {
  nano: 2,
  micro: 2,
  small: 2,
  medium: 2,
  large: 2,
  xlarge: 4,
};

/** GiB of the sizes of burstable machines. Source: Amazon EC2 Instance Types, T4g and T3. */
const BURSTABLE_GIB: Readonly<Record<string, number>> = {
  nano: 0.5,
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  "2xlarge": 32,
};

/** GiB for each vCPU by family. Source: Amazon EC2 Instance Types, families C, M and R. */
const GIB_PER_CPU: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8, i: 8, x: 16 };

/**
 * CPU, memory and architecture of an instance type.
 *
 * @param instanceType For example `m7g.large`.
 * @returns Undefined for a name that is not of the vendor's form.
 */
export function machine(instanceType: string): Machine | undefined {
  const match = /^([a-z]+)(\d+)([a-z-]*)\.((\d+)?[a-z]+)$/.exec(instanceType);
  if (match === null) return undefined;
  const [family = "", options = "", size = "", times] = [match[1], match[3], match[4], match[5]];
  const isBurstable = family === "t";
  // Outside the T family a `medium` has one vCPU.
  const cpus =
    times === undefined ? (size === "medium" && !isBurstable ? 1 : CPUS[size]) : Number(times) * 4;
  if (cpus === undefined) return undefined;
  const gib = isBurstable
    ? (BURSTABLE_GIB[size] ?? 0)
    : cpus * (GIB_PER_CPU[family[0] ?? "m"] ?? 4);
  const arch = options.startsWith("g") || family === "a" ? "arm64" : "amd64";
  return { arch, cpuMilli: cpus * 1000, memoryMib: gib * 1024 };
}

/**
 * An error as the provider shows it.
 *
 * @param operation `EC2: CreateVpc`.
 * @param error `VpcLimitExceeded: The maximum …`.
 */
export function apiError(operation: string, error: string): string {
  return `operation error ${operation}, api error ${error}`;
}

/** The zone of a subnet that exists. */
export function zoneOfSubnet(call: Call, subnetId: Value | undefined): string | undefined {
  const subnet = call.cloud.find("aws:ec2/subnet:Subnet", subnetId);
  return text(subnet?.inputs, "availabilityZone") ?? text(subnet?.outputs, "availabilityZone");
}

/** The VPC of a subnet that exists. */
export function vpcOfSubnet(call: Call, subnetId: Value | undefined): string | undefined {
  return text(call.cloud.find("aws:ec2/subnet:Subnet", subnetId)?.inputs, "vpcId");
}

/** An error of the create of the call's type in EC2. */
export const conflict = (call: Call, error: string): string =>
  apiError(`EC2: Create${call.type.split(":").at(-1) ?? ""}`, error);
