import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { SimResponse } from './service.ts';

/** Larger request bodies are refused; the largest the cloud takes is a 20 MB library file. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Reads a request body; undefined when it is larger than allowed. */
export async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    // What is too much is still read, or the sender would see a closed connection in place of the refusal.
    if (size > MAX_BODY_BYTES) chunks.length = 0;
    else chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

export type Chunks = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** The bytes of an answer, or the pieces of one that is streamed. */
export function encodeBody(body: unknown): Buffer | Chunks {
  if (body === undefined) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return isChunks(body) ? body : Buffer.from(JSON.stringify(body));
}

/** Writes an answer, piece by piece where it is streamed, as fast as the caller takes it. */
export async function writeAnswer(
  out: ServerResponse,
  answer: SimResponse,
  headers: Record<string, string>,
): Promise<void> {
  const body = encodeBody(answer.body);
  if (Buffer.isBuffer(body)) {
    out.writeHead(
      answer.status,
      answer.status === 204 ? headers : { ...headers, 'content-length': String(body.length) },
    );
    out.end(body);
    return;
  }
  out.writeHead(answer.status, headers);
  for await (const chunk of body) {
    if (out.destroyed) return;
    if (!out.write(chunk)) await drained(out);
  }
  out.end();
}

/** Until the caller takes more, or is gone. */
async function drained(out: ServerResponse): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(out, 'drain', { signal }), once(out, 'close', { signal })]);
  } finally {
    // A long body waits often: listeners that were left would pile up.
    over.abort();
  }
}

/** Headers and half the body, then the connection is gone. */
export async function writeHalf(
  out: ServerResponse,
  answer: SimResponse,
  headers: Record<string, string>,
): Promise<void> {
  const whole = await collect(encodeBody(answer.body));
  out.writeHead(answer.status, { ...headers, 'content-length': String(Math.max(2, whole.length)) });
  await new Promise<void>((resolve) => {
    out.write(whole.subarray(0, Math.max(1, Math.floor(whole.length / 2))), () => resolve());
  });
  out.socket?.destroy();
}

async function collect(body: Buffer | Chunks): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body;
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function isChunks(body: unknown): body is Chunks {
  return (
    typeof body === 'object' &&
    body !== null &&
    !Array.isArray(body) &&
    (Symbol.asyncIterator in body || Symbol.iterator in body)
  );
}
