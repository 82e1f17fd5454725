/** Types for the specs; the source is steps.mjs. */
export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly countsTests: boolean;
  readonly alone: boolean;
}
export function stepsOf(root: string, options: { readonly slow: boolean }): readonly Step[];
export function leftOut(root: string, options: { readonly slow: boolean }): readonly string[];
