import { TextDecoder } from 'node:util';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';

export function looksLikeHtml(contentType: string | undefined, body: string): boolean {
  return /\bhtml\b/i.test(contentType ?? '') || /^\s*<(!doctype|html|head|body|\?xml)/i.test(body);
}

/** What we ask the services to compress with; the other end of `decoded`. */
export const acceptEncoding = 'gzip, deflate, br';

/** The body as it was before compression. Errors of the source reach the reader. */
export function decoded(source: Readable, contentEncoding: string | undefined): Readable {
  const decoder = decoderOf(contentEncoding?.trim().toLowerCase());
  if (decoder === undefined) return source;
  // The reader of the decoder meets the error; the callback only keeps it from being thrown twice.
  pipeline(source, decoder, () => undefined);
  return decoder;
}

function decoderOf(encoding: string | undefined): (Readable & NodeJS.WritableStream) | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : undefined;
}

/** The text of a body in the character set it says, without a byte order mark. */
export function textOf(chunks: readonly Uint8Array[], contentType: string | undefined): string {
  const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
  const charset = /charset="?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  return decoderFor(charset, bytes).decode(bytes);
}

function decoderFor(charset: string, bytes: Uint8Array | undefined): TextDecoder {
  if (bytes?.[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
