/** Every simulated cloud. */
import type { CloudDefinition } from "../contract";
import { AWS } from "./aws";
import { CLOUDFLARE } from "./cloudflare";
import { GCP } from "./gcp";
import { KUBERNETES } from "./kubernetes";
import { RANDOM } from "./random";

/** The simulated clouds, one for each package. */
export const CLOUDS: readonly CloudDefinition[] = [AWS, KUBERNETES, RANDOM, GCP, CLOUDFLARE];
