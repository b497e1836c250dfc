import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VedetteError } from '../error.ts';
import { orAbort } from './abort.ts';

/** A page with nothing in it that came from outside. */
function page(text: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Vedette</title><p>${text}</p>`;
}

const DONE = page('You can close this page and go back to the terminal.');
const FOREIGN = page('This sign-in does not belong to the one that is waiting. Nothing was accepted.');

export interface Loopback {
  /** What to register and send as `redirect_uri`. */
  readonly redirectUri: string;
  /** The first redirect that carries this `state`. */
  answer(state: string, signal: AbortSignal): Promise<URL>;
  close(): Promise<void>;
}

/**
 * Listens on this machine for one redirect. `localhost` may mean either family, so both are listened on
 * where there are both. RFC 8252 section 7.3: any port will do; Entra ignores the port of `http://localhost`.
 * @param base `http://localhost`, with a port when the registration demands one.
 * @throws VedetteError MDE_NETWORK when the port is taken.
 */
export async function openLoopback(base: string): Promise<Loopback> {
  // Loaded here: no other flow, and no cached token, needs a server.
  const { createServer } = await import('node:http');
  const wanted = new URL(base);
  const found = Promise.withResolvers<URL>();
  let expected: string | undefined;

  const handle = (path: string): { status: number; body: string } => {
    const url = new URL(path, redirectUri);
    if (url.pathname !== new URL(redirectUri).pathname) return { status: 404, body: '' };
    if (expected === undefined || url.searchParams.get('state') !== expected) {
      return { status: 400, body: FOREIGN };
    }
    found.resolve(url);
    return { status: 200, body: DONE };
  };

  const listen = async (address: string, port: number): Promise<Server> => {
    const server = createServer((request, response) => {
      const { status, body } =
        request.method === 'GET' ? handle(request.url ?? '/') : { status: 405, body: '' };
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'",
        'cache-control': 'no-store',
        connection: 'close',
      });
      response.end(body);
    });
    const ready = Promise.withResolvers<Server>();
    server.once('error', ready.reject);
    server.listen(port, address, () => ready.resolve(server));
    return ready.promise;
  };

  let first: Server;
  try {
    first = await listen(wanted.hostname === '[::1]' ? '::1' : '127.0.0.1', Number(wanted.port));
  } catch (error) {
    throw new VedetteError(
      'MDE_NETWORK',
      `No page can be shown on ${base}: the port is taken or forbidden.`,
      { advice: 'Free the port, or give another redirect URI in the profile.', cause: error },
    );
  }
  const servers = [first];
  const { port } = first.address() as AddressInfo;
  if (wanted.hostname === 'localhost') {
    try {
      servers.push(await listen('::1', port));
    } catch {
      // No IPv6 here, or the port is taken there: browsers then try 127.0.0.1.
    }
  }
  wanted.port = String(port);
  const redirectUri = wanted.pathname === '/' ? wanted.origin : wanted.href;

  return {
    redirectUri,
    answer: async (state, signal) => {
      expected = state;
      return orAbort(found.promise, signal);
    },
    close: async () => {
      await Promise.all(
        servers.map(async (server) => {
          const closed = Promise.withResolvers<void>();
          server.close(() => closed.resolve());
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), 500).unref();
          return closed.promise;
        }),
      );
    },
  };
}
