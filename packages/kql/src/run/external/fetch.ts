import { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import type { IncomingMessage, RequestOptions } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isLoopback, isPublic, refusalOf } from './address.ts';

/** Bytes of one file, packed and unpacked. @see https://learn.microsoft.com/kusto/query/externaldata-operator */
const MOST_BYTES = 100 * 1024 * 1024;
const MOST_REDIRECTS = 3;
const PATIENCE = 60_000;

/** Why a file could not be read, as the end of a sentence. */
export class ExternalFault extends Error {
  override readonly name = 'ExternalFault';
}

/** The text of a file. @throws ExternalFault */
export async function fetchText(
  address: string,
  prefixes: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const limit = AbortSignal.any([AbortSignal.timeout(PATIENCE), ...(signal ? [signal] : [])]);
  let url = new URL(address);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const refusal = refusalOf(url, prefixes);
    if (refusal !== undefined)
      throw new ExternalFault(`${hop > 0 ? `it points to ${url.origin}, and ` : ''}${refusal}`);
    const answer = await ask(url, limit);
    const { statusCode: status = 0, headers } = answer;
    if (status >= 300 && status < 400 && headers.location !== undefined) {
      answer.destroy();
      const next = URL.parse(headers.location, url.href);
      if (!next) throw new ExternalFault('it points to what is no address');
      url = next;
      continue;
    }
    if (status !== 200) {
      answer.destroy();
      throw new ExternalFault(`the answer was ${status}`);
    }
    return await textOf(answer);
  }
  throw new ExternalFault(`it points elsewhere more than ${MOST_REDIRECTS} times`);
}

function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    signal,
    headers: { accept: '*/*', 'accept-encoding': 'identity' },
    ...(!isLoopback(url.hostname) && { lookup: publicLookup }),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? http : https).get(url, options, resolve);
    request.on('error', (error: NodeJS.ErrnoException) => {
      reject(signal.aborted ? new ExternalFault('it took too long, or was stopped') : new ExternalFault(error.code ?? error.message)); // prettier-ignore
    });
  });
}

/** Finds a host's addresses and takes a public one only: the very address that is then connected to. */
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const open = error ? [] : found.filter(({ address }) => isPublic(address));
    const [first] = open;
    if (error) done(error, '', 0);
    else if (!first) done(new Error('its name stands for an address of a private network'), '', 0);
    else if (options.all) (done as unknown as (fault: null, list: LookupAddress[]) => void)(null, open);
    else done(null, first.address, first.family);
  });
};

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  let stream: Readable | undefined;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new ExternalFault('it is larger than 100 MB');
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return decoded(bytes);
    const unpacked: Buffer[] = [];
    stream = createGunzip();
    (stream as ReturnType<typeof createGunzip>).end(bytes);
    size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new ExternalFault('it is larger than 100 MB when unpacked');
      unpacked.push(chunk);
    }
    return decoded(Buffer.concat(unpacked));
  } catch (error) {
    if (error instanceof ExternalFault) throw error;
    throw new ExternalFault(error instanceof Error ? error.message : String(error));
  } finally {
    stream?.destroy();
    answer.destroy();
  }
}

/** UTF-8, without the mark that may stand in front of it. */
function decoded(bytes: Buffer): string {
  return new TextDecoder('utf-8').decode(bytes);
}
