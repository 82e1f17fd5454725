/** Which provider instances may have made something. */
import { providerUrn } from "../engine/record";
import type { StateResource } from "../engine/state";
import { toValues } from "../engine/values";
import type { ProviderInstance } from "./tagged";

/**
 * AWS provider instances among resources of a state.
 *
 * @param resources Resources of a state, or of a preview in the same shape.
 */
export function awsProviders(resources: readonly StateResource[]): readonly ProviderInstance[] {
  return resources
    .filter(({ type }) => type === "pulumi:providers:aws")
    .map(({ urn, inputs }) => ({ urn, inputs: toValues(inputs) }));
}

/**
 * The providers under which some creates were begun.
 *
 * @param creates Creates to settle.
 * @param providers All AWS provider instances.
 */
export function providersOf(
  creates: readonly { readonly resource: StateResource }[],
  providers: readonly ProviderInstance[],
): readonly ProviderInstance[] {
  const used = new Set(creates.map(({ resource }) => providerUrn(resource.provider ?? "")));
  return providers.filter(({ urn }) => used.has(urn));
}
