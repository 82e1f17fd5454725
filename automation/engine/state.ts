/**
 * A stack's state: what `stack export` prints and `stack import` takes. Everything that this room
 * does not change passes through untouched.
 */
import { z } from "zod";
import type { Deployment } from "@pulumi/pulumi/automation";
import type { ResourceView } from "../../analysis/resource";
import { UserError } from "../exit-codes";
import { nameOf } from "../text";
import { providerUrn } from "./record";
import { toValues } from "./values";

const Resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  id: z.string().optional(),
  delete: z.boolean().optional(),
  external: z.boolean().optional(),
  protect: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
});

const PendingOperation = z.looseObject({
  type: z.enum(["creating", "updating", "deleting", "reading", "importing"]),
  resource: Resource,
});

const StateShape = z.looseObject({
  resources: z.array(Resource).nullish(),
  pending_operations: z.array(PendingOperation).nullish(),
});

/** A resource of the state. */
export type StateResource = z.infer<typeof Resource>;

/** A call that was under way when the engine ended. */
export type PendingOperation = z.infer<typeof PendingOperation>;

/** The state of a stack. */
export interface StackState {
  /** Version of the deployment's format. */
  readonly version: number;
  /** The whole deployment, for writing back. */
  readonly deployment: z.infer<typeof StateShape>;
  readonly resources: readonly StateResource[];
  readonly pending: readonly PendingOperation[];
}

/**
 * @param exported What `stack export` gave.
 * @throws UserError if it is no deployment.
 */
export function readState(exported: Deployment): StackState {
  const parsed = StateShape.safeParse(exported.deployment ?? {});
  if (!parsed.success) {
    throw new UserError(`This is not the state of a stack: ${z.prettifyError(parsed.error)}`);
  }
  const { data } = parsed;
  return {
    version: exported.version,
    deployment: data,
    resources: data.resources ?? [],
    pending: data.pending_operations ?? [],
  };
}

/** What to write back. */
export interface StateChange {
  readonly resources: readonly StateResource[];
  readonly pending: readonly PendingOperation[];
}

/**
 * @param state The state as it was read.
 * @param change Its new resources and pending operations.
 * @returns What `stack import` takes.
 */
export function writtenState(state: StackState, change: StateChange): Deployment {
  const { resources, pending } = change;
  return {
    version: state.version,
    deployment: { ...state.deployment, resources, pending_operations: pending },
  };
}

/**
 * The resources of a state as judgements and estimates take them.
 *
 * @param resources Resources of a state; those that wait for deletion are left out.
 */
export function viewsOf(resources: readonly StateResource[]): readonly ResourceView[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources
    .filter((resource) => resource.delete !== true && resource.external !== true)
    .map((resource) => ({
      urn: resource.urn,
      type: resource.type,
      name: nameOf(resource.urn),
      inputs: toValues(resource.inputs),
      outputs: {
        ...(resource.id === undefined ? {} : { id: resource.id }),
        ...toValues(resource.outputs),
      },
      provider: toValues(byUrn.get(providerUrn(resource.provider ?? ""))?.inputs),
      ...(resource.parent === undefined ? {} : { parent: resource.parent }),
      dependencies: dependenciesOf(resource),
    }));
}

function dependenciesOf(resource: StateResource): ResourceView["dependencies"] {
  return Object.fromEntries(
    Object.entries(resource.propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []]),
  );
}
