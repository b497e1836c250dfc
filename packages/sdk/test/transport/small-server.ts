import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../src/index.ts';
import { resolveCloud } from '../../src/credential/resolve-cloud.ts';
import type { ConnectOptions, Credential, Defender } from '../../src/index.ts';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface SmallServer extends AsyncDisposable {
  readonly url: string;
  /** Every request, in the order in which it came. */
  readonly seen: readonly Seen[];
}

type Answer = (response: ServerResponse, seen: Seen, count: number) => void | Promise<void>;

/** A server that answers as one test wants it, for troubles that the simulator does not have. */
export async function startServer(answer: Answer): Promise<SmallServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      seen.push(one);
      void answer(response, one, seen.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export const token = 's3cr3t-opaque-token';

let tenants = 0;

/** A credential with the same token for ever, of a tenant of its own, so that tests share no quota. */
export function fixedCredential(
  tokens: readonly string[] = [token],
): Credential & { readonly asked: number } {
  let asked = 0;
  return {
    identity: { cloud: 'worldwide', tenant: `tenant-${++tenants}`, client: 'client', flow: 'client-secret' },
    token: async () => ({ token: tokens[Math.min(asked++, tokens.length - 1)] ?? '', expiresAt: Infinity }),
    get asked() {
      return asked;
    },
  };
}

/** A client of this server, whichever API is asked. */
export function clientOf(url: string, options: Partial<ConnectOptions> = {}): Defender & AsyncDisposable {
  const client = connect({
    credential: fixedCredential(),
    cloud: resolveCloud('worldwide', { graph: url, endpoint: url, xdr: url }),
    proxy: false,
    ...options,
  });
  return { ...client, [Symbol.asyncDispose]: async () => client.close() };
}

/** A token whose claims can be read. */
export function jwt(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s3cr3t-signature`;
}
