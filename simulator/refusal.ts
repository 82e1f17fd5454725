/** How a simulated cloud says no. */

/** Kinds of refusals, named as the status codes of gRPC. */
export type Code =
  "unknown" | "notFound" | "alreadyExists" | "resourceExhausted" | "unimplemented" | "unavailable";

/** A call that the cloud or its provider refuses; the engine prints the message as it stands. */
export class Refusal extends Error {
  /**
   * @param message The vendor's message.
   * @param code The status; providers answer `unknown` to whatever the cloud's API refuses.
   */
  constructor(
    message: string,
    public readonly code: Code = "unknown",
  ) {
    super(message);
    this.name = "Refusal";
  }
}
