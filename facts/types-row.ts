/** The shape of one line in the tables of resource types. */
import type { CostLine } from "./lines";

/** What the platform knows of a resource type. */
export interface TypeRow {
  /** Line of the bill that the type's cost, if any, is counted in. */
  readonly line: CostLine;
  /** Data of tenants or secrets rest in it: it is encrypted, located and never public. */
  readonly holdsData: boolean;
  /** A deletion loses what nothing else holds. A cache is rebuilt; a key cannot be. */
  readonly persistent: boolean;
  /** Takes tags (AWS) or labels (Kubernetes), by which an interrupted create is found. */
  readonly taggable: boolean;
  /**
   * Inputs that the cloud changes by itself; a program states them once and never corrects them.
   * @default none
   */
  readonly cloudOwnedFields?: readonly string[];
  /**
   * How the provider's import spells the id, inputs in braces, where no tag finds the resource.
   * @default found by tag
   */
  readonly naturalImportId?: string;
  /**
   * Brought by an operator's CRD, so the SDK has no class for it.
   * @default false
   */
  readonly custom?: true;
}
