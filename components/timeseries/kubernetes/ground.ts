/** What the objects of the time series are made on. */
import type { Input } from "@pulumi/pulumi";
import type { ClusterOutputs, Where } from "../../contract";

/** The component that owns the objects, their namespace and their cluster. */
export interface TimeSeriesGround extends Where {
  readonly cluster: ClusterOutputs;
  readonly namespace: Input<string>;
  /** Whether its data must not be lost. */
  readonly isKept: boolean;
}
