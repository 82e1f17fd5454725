/**
 * Gives every resource its standard tags, or labels and annotations inside a cluster, among them
 * the engine's name of the resource: by it an interrupted create is found again.
 */
import {
  type Resource,
  type ResourceTransformation,
  type ResourceTransformationArgs,
  getProject,
  getStack,
  mergeOptions,
} from "@pulumi/pulumi";
import { cloudOwnedFields, isTaggable } from "../facts/resource-types";
import { type Component, type DataClass, TAG, tagValueOfUrn } from "../facts/tags";
import type { CellPlan } from "../plan/cell";

/** Annotation of Kubernetes objects that carries the engine's name. */
export const URN_ANNOTATION = "podcast-platform/urn";

/** Which room a resource belongs to, and what it holds where nothing else is said. */
export interface Belonging {
  readonly component: Component;
  readonly dataClass: DataClass;
  /**
   * The enterprise tenant whose own it is.
   * @default undefined it is shared
   */
  readonly tenant?: string;
}

/** The tag of what belongs to one enterprise tenant. */
function tenantTag({ tenant }: Belonging): Readonly<Record<string, string>> {
  return tenant === undefined ? {} : { [TAG.tenant]: tenant };
}

/** Types of a resource and its parents, outermost first, as a URN spells them. */
const qualifiedTypes = new WeakMap<Resource, string>();

/**
 * The URN that the engine will give, as a plain value: the SDK's own is an Output, and one unknown
 * tag hides all tags from the policies of a preview.
 *
 * @param args The resource that is being made.
 */
export function plainUrn(args: ResourceTransformationArgs): string {
  const parent = args.opts.parent === undefined ? undefined : qualifiedTypes.get(args.opts.parent);
  const type = parent === undefined ? args.type : `${parent}$${args.type}`;
  qualifiedTypes.set(args.resource, type);
  return `urn:pulumi:${getStack()}::${getProject()}::${type}::${args.name}`;
}

/** Fields of a plain object; empty where there is none. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** Labels and annotations of a Kubernetes object. */
function labelled(cell: CellPlan, belonging: Belonging, urn: string) {
  return (props: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const metadata = fieldsOf(props.metadata);
    const labels = {
      "app.kubernetes.io/managed-by": "pulumi",
      "app.kubernetes.io/part-of": "podcast-platform",
      [TAG.environment]: cell.environment,
      [TAG.component]: belonging.component,
      [TAG.residency]: cell.residency,
      ...tenantTag(belonging),
      ...fieldsOf(metadata.labels),
    };
    const annotations = { [URN_ANNOTATION]: urn, ...fieldsOf(metadata.annotations) };
    return { ...props, metadata: { ...metadata, labels, annotations } };
  };
}

/**
 * Fields that the cloud changes by itself are stated once and never corrected. An object in a
 * cluster leaves them out instead.
 */
function ownedByCloud(args: ResourceTransformationArgs): ResourceTransformationArgs["opts"] {
  const fields = args.type.startsWith("aws:") ? cloudOwnedFields(args.type) : [];
  return fields.length === 0 ? args.opts : mergeOptions(args.opts, { ignoreChanges: [...fields] });
}

/** True for an object inside a cluster; a Helm release is none and has no metadata. */
function isKubernetesObject(type: string): boolean {
  return type.startsWith("kubernetes:") && !type.startsWith("kubernetes:helm.sh/");
}

/**
 * A transformation that a component hands to its children by its options. Tags that a resource
 * states itself win.
 *
 * @param cell The cell, whose tags every resource carries.
 * @param belonging The component, and the class of its data.
 */
export function standardTags(cell: CellPlan, belonging: Belonging): ResourceTransformation {
  return (args) => {
    const urn = plainUrn(args);
    const props = fieldsOf(args.props);
    if (isKubernetesObject(args.type)) {
      return { props: labelled(cell, belonging, urn)(props), opts: args.opts };
    }
    const opts = ownedByCloud(args);
    if (!isTaggable(args.type)) return { props, opts };
    const tags = {
      ...cell.tags,
      [TAG.component]: belonging.component,
      [TAG.dataClass]: belonging.dataClass,
      ...tenantTag(belonging),
      [TAG.urn]: tagValueOfUrn(urn),
      ...fieldsOf(props.tags),
    };
    return { props: { ...props, tags }, opts };
  };
}
