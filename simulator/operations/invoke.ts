/** `Invoke`: functions of a package. */
import { isFields } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { CloudView, PackageName, Scope, StoredResource } from "../contract";
import { Refusal } from "../refusal";
import { scopeOf } from "./session";
import type { Session } from "./session";
import { viewOf } from "./view";

/** Answered for every cloud definition of aws that brings no answer of its own. */
const TAGGING = "aws:resourcegroupstaggingapi/getResources:getResources";

/**
 * @param session The provider instance.
 * @param token The function.
 * @param args Its arguments.
 * @returns Its result.
 * @throws Refusal for a function that the provider does not know.
 */
export function invoke(session: Session, token: string, args: Values): Values {
  const { definition, store } = session;
  const invocation = definition.invocations.find((one) => one.token === token);
  if (invocation === undefined && token !== TAGGING) {
    throw new Refusal(UNKNOWN_FUNCTION[definition.package](token));
  }
  const scope = scopeOf(session, args);
  const cloud = viewOf(store.read(), scope);
  return invocation === undefined
    ? taggedResources(args, scope, cloud)
    : invocation.answer(args, scope, cloud);
}

/**
 * Lists what carries tags, as the Resource Groups Tagging API does.
 * Source: AWS Resource Groups Tagging API Reference, GetResources: values of one key are
 * alternatives, several keys must all match, one region a call, global services in us-east-1.
 *
 * @param args Arguments of `getResources`.
 * @param scope Where the call goes.
 * @param cloud What exists.
 */
export function taggedResources(args: Values, scope: Scope, cloud: CloudView): Values {
  const found = cloud
    .all()
    .flatMap((resource) => {
      const { arn } = resource.outputs;
      return typeof arn === "string" ? [{ arn, tags: tagsOf(resource) }] : [];
    })
    .filter(({ arn, tags }) => Object.keys(tags).length > 0 && matches({ arn, tags }, args, scope));
  return {
    ...args,
    id: scope.region ?? "",
    resourceTagMappingLists: found.map(({ arn, tags }) => ({
      resourceArn: arn,
      tags,
      complianceDetails: [],
    })),
  };
}

const UNKNOWN_FUNCTION: Readonly<Record<PackageName, (token: string) => string>> = {
  // Source: pulumi-terraform-bridge, Provider.Invoke.
  aws: (token) => `unrecognized data function (Invoke): ${token}`,
  gcp: (token) => `unrecognized data function (Invoke): ${token}`,
  cloudflare: (token) => `unrecognized data function (Invoke): ${token}`,
  random: (token) => `unrecognized data function (Invoke): ${token}`,
  // Source: pulumi-kubernetes, kubeProvider.Invoke.
  kubernetes: (token) => `unknown Invoke type "${token}"`,
};

function matches(
  { arn, tags }: { readonly arn: string; readonly tags: Values },
  args: Values,
  scope: Scope,
): boolean {
  const [, , service = "", region = "", , resource = ""] = arn.split(":");
  const types = listOf(args.resourceTypeFilters);
  const type = `${service}:${resource.split(/[/:]/)[0] ?? ""}`;
  const isOfType = types.length === 0 || types.some((one) => one === service || one === type);
  const isThere = (region === "" ? "us-east-1" : region) === scope.region;
  const isTagged = listOf(args.tagFilters).every((filter) => hasTag(tags, filter));
  const arns = listOf(args.resourceArnLists);
  return isOfType && isThere && isTagged && (arns.length === 0 || arns.includes(arn));
}

function hasTag(tags: Values, filter: Value): boolean {
  if (!isFields(filter) || typeof filter.key !== "string") {
    return true;
  }
  const value = tags[filter.key];
  const wanted = listOf(filter.values);
  return value !== undefined && (wanted.length === 0 || wanted.includes(value));
}

function tagsOf({ outputs }: StoredResource): Values {
  const tags = outputs.tagsAll ?? outputs.tags;
  return isFields(tags) ? tags : {};
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}
