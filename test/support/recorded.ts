/** Builds the program with recorded mocks, so that a spec can look at every resource it declares. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runtime } from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { parse } from "yaml";
import { buildCell } from "../../components/build";
import { SECRET_KEY, SECRET_SIGNATURE } from "../../facts/values";
import type { CellPlan } from "../../plan/cell";
import { parseConfig } from "../../plan/config/parse";
import type { CellConfig } from "../../plan/config/schema";
import { planCell } from "../../plan/plan";

/** Folder of the project. */
export const ROOT = join(__dirname, "../..");

/** A resource as the program registers it. */
export interface Recorded {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
  readonly provider: string;
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The registration as the SDK sends it: the part that we read. */
interface Registration {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getCustom(): boolean;
  getProtect(): boolean | undefined;
  getDependenciesList(): string[];
  getIgnorechangesList(): string[];
}

/** The answer: the part that we read. */
interface Registered {
  getUrn(): string;
}

type Callback = (error: unknown, response: Registered | undefined) => void;

/** The function that finds the zone of a cell. */
const ZONE_LOOKUP = "cloudflare:index/getZone:getZone";

/** What clouds compute and our program reads. */
function computed(type: string, name: string): Record<string, unknown> {
  const arn = `arn:aws:mock:::${name}`;
  const some = {
    arn,
    keyId: name,
    latestVersion: 1,
    address: `${name}.db.internal`,
    cidrBlocks: ["52.216.0.0/15"],
    dnsName: `${name}.elb.internal`,
    domainValidationOptions: [
      { resourceRecordName: `_proof.${name}.`, resourceRecordValue: `_value.${name}.` },
    ],
  };
  if (type === "aws:eks/cluster:Cluster") {
    return {
      ...some,
      endpoint: `https://${name}.eks.internal`,
      certificateAuthority: { data: "Q0E=" },
    };
  }
  if (type === "random:index/randomPassword:RandomPassword") return { result: `made-${name}` };
  return {
    ...some,
    configurationEndpointAddress: `${name}.cache.internal`,
    primaryEndpointAddress: `${name}.broker.internal`,
  };
}

function stateOf(type: string, name: string, inputs: Record<string, unknown>) {
  const state = { ...inputs, ...computed(type, name) };
  const vpc = inputs.vpcConfig;
  if (typeof vpc !== "object") return state;
  return { ...state, vpcConfig: { ...vpc, clusterSecurityGroupId: `${name}-group` } };
}

/**
 * Runs a program against mocks.
 *
 * @param stack Name of the stack.
 * @param program Declares resources.
 * @returns What it declared, in order of registration.
 */
export async function record(stack: string, program: () => unknown): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  const inputsOf = new Map<string, Record<string, unknown>>();
  await runtime.setMocks(
    {
      call: ({ token }) => (token === ZONE_LOOKUP ? { id: "the-zone" } : {}),
      newResource: ({ type, name, inputs }) => {
        const given = inputs as Record<string, unknown>;
        inputsOf.set(`${type} ${name}`, given);
        return { id: `${name}-id`, state: stateOf(type, name, given) };
      },
    },
    "podcast-platform",
    stack,
  );
  const register = Reflect.get(MockMonitor.prototype, "registerResource") as (
    this: MockMonitor,
    request: Registration,
    callback: Callback,
  ) => Promise<void>;
  MockMonitor.prototype.registerResource = function (
    this: MockMonitor,
    request: Registration,
    callback: Callback,
  ) {
    return register.call(this, request, (error: unknown, response: Registered | undefined) => {
      if (response !== undefined) {
        const key = `${request.getType()} ${request.getName()}`;
        recorded.push(recordedOf(request, response.getUrn(), inputsOf.get(key) ?? {}));
      }
      callback(error, response);
    });
  };
  try {
    program();
    await runtime.disconnect();
  } finally {
    MockMonitor.prototype.registerResource = register;
  }
  return recorded;
}

/** Opens secrets at any depth, as the engine does for policies. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  if (fields[SECRET_KEY] === SECRET_SIGNATURE) return opened(fields.value);
  return Object.fromEntries(Object.entries(fields).map(([key, each]) => [key, opened(each)]));
}

function recordedOf(
  request: Registration,
  urn: string,
  inputs: Readonly<Record<string, unknown>>,
): Recorded {
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    provider: request.getProvider(),
    dependencies: request.getDependenciesList(),
    protect: request.getProtect() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    inputs: opened(inputs) as Readonly<Record<string, unknown>>,
  };
}

/**
 * The configuration of a stack, from its file.
 *
 * @param stack Name of the stack.
 */
export function stackConfigOf(stack: string): CellConfig {
  const file = readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8");
  const { config } = parse(file) as { readonly config: Record<string, unknown> };
  const own = Object.entries(config)
    .filter(([key]) => key.startsWith("podcast-platform:"))
    .map(([key, value]) => [key.slice("podcast-platform:".length), value] as const);
  return parseConfig(Object.fromEntries(own), stack);
}

/**
 * Plans a stack from its file, as the program does.
 *
 * @param stack Name of the stack.
 */
export function planOf(stack: string): CellPlan {
  return planCell(stack, stackConfigOf(stack));
}

const built = new Map<string, Promise<readonly Recorded[]>>();

/**
 * Everything that a stack declares. Built once a stack: nothing changes it.
 *
 * @param stack Name of the stack.
 */
export function resourcesOf(stack: string): Promise<readonly Recorded[]> {
  const known = built.get(stack) ?? record(stack, () => buildCell(planOf(stack)));
  built.set(stack, known);
  return known;
}
