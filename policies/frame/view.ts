/** Turns what the policy SDK hands over into the form that every judgement works on. */
import type { PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";

import type { ResourceView } from "../../analysis/resource";
import type { Values } from "../../facts/values";
import type { Stack } from "./policy";
import { readValues } from "./read";

/**
 * Inputs as they were judged one by one, by URN. The engine shows a stack policy outputs only, in
 * which a nested unknown can hide a whole property (pulumi/pulumi#7854); the same process serves
 * both calls, so the inputs are kept.
 */
export class Recorder {
  private readonly seen = new Map<string, Values>();
  private last?: Stack;

  /**
   * @param args A resource that is about to be made.
   * @returns the resource as judgements see it
   */
  record(args: ResourceValidationArgs): ResourceView {
    const view = viewOfArgs(args);
    delete this.last;
    this.seen.set(view.urn, view.inputs);
    return view;
  }

  /**
   * The SDK copies the whole stack for each policy. It is read once: no resource is judged between
   * the first and the last policy of a stack's turn, and the next one makes the reading stale.
   *
   * @param args All resources of the stack.
   */
  stack(args: StackValidationArgs): Stack {
    this.last ??= stackOf(args.resources.map((resource) => viewOfResource(resource, this.seen)));
    return this.last;
  }
}

/**
 * A resource in front of a resource policy.
 *
 * @param args What the SDK hands over.
 */
export function viewOfArgs(args: ResourceValidationArgs): ResourceView {
  const parent = args.opts.parent;
  return {
    urn: args.urn,
    type: args.type,
    name: args.name,
    inputs: readValues(args.props),
    outputs: {},
    provider: readValues(args.provider?.props),
    ...(parent === undefined ? {} : { parent }),
    dependencies: {},
  };
}

function viewOfResource(resource: PolicyResource, seen: ReadonlyMap<string, Values>): ResourceView {
  const outputs = readValues(resource.props);
  const parent = resource.parent?.urn ?? resource.opts.parent;
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    inputs: seen.get(resource.urn) ?? outputs,
    outputs,
    provider: readValues(resource.provider?.props),
    ...(parent === undefined ? {} : { parent }),
    dependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, list]) => [
        key,
        list.map(({ urn }) => urn).toSorted(),
      ]),
    ),
  };
}

/**
 * Orders resources and makes them findable.
 *
 * @param resources Resources in any order.
 */
export function stackOf(resources: readonly ResourceView[]): Stack {
  const sorted = resources.toSorted((one, other) => (one.urn < other.urn ? -1 : 1));
  const byType = new Map<string, ResourceView[]>();
  for (const resource of sorted) {
    const others = byType.get(resource.type);
    if (others === undefined) byType.set(resource.type, [resource]);
    else others.push(resource);
  }
  const byUrn = new Map(sorted.map((resource) => [resource.urn, resource]));
  return {
    resources: sorted,
    ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []),
    byUrn: (urn) => byUrn.get(urn),
  };
}
