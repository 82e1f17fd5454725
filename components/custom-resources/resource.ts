/** Custom resources whose spec the compiler knows: the types are those of the published definitions. */
import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { CustomResourceOptions, Input, OutputInstance } from "@pulumi/pulumi";
import { API_VERSIONS, type Specs } from "./generated";

/** A kind in the table of typed kinds. */
export type Kind = keyof Specs;

/** A type in which every value may also be an output. */
export type Inputs<T> = Input<T extends object ? { readonly [K in keyof T]: Inputs<T[K]> } : T>;

/** Spec of a kind, for functions that make one, or a part of one by its key. */
export type SpecInputs<K extends Kind> = {
  readonly [F in keyof Specs[K]]: Inputs<Specs[K][F]>;
};

/** Path of a property. */
type Below<Path extends string, Key extends string> = Path extends "" ? Key : `${Path}.${Key}`;

/**
 * Paths of what `Given` has and `Known` has not; `never` if there is none. The compiler's own check
 * for unknown properties sees an object's literal alone, and passes over what was spread into it
 * or came from a function.
 */
export type Unknown<Given, Known, Path extends string = ""> = unknown extends Known
  ? never
  : Given extends OutputInstance<infer Value> | Promise<infer Value>
    ? Unknown<Value, Known, Path>
    : Given extends readonly (infer Item)[]
      ? Known extends readonly (infer KnownItem)[]
        ? Unknown<Item, KnownItem, `${Path}[]`>
        : never
      : Given extends object
        ? {
            [K in keyof Given & string]: K extends keyof Known
              ? Unknown<Given[K], NonNullable<Known[K]>, Below<Path, K>>
              : Below<Path, K>;
          }[keyof Given & string]
        : never;

/** What a spec with unknown fields would have to be: the compiler's message names them. */
export interface UnknownFields<Paths> {
  readonly unknownFields: Paths;
}

/** Name and marks of an object. Source: Kubernetes API, ObjectMeta v1. */
export interface Metadata {
  readonly name: Input<string>;
  /** @default none, for kinds that belong to the whole cluster */
  readonly namespace?: Input<string>;
  readonly labels?: Readonly<Record<string, Input<string>>>;
  readonly annotations?: Readonly<Record<string, Input<string>>>;
}

/** What a custom resource is made of. */
export interface CustomResourceArgs<K extends Kind, S> {
  readonly metadata: Metadata;
  readonly spec: [Unknown<S, Specs[K]>] extends [never]
    ? S
    : S & UnknownFields<Unknown<S, Specs[K]>>;
}

/**
 * Makes a custom resource; a field that its definition does not have is a compile error.
 *
 * @param kind Its kind, which decides the API version.
 * @param logicalName Its name in the program.
 * @param args Metadata and spec.
 * @param opts Options of the resource.
 */
export function customResource<K extends Kind, S extends SpecInputs<K>>(
  kind: K,
  logicalName: string,
  args: CustomResourceArgs<K, S>,
  opts: CustomResourceOptions,
): CustomResource {
  const { metadata, spec } = args;
  return new CustomResource(
    logicalName,
    { apiVersion: API_VERSIONS[kind], kind, metadata: { ...metadata }, spec },
    opts,
  );
}
