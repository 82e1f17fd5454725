/** The simulated Google Cloud: generated answers for every type. */
import type { CloudDefinition } from "../../contract";
import { text } from "../read";

/** The simulated Google Cloud. */
export const GCP: CloudDefinition = {
  package: "gcp",
  connect: (provider) => {
    const account = text(provider, "project") ?? process.env.GOOGLE_PROJECT;
    const region = text(provider, "region");
    if (account === undefined)
      return {
        refusal:
          "project: required field is not set: set `project` on the provider or GOOGLE_PROJECT",
      };
    return region === undefined ? { account } : { account, region };
  },
  models: [],
  rules: [],
  invocations: [],
};
