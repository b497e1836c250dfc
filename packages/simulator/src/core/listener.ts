import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { CertifiedKey } from './authority.ts';
import { MAX_BODY_BYTES, readBody, writeAnswer, writeHalf } from './body.ts';
import { cloudSkew } from './clock.ts';
import { apiError } from './error-body.ts';
import { exchanges, type Exchange } from './exchange.ts';
import { answerByFault } from './fault-gate.ts';
import type { Journal } from './journal.ts';
import { createRouter, type Router } from './router.ts';
import type { Service, SimRequest, SimResponse } from './service.ts';
import type { World } from './world.ts';

/** One base URL: a port of its own, so that it behaves like a host of its own. */
export interface Listener {
  readonly url: string;
  /** From now on these services answer; before, everything is 503. */
  serve(world: World, services: readonly Service[], journal: Journal | undefined): void;
  close(): Promise<void>;
}

export interface ListenerOptions {
  readonly name: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** TLS when given. */
  readonly tls?: CertifiedKey | undefined;
}

interface Serving {
  readonly world: World;
  readonly router: Router;
  readonly journal: Journal | undefined;
}

/** Starts to listen. @throws the error of `listen`, such as EADDRINUSE. */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  let serving: Serving | undefined;
  const answer: RequestListener = (message, out) => {
    if (serving === undefined) {
      out.writeHead(503).end();
      return;
    }
    exchange(options.name, url, serving, message, out).catch((error: unknown) => fail(out, error));
  };
  const server: Server =
    options.tls === undefined
      ? createServer(answer)
      : createTlsServer({ key: options.tls.key, cert: options.tls.certificate }, answer);
  // Longer than the keep-alive of the clients, so that no request meets a connection just being closed.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const url = `${options.tls === undefined ? 'http' : 'https'}://${host}:${port}`;
  return {
    url,
    serve: (world, services, journal) => {
      serving = { world, router: createRouter(services), journal };
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function exchange(
  service: string,
  baseUrl: string,
  { world, router, journal }: Serving,
  message: IncomingMessage,
  out: ServerResponse,
): Promise<void> {
  const body = await readBody(message);
  const request = describe(service, baseUrl, message, body ?? Buffer.alloc(0));
  const current: Exchange = { request, requestId: randomUUID() };
  await exchanges.run(current, async () => {
    const answer =
      body === undefined
        ? apiError(service, world.clock.now(), {
            status: 413,
            code: 'RequestEntityTooLarge',
            message: `The body is larger than ${MAX_BODY_BYTES} bytes.`,
          })
        : (answerByFault(world, request) ?? (await route(router, world, current, rawPathOf(message))));
    const headers = headersOf(world, current, answer);
    // Status 0 is a service that is not there at all.
    if (answer.status === 0) {
      journal?.record(current, 0, world.clock.iso());
      message.socket.destroy();
      return;
    }
    journal?.record(current, answer.status, world.clock.iso());
    if (world.faults.take('connection-cut') === undefined) await writeAnswer(out, answer, headers);
    else await writeHalf(out, answer, headers);
  });
}

async function route(router: Router, world: World, current: Exchange, rawPath: string): Promise<SimResponse> {
  const { request } = current;
  const refuse = (status: number, code: string, text: string): SimResponse =>
    apiError(request.service, world.clock.now(), { status, code, message: text });
  try {
    const found = router.match(request.method, rawPath);
    if ('route' in found) return await found.route.handle({ ...request, params: found.params });
    return found.methods.length === 0
      ? refuse(
          404,
          request.service === 'graph' ? 'ResourceNotFound' : 'NotFound',
          `No such resource: ${request.path}`,
        )
      : refuse(405, 'MethodNotAllowed', `Allowed here: ${found.methods.join(', ')}`);
  } catch (error) {
    if (error instanceof URIError) return refuse(400, 'BadRequest', 'The path is not well encoded.');
    // A defect of the simulator must be seen as one and not be mistaken for the cloud's own 500.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`simulator: ${request.method} ${request.path}: ${text}\n`);
    return refuse(500, 'SimulatorDefect', 'The simulator failed; see its error output.');
  }
}

function describe(service: string, baseUrl: string, message: IncomingMessage, body: Buffer): SimRequest {
  const [rawPath, rawQuery] = splitOnce(message.url ?? '/');
  const scheme = baseUrl.split(':')[0] ?? 'http';
  const host = message.headers.host ?? '';
  return {
    method: message.method ?? 'GET',
    service,
    path: rawPath.split('/').map(decodeLoosely).join('/'),
    query: new URLSearchParams(rawQuery),
    rawQuery,
    headers: message.headers,
    body,
    params: {},
    origin: /^[\w.:[\]-]+$/.test(host) ? `${scheme}://${host}` : baseUrl,
  };
}

function rawPathOf(message: IncomingMessage): string {
  return splitOnce(message.url ?? '/')[0];
}

function splitOnce(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function decodeLoosely(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Malformed: the router refuses it; the journal shows it as it came.
    return segment;
  }
}

function headersOf(
  world: World,
  { request, requestId }: Exchange,
  answer: SimResponse,
): Record<string, string> {
  const clientId = request.headers['client-request-id'];
  const ids: Record<string, string> =
    request.service === 'graph' ? { 'request-id': requestId } : { 'x-ms-request-id': requestId };
  if (typeof clientId === 'string' && /^[\x20-\x7e]{1,128}$/.test(clientId))
    ids['client-request-id'] = clientId;
  else if (request.service === 'graph') ids['client-request-id'] = requestId;
  const json = answer.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  return {
    date: new Date(world.clock.now() + cloudSkew(world.faults)).toUTCString(),
    ...json,
    ...ids,
    ...lowerCased(answer.headers ?? {}),
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function fail(out: ServerResponse, error: unknown): void {
  // The caller went away in the middle: nobody is left to answer.
  if (out.destroyed || out.headersSent) {
    out.destroy();
    return;
  }
  process.stderr.write(`simulator: ${error instanceof Error ? error.message : String(error)}\n`);
  out.writeHead(500).end();
}
