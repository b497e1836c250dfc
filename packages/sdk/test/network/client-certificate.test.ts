import { createPrivateKey } from 'node:crypto';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { registerSecret } from '@vedette/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  certifyServer,
  createAuthority,
  createClientCertificate,
} from '../../../simulator/src/core/authority.ts';
import type { CertifiedKey } from '../../../simulator/src/core/authority.ts';
import { createCredential, createIdentityHttp, memoryTokenStore, resolveCloud } from '../../src/index.ts';
import { clientOf } from '../transport/small-server.ts';

let authority: CertifiedKey;
let host: CertifiedKey;
let ours: CertifiedKey;

beforeAll(async () => {
  authority = await createAuthority();
  host = await certifyServer(authority);
  ours = await createClientCertificate('vedette');
  registerSecret(ours.key);
});

const call = { method: 'GET', audience: 'graph', path: '/v1.0/security/incidents', tries: 1 } as const;
const answer = { value: [], access_token: 'a.b.c', expires_in: 3600 };

interface Gateway extends AsyncDisposable {
  readonly url: string;
  /** The same by name: as a proxy one is not named by an address. */
  readonly proxy: string;
  /** Names of the client certificates that were shown: to the proxy, and to whoever ends the tunnel. */
  readonly shown: string[];
}

/**
 * TLS ends here, and only whoever shows our certificate comes in. Asked to CONNECT, it is a proxy that ends the
 * tunnel itself, with a certificate of its own authority in the name of the host, and again wants ours.
 */
async function startGateway(): Promise<Gateway> {
  const shown: string[] = [];
  const tls = {
    cert: host.certificate,
    key: host.key,
    ca: ours.certificate,
    requestCert: true,
    rejectUnauthorized: true,
  };
  const make = (): Server =>
    createServer(tls, (request, response) => {
      shown.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN));
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
  const inner = make();
  const outer = make().on('connect', (_request, socket) => {
    shown.push(`CONNECT as ${String((socket as TLSSocket).getPeerCertificate().subject.CN)}`);
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    inner.emit('connection', socket);
  });
  outer.listen(0, '127.0.0.1');
  await new Promise((resolve) => outer.once('listening', resolve));
  const { port } = outer.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    proxy: `https://localhost:${port}`,
    shown,
    async [Symbol.asyncDispose]() {
      inner.closeAllConnections();
      outer.closeAllConnections();
      await new Promise((resolve) => outer.close(resolve));
    },
  };
}

describe('a client certificate', () => {
  it('is shown to a gateway that asks for it', async () => {
    await using gateway = await startGateway();
    const client = { cert: ours.certificate, key: ours.key };
    await using defender = clientOf(gateway.url, { ca: authority.certificate, client });
    expect(await (await defender.send(call)).json()).toMatchObject({ value: [] });
    expect(gateway.shown).toEqual(['vedette']);
  });

  it('is shown to a proxy, and to whoever ends TLS behind it with an authority of its own', async () => {
    await using gateway = await startGateway();
    const client = { cert: ours.certificate, key: ours.key };
    // Nothing listens on port 9: what answers is the proxy, in the name of the host.
    await using defender = clientOf('https://127.0.0.1:9', {
      ca: authority.certificate,
      client,
      proxy: gateway.proxy,
    });
    expect(await (await defender.send(call)).json()).toMatchObject({ value: [] });
    expect(gateway.shown).toEqual(['CONNECT as vedette', 'vedette']);
  });

  it('is shown when signing in, too', async () => {
    await using gateway = await startGateway();
    const client = { cert: ours.certificate, key: ours.key };
    const credential = createCredential(
      { flow: 'client-secret', clientId: 'app', secret: async () => 's3cr3t-behind-a-gateway' },
      {
        cloud: resolveCloud('worldwide', { login: 'https://127.0.0.1:9' }),
        tenant: 'contoso.example',
        http: createIdentityHttp({ ca: authority.certificate, client, proxy: gateway.proxy }),
        store: memoryTokenStore(),
      },
    );
    expect((await credential.token('graph')).token).toBe('a.b.c');
    expect(gateway.shown).toEqual(['CONNECT as vedette', 'vedette']);
  });

  it('may have a key with a passphrase', async () => {
    await using gateway = await startGateway();
    const passphrase = 's3cr3t-passphrase-of-the-gateway-key';
    const key = createPrivateKey(ours.key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
      .toString();
    const ca = authority.certificate;
    const opened = { ca, client: { cert: ours.certificate, key, passphrase } };
    await using defender = clientOf(gateway.url, opened);
    await expect(defender.send(call)).resolves.toMatchObject({ status: 200 });
    const wrong = { ca, client: { cert: ours.certificate, key, passphrase: 's3cr3t-wrong-passphrase' } };
    await using closed = clientOf(gateway.url, wrong);
    await expect(closed.send(call)).rejects.toMatchObject({
      code: 'MDE_CONFIG',
      message: 'The client certificate cannot be used with its key.',
    });
  });

  it('that is missing keeps the gateway closed', async () => {
    await using gateway = await startGateway();
    await using defender = clientOf(gateway.url, { ca: authority.certificate });
    await expect(defender.send(call)).rejects.toMatchObject({
      code: 'MDE_NETWORK',
      facts: { host: new URL(gateway.url).host },
    });
    expect(gateway.shown).toEqual([]);
  });

  it('or authority that is no PEM is a mistake of the configuration, for sign-in as well', async () => {
    await using defender = clientOf('https://127.0.0.1:9', { ca: '-----BEGIN CERTIFICATE-----\nnonsense' });
    await expect(defender.send(call)).rejects.toMatchObject({ code: 'MDE_CONFIG' });
    const asked = createIdentityHttp({ client: { cert: 'none', key: 'none' } })({
      method: 'GET',
      url: 'https://127.0.0.1:9',
    });
    await expect(asked).rejects.toMatchObject({ code: 'MDE_CONFIG' });
  });
});
