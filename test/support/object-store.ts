/** A stand-in for S3 on this machine: whole objects, multipart uploads, ranges. */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Objects of all buckets by `/bucket/key`. */
export type Objects = Map<string, Buffer>;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const isFramed = (request.headers["content-encoding"] ?? "").includes("aws-chunked");
  return isFramed ? unframed(body) : body;
}

/** Takes the frames off a body that came with its checksum behind it. */
function unframed(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const end = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.subarray(at, end).toString("latin1"), 16);
    if (size === 0) break;
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}

const tagOf = (object: Buffer): string => `"${createHash("md5").update(object).digest("hex")}"`;

function give(request: IncomingMessage, response: ServerResponse, object: Buffer): void {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
  const part = range === null ? object : object.subarray(Number(range[1]), Number(range[2]) + 1);
  response.writeHead(range === null ? 200 : 206, {
    "content-length": part.length,
    etag: tagOf(object),
  });
  response.end(request.method === "HEAD" ? undefined : part);
}

/** Parts of an upload by its id. */
type Uploads = Map<string, Map<number, Buffer>>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { objects, uploads }: { readonly objects: Objects; readonly uploads: Uploads },
): Promise<void> {
  const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://stand-in");
  const pathname = decodeURIComponent(path);
  const body = await bodyOf(request);
  const id = searchParams.get("uploadId");
  const xml = (text: string): void => {
    response.writeHead(200, { "content-type": "application/xml", etag: '"done"' });
    response.end(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  };
  if (request.method === "POST" && searchParams.has("uploads")) {
    const made = randomUUID();
    uploads.set(made, new Map());
    xml(
      `<InitiateMultipartUploadResult><UploadId>${made}</UploadId></InitiateMultipartUploadResult>`,
    );
  } else if (request.method === "PUT" && id !== null) {
    uploads.get(id)?.set(Number(searchParams.get("partNumber")), body);
    xml("");
  } else if (request.method === "POST" && id !== null) {
    const parts = [...(uploads.get(id) ?? [])].toSorted(([a], [b]) => a - b);
    objects.set(pathname, Buffer.concat(parts.map(([, part]) => part)));
    xml("<CompleteMultipartUploadResult><ETag>done</ETag></CompleteMultipartUploadResult>");
  } else if (request.method === "PUT") {
    objects.set(pathname, body);
    xml("");
  } else {
    const object = objects.get(pathname);
    if (object !== undefined) {
      give(request, response, object);
      return;
    }
    response.writeHead(404);
    response.end();
  }
}

/**
 * Opens the stand-in.
 *
 * @returns Its address, what it holds, and a function that closes it.
 */
export async function objectStore(): Promise<{
  readonly url: string;
  readonly objects: Objects;
  readonly close: () => void;
}> {
  const objects: Objects = new Map();
  const uploads: Uploads = new Map();
  const server: Server = createServer((request, response) => {
    answer(request, response, { objects, uploads }).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, objects, close: () => server.close() };
}
