/** One probe over HTTPS, with the client certificate that an origin may ask for. */
import { request } from "node:https";

/** What to probe. */
export interface Probe {
  readonly url: string;
  /** Milliseconds after which silence is a failure. */
  readonly timeoutMs: number;
  /**
   * Name in the server's certificate, and in the request, where the URL has another.
   * @default the URL's own
   */
  readonly serverName?: string;
  /**
   * Shown to an origin that lets the edge in alone.
   * @default none
   */
  readonly certificate?: { readonly cert: string; readonly key: string };
}

/** From here on the server says itself that it does not work. */
const SERVER_ERROR = 500;

/**
 * Asks once.
 *
 * @param probe What to probe.
 * @returns True for an answer below 500 in time.
 */
export function answers({ url, timeoutMs, serverName, certificate }: Probe): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const named =
      serverName === undefined ? {} : { servername: serverName, headers: { Host: serverName } };
    const asked = request(url, { method: "GET", agent: false, signal, ...named, ...certificate });
    asked.on("response", (response) => {
      response.resume();
      resolve((response.statusCode ?? SERVER_ERROR) < SERVER_ERROR);
    });
    asked.on("error", () => {
      resolve(false);
    });
    asked.end();
  });
}
