/** The PostgreSQL of a test behind a port, so that another program can talk to it: one at a time. */
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";

/** A request for TLS instead of a start. Source: PostgreSQL documentation, "Message Formats". */
const SSL_REQUEST = 80_877_103;

/** Bytes of a message's length; those of a type stand before it, but at the start. */
const LENGTH_BYTES = 4;

/** Length of the first whole message; undefined while it is still on its way. */
function lengthOf(data: Buffer, isStarted: boolean): number | undefined {
  const head = isStarted ? 1 : 0;
  if (data.length < head + LENGTH_BYTES) return undefined;
  const length = head + data.readUInt32BE(head);
  return data.length < length ? undefined : length;
}

async function serve(db: PGlite, socket: Socket): Promise<void> {
  let waiting = Buffer.alloc(0);
  let isStarted = false;
  for await (const chunk of socket) {
    waiting = Buffer.concat([waiting, chunk as Buffer]);
    for (
      let length = lengthOf(waiting, isStarted);
      length !== undefined;
      length = lengthOf(waiting, isStarted)
    ) {
      const message = waiting.subarray(0, length);
      waiting = waiting.subarray(length);
      if (!isStarted && message.readUInt32BE(LENGTH_BYTES) === SSL_REQUEST) {
        socket.write("N");
        continue;
      }
      isStarted = true;
      socket.write(await db.execProtocolRaw(message));
    }
  }
}

/**
 * Opens a port before a database.
 *
 * @param db The database.
 * @returns The port, and a function that closes it.
 */
export async function listen(
  db: PGlite,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const server: Server = createServer((socket) => {
    serve(db, socket).catch((error: unknown) => {
      socket.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
