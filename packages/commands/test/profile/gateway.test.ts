import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { registerSecret, scratch } from '@vedette/testkit';
import { expect, it } from 'vitest';
import {
  certifyServer,
  createAuthority,
  createClientCertificate,
} from '../../../simulator/src/core/authority.ts';
import { chooseProfile, readConfig } from '../../src/index.ts';
import { rows, surface } from '../surface.ts';

it('a profile shows its certificate to a gateway that lets nobody else in', async () => {
  const authority = await createAuthority();
  const [host, ours] = [await certifyServer(authority), await createClientCertificate('vedette')];
  registerSecret(ours.key);
  const tls = { cert: host.certificate, key: host.key, ca: ours.certificate, requestCert: true };
  await using server = createServer({ ...tls, rejectUnauthorized: true }, (request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ value: [{ id: '7' }], access_token: 'a.b.c', expires_in: 3600 }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const folder = scratch('gateway');
  const file = join(folder, 'vedette.yaml');
  const yaml = (gateway: string): string => `profiles:
  p:
    tenant: contoso.com
    hosts: { login: "${url}", graph: "${url}" }
    auth: { flow: client-secret, clientId: app, secret: { env: GATEWAY_TEST } }
    ca: ca.pem
${gateway}`;
  // The key lies in a folder that the search for leaks leaves out, as it is the person's own file.
  const keys = join(folder, 'simulator');
  await mkdir(keys);
  await writeFile(join(folder, 'ca.pem'), authority.certificate);
  await writeFile(join(folder, 'client.pem'), ours.certificate);
  await writeFile(join(keys, 'client.key'), ours.key);
  const open = async (gateway: string): ReturnType<typeof rows> => {
    await writeFile(file, yaml(gateway));
    const environment = { GATEWAY_TEST: 's3cr3t-gateway' };
    const profile = chooseProfile(await readConfig({ file, environment }), 'p', environment);
    const { context } = surface({ profile, environment });
    try {
      return await rows(context, 'incident.list', '--limit', '1');
    } finally {
      await context.close();
    }
  };
  const shown = await open('    gateway: { certificate: client.pem, key: simulator/client.key }\n');
  expect(shown).toMatchObject([{ id: '7' }]);
  await expect(open('')).rejects.toMatchObject({ code: 'MDE_NETWORK' });
  server.closeAllConnections();
});
