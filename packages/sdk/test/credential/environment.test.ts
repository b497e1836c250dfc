import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asTokenCredential, createCredential, decodeToken, resolveCloud } from '../../src/index.ts';
import type { SignIn } from '../../src/index.ts';
import { contextOf } from './flow-table.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});

afterAll(async () => cloud.stop());

function open(env: Record<string, string | undefined>): SignIn {
  const { tenantId, clientId } = cloud.info;
  return createCredential(
    { flow: 'environment' },
    { ...contextOf(cloud), env: { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, ...env } },
  );
}

describe('the variables of Azure', () => {
  it('sign in by secret, certificate or federated token, in this order', async () => {
    const folder = join(scratch('environment'), 'simulator');
    mkdirSync(folder);
    const { token } = await cloud.admin<{ token: string }>('POST', '/_sim/federated', {});
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, token);
    const all = {
      AZURE_CLIENT_SECRET: cloud.info.clientSecret,
      AZURE_CLIENT_CERTIFICATE_PATH: cloud.info.certificateFile,
      AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: 'true',
      AZURE_FEDERATED_TOKEN_FILE: tokenFile,
    };
    const noSecret = { ...all, AZURE_CLIENT_SECRET: undefined };
    const onlyToken = { ...noSecret, AZURE_CLIENT_CERTIFICATE_PATH: '' };
    expect([all, noSecret, onlyToken].map((env) => open(env).identity.flow)).toEqual([
      'client-secret',
      'certificate',
      'federated',
    ]);
    for (const env of [all, noSecret, onlyToken]) {
      expect(decodeToken((await open(env).token('endpoint')).token)?.client).toBe(cloud.info.clientId);
    }
  });

  it('re-reads the federated token at each request', async () => {
    const folder = join(scratch('environment'), 'simulator');
    mkdirSync(folder);
    const tokenFile = join(folder, 'token');
    const credential = open({ AZURE_FEDERATED_TOKEN_FILE: tokenFile });
    await expect(credential.token('graph')).rejects.toMatchObject({
      code: 'MDE_CREDENTIAL',
      message: expect.stringContaining(tokenFile) as string,
    });
    const { token } = await cloud.admin<{ token: string }>('POST', '/_sim/federated', { subject: 'other' });
    writeFileSync(tokenFile, token);
    await expect(credential.token('graph')).rejects.toMatchObject({
      serviceCode: expect.stringMatching(/AADSTS70021/) as string,
    });
    const good = await cloud.admin<{ token: string }>('POST', '/_sim/federated', {});
    writeFileSync(tokenFile, `${good.token}\n`);
    await expect(credential.token('graph')).resolves.toBeDefined();
  });

  it('name the login host', () => {
    const credential = open({ AZURE_CLIENT_SECRET: 'x', AZURE_AUTHORITY_HOST: 'login.microsoftonline.us' });
    expect(credential.identity.cloud).toContain('https://login.microsoftonline.us');
    expect(() => open({ AZURE_CLIENT_SECRET: 'x', AZURE_AUTHORITY_HOST: 'http://login.example' })).toThrow(
      expect.objectContaining({ code: 'MDE_CONFIG' }) as Error,
    );
  });

  it('that are missing are named', () => {
    expect(() => open({ AZURE_CLIENT_ID: undefined })).toThrow(/AZURE_CLIENT_ID/);
    expect(() => open({})).toThrow(/AZURE_CLIENT_SECRET/);
  });
});

describe('a credential by the convention of Azure', () => {
  it('is offered for the three APIs and no other', async () => {
    const { login, graph, endpoint, xdr } = cloud.info;
    const azure = asTokenCredential(
      open({ AZURE_CLIENT_SECRET: cloud.info.clientSecret }),
      resolveCloud('worldwide', { login, graph, endpoint, xdr }),
    );
    const given = await azure.getToken(['https://graph.microsoft.com/.default']);
    expect(decodeToken(String(given?.token))?.aud).toBe('https://graph.microsoft.com');
    expect(given?.expiresOnTimestamp).toBeGreaterThan(Date.now());
    await expect(azure.getToken('https://management.azure.com/.default')).rejects.toMatchObject({
      code: 'MDE_AUDIENCE',
    });
  });

  it('brought by the caller has its errors explained', async () => {
    const credential = createCredential(
      {
        flow: 'token-credential',
        credential: {
          getToken: async () => {
            throw new Error('AADSTS7000222: The provided client secret keys are expired.');
          },
        },
      },
      contextOf(cloud),
    );
    await expect(credential.token('graph')).rejects.toMatchObject({
      code: 'MDE_CREDENTIAL',
      serviceCode: 'AADSTS7000222',
    });
  });
});
