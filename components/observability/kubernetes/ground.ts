/** What the objects of the room are made on. */
import type { Input, Resource } from "@pulumi/pulumi";
import type { Where } from "../../contract";

/** The component that owns objects in the namespace of Prometheus. */
export interface MonitoringGround extends Where {
  /** The namespace, by the object that makes it. */
  readonly namespace: Input<string>;
  /** The release that brings the kinds of rules, monitors and routes. */
  readonly stack: Resource;
}
