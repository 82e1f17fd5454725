/** What the SDK declares about a resource type, in the compact form of the schema cache. */

/** The shape of one input value. */
export type Shape =
  | { readonly k: "string" | "number" | "boolean" | "any" | "asset" }
  /** Literals and nothing else. */
  | { readonly k: "enum"; readonly values: readonly (string | number | boolean)[] }
  | { readonly k: "array"; readonly of: Shape }
  | { readonly k: "map"; readonly of: Shape }
  /** A named input type: key into {@link ModuleSchema.types}. */
  | { readonly k: "object"; readonly type: string }
  | { readonly k: "union"; readonly of: readonly Shape[] };

/** One declared input. */
export interface Field {
  readonly shape: Shape;
  readonly required?: true;
  /** The documentation says that a change makes a new resource. */
  readonly replaces?: true;
}

/** Declared keys by name. */
export type Fields = Readonly<Record<string, Field>>;

/** What a computed value looks like. */
export type OutputKind = "string" | "number" | "boolean" | "array" | "map";

/** One declared output. */
export interface OutputField {
  readonly k: OutputKind;
  /** Declared with `| undefined`: an input that the cloud does not fill in when it is left out. */
  readonly maybe?: true;
}

/** What the SDK declares about one resource type. */
export interface ResourceShape {
  readonly inputs: Fields;
  /** Declared outputs, those that are inputs too included. */
  readonly outputs: Readonly<Record<string, OutputField>>;
  /** Named input types that the inputs refer to. */
  readonly types: Readonly<Record<string, Fields>>;
  /** Further keys are allowed beside the declared ones (custom resources of Kubernetes). */
  readonly open?: boolean;
}

/** One file of the cache. */
export interface ModuleSchema {
  readonly resources: Readonly<Record<string, Omit<ResourceShape, "types">>>;
  readonly types: Readonly<Record<string, Fields>>;
}

/** Where operations look up what is declared. */
export interface Schema {
  /**
   * @param type A type token such as `aws:rds/instance:Instance` or `pulumi:providers:aws`.
   * @returns What the SDK declares, or undefined where it declares no such type.
   */
  resource(type: string): ResourceShape | undefined;
}
