/** One resource as the engine shows it, in the form that every judgement works on. */
import type { Values } from "../facts/values";

/** A custom or component resource with inputs whose unknown parts are marked, never thrown. */
export interface ResourceView {
  /** The engine's unique name of the resource. */
  readonly urn: string;
  /** The type token, such as `aws:rds/instance:Instance`. */
  readonly type: string;
  /** The logical name: the last part of the URN. */
  readonly name: string;
  /** The inputs; secrets are opened by the engine, so a message never prints a value from here. */
  readonly inputs: Values;
  /**
   * What the provider computed, where it is known.
   * @default {} at a preview of a create
   */
  readonly outputs: Values;
  /**
   * The inputs of the provider that manages the resource (`region`, `kubeconfig`, …).
   * @default {} where the engine does not say
   */
  readonly provider: Values;
  /** URN of the parent component, where there is one. */
  readonly parent?: string;
  /** For each top-level input, the URNs that its value comes from: known even when the value is not. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}
