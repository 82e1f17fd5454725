/** The simulated Cloudflare: generated answers for every type. */
import type { CloudDefinition } from "../../contract";
import { hex, text } from "../read";

/** The simulated Cloudflare. A token belongs to one account, so it names it. */
export const CLOUDFLARE: CloudDefinition = {
  package: "cloudflare",
  connect: (provider) => {
    const token =
      text(provider, "apiToken") ?? text(provider, "apiKey") ?? process.env.CLOUDFLARE_API_TOKEN;
    if (token === undefined)
      return {
        refusal: 'must provide exactly one of "api_key", "api_token" or "api_user_service_key"',
      };
    return { account: hex(token, 32) };
  },
  models: [],
  rules: [],
  invocations: [],
};
