/** The questions that a probe asks over HTTPS. */
import { fieldsOf, parsed } from "../shared/json";
import type { OriginHealth } from "./handler";

/** From here on the server says itself that it does not work. */
const SERVER_ERROR = 500;

/**
 * Whether a server answers below 500.
 *
 * @param url What is asked.
 * @param timeoutMs Milliseconds after which silence is a failure.
 */
export async function answers(url: string, timeoutMs: number): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return response.status < SERVER_ERROR;
  } catch {
    return false;
  }
}

/** How the edge's API is asked. */
export interface EdgeQuestion {
  /** Health of the pool of the active site. */
  readonly url: string;
  readonly token: string;
  readonly timeoutMs: number;
}

/**
 * What the edge's monitor says of a pool: healthy where one of its places reaches it, unhealthy
 * where all that have looked do not.
 *
 * @param question How the edge's API is asked.
 */
export async function originHealth(question: EdgeQuestion): Promise<OriginHealth> {
  const { url, token, timeoutMs } = question;
  try {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    return response.ok ? healthOf(text) : "unknown";
  } catch {
    return "unknown";
  }
}

/**
 * Reads an answer of the edge.
 * Source: Cloudflare API, "Pool Health Details": `result.pop_health` by place, each with `healthy`.
 *
 * @param text Body of the answer.
 */
export function healthOf(text: string): OriginHealth {
  const { result } = fieldsOf(parsed(text));
  const places = Object.values(fieldsOf(fieldsOf(result).pop_health)).map(fieldsOf);
  const said = places.map(({ healthy }) => healthy).filter((one) => typeof one === "boolean");
  if (said.length === 0) return "unknown";
  return said.includes(true) ? "healthy" : "unhealthy";
}
