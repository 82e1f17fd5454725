/** Every type that has a price, with the function that prices it. */
import type { PricerTable } from "../quote";
import { AWS_CACHE } from "./aws-cache";
import { AWS_COMPUTE } from "./aws-compute";
import { AWS_DATA } from "./aws-data";
import { AWS_DISKS } from "./aws-disks";
import { AWS_FUNCTIONS } from "./aws-functions";
import { AWS_NETWORK } from "./aws-network";
import { AWS_SERVICES } from "./aws-services";
import { AWS_THREATS } from "./aws-threats";
import { CLOUDFLARE } from "./cloudflare";
import { GCP_COMPUTE } from "./gcp-compute";
import { GCP_DATA } from "./gcp-data";
import { GCP_SERVICES } from "./gcp-services";
import { HELM } from "./helm";
import { KUBERNETES } from "./kubernetes";

/** Type token -> pricer. */
export const PRICERS: PricerTable = {
  ...AWS_CACHE,
  ...AWS_COMPUTE,
  ...AWS_DATA,
  ...AWS_DISKS,
  ...AWS_FUNCTIONS,
  ...AWS_NETWORK,
  ...AWS_SERVICES,
  ...AWS_THREATS,
  ...GCP_COMPUTE,
  ...GCP_DATA,
  ...GCP_SERVICES,
  ...CLOUDFLARE,
  ...KUBERNETES,
  ...HELM,
};
