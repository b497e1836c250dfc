import { describe, expect, it } from 'vitest';
import { CLOUDS, createCredential, memoryTokenStore, resolveCloud, scopeOf } from '../../src/index.ts';
import type { CredentialSpec, IdentityHttp, IdentityRequest, SignIn, TokenStore } from '../../src/index.ts';

interface Wire {
  readonly sent: IdentityRequest[];
  readonly http: IdentityHttp;
}

/** Answers every request with this body, and keeps what was asked. */
function answering(...bodies: readonly object[]): Wire {
  const sent: IdentityRequest[] = [];
  return {
    sent,
    http: async (request) => {
      const body = bodies[Math.min(sent.length, bodies.length - 1)];
      sent.push(request);
      const status = body !== undefined && 'error' in body ? 400 : 200;
      return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    },
  };
}

function open(
  spec: CredentialSpec,
  wire: Wire,
  cloud: string,
  store: TokenStore = memoryTokenStore(),
): SignIn {
  return createCredential(spec, {
    cloud: resolveCloud(cloud),
    tenant: 'contoso.com',
    http: wire.http,
    sleep: async () => {},
    store,
  });
}

const TOKEN = { token_type: 'Bearer', expires_in: 3599, access_token: 'opaque' };

function formOf(request: IdentityRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request?.body ?? ''));
}

describe('a token request', () => {
  const clouds = Object.keys(CLOUDS).filter((name) => name !== 'china');

  it.each(clouds)('in %s goes straight to the token endpoint of that cloud, with its scope', async (name) => {
    const wire = answering(TOKEN);
    const spec = { flow: 'client-secret', clientId: 'c', secret: async () => 's3cr3t-value' } as const;
    for (const audience of ['graph', 'endpoint', 'xdr'] as const) {
      await open(spec, wire, name).token(audience);
      const request = wire.sent.at(-1);
      const { login } = resolveCloud(name);
      expect(String(request?.url).split('?')[0]).toBe(`${login}/contoso.com/oauth2/v2.0/token`);
      expect(formOf(request)).toMatchObject({
        grant_type: 'client_credentials',
        client_id: 'c',
        client_secret: 's3cr3t-value',
        scope: scopeOf(resolveCloud(name), audience),
      });
      expect(JSON.parse(String(formOf(request)['claims']))).toMatchObject({
        access_token: { xms_cc: { values: ['cp1'] } },
      });
    }
    expect(wire.sent).toHaveLength(3);
  });

  it.each([90055, 90006, 90024, 90033, 50033, 90012])(
    'is sent again after AADSTS%i, which passes, and three times at most',
    async (number) => {
      const spec = { flow: 'client-secret', clientId: 'c', secret: async () => 's3cr3t-value' } as const;
      const passing = { error: 'temporarily_unavailable', error_codes: [number] };
      const passed = answering(passing, passing, TOKEN);
      await expect(open(spec, passed, 'worldwide').token('graph')).resolves.toBeDefined();
      const staying = answering(passing);
      await expect(open(spec, staying, 'worldwide').token('graph')).rejects.toMatchObject({
        serviceCode: `AADSTS${number}`,
      });
      expect([passed, staying].map(({ sent }) => sent.length)).toEqual([3, 3]);
    },
  );

  it.each([7000215, 7000222, 700016, 90002, 65001, 50076, 53003, 50196])(
    'is not sent again after AADSTS%i, which stays',
    async (number) => {
      const wire = answering({ error: 'invalid_client', error_codes: [number] });
      const spec = { flow: 'client-secret', clientId: 'c', secret: async () => 's3cr3t-value' } as const;
      await expect(open(spec, wire, 'worldwide').token('graph')).rejects.toMatchObject({
        serviceCode: `AADSTS${number}`,
      });
      expect(wire.sent).toHaveLength(1);
    },
  );

  it('carries the claims of a challenge', async () => {
    const wire = answering(TOKEN);
    const spec = { flow: 'client-secret', clientId: 'c', secret: async () => 's3cr3t-value' } as const;
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    await open(spec, wire, 'worldwide').token('graph', { claims });
    expect(JSON.parse(String(formOf(wire.sent[0])['claims']))).toMatchObject({
      access_token: { nbf: { value: '1' }, xms_cc: { values: ['cp1'] } },
    });
  });

  it('for a refresh token needs no more than an access token for an answer', async () => {
    const wire = answering(TOKEN, { ...TOKEN, refresh_token: 's3cr3t-second' }, TOKEN);
    const spec = {
      flow: 'refresh-token',
      clientId: 'c',
      refreshToken: async () => 's3cr3t-first',
    } as const;
    const credential = open(spec, wire, 'worldwide');
    for (let time = 0; time < 3; time += 1) await credential.token('graph', { force: true });
    expect(wire.sent.map((request) => formOf(request)['refresh_token'])).toEqual([
      's3cr3t-first',
      's3cr3t-first',
      's3cr3t-second',
    ]);
    expect(formOf(wire.sent[0])['scope']?.split(' ')).toContain('offline_access');
  });

  it('uses a new refresh token of the profile in place of what grew from the old one', async () => {
    const jwt = (oid: string): string =>
      `e30.${Buffer.from(JSON.stringify({ oid })).toString('base64url')}.x`;
    const wire = answering(
      { ...TOKEN, access_token: jwt('one'), refresh_token: 's3cr3t-rotated' },
      {
        ...TOKEN,
        access_token: jwt('two'),
      },
    );
    const store = memoryTokenStore();
    const open1 = (seed: string): SignIn =>
      open(
        { flow: 'refresh-token', clientId: 'c', refreshToken: async () => seed },
        wire,
        'worldwide',
        store,
      );
    await open1('s3cr3t-seed-1').token('graph');
    expect((await open1('s3cr3t-seed-2').token('graph')).token).toBe(jwt('two'));
    expect(formOf(wire.sent[1])['refresh_token']).toBe('s3cr3t-seed-2');
  });

  it('takes the refresh token another process has stored when its own was spent', async () => {
    const store = memoryTokenStore();
    const spec = { flow: 'refresh-token', clientId: 'c', refreshToken: async () => 's3cr3t-first' } as const;
    await open(spec, answering({ ...TOKEN, refresh_token: 's3cr3t-second' }), 'worldwide', store).token(
      'graph',
    );
    const sent: string[] = [];
    const http: IdentityHttp = async (request) => {
      const used = String(formOf(request)['refresh_token']);
      sent.push(used);
      if (used === 's3cr3t-second') {
        // Meanwhile the other process refreshes again.
        const other = answering({ ...TOKEN, refresh_token: 's3cr3t-third' });
        await open(spec, other, 'worldwide', store).token('graph', { force: true });
        const error = { error: 'invalid_grant', error_codes: [70000] };
        return { status: 400, headers: {}, body: JSON.stringify(error) };
      }
      return { status: 200, headers: {}, body: JSON.stringify(TOKEN) };
    };
    await open(spec, { sent: [], http }, 'worldwide', store).token('endpoint');
    expect(sent).toEqual(['s3cr3t-second', 's3cr3t-third']);
  });

  it('for a device code is the one Microsoft documents', async () => {
    const wire = answering(
      {
        user_code: 'U',
        device_code: 's3cr3t-device',
        verification_uri: 'https://v',
        expires_in: 900,
        interval: 1,
      },
      { ...TOKEN, refresh_token: 's3cr3t-refresh' },
    );
    const credential = createCredential(
      { flow: 'device-code' },
      {
        cloud: resolveCloud('worldwide'),
        tenant: '',
        http: wire.http,
        store: memoryTokenStore(),
        sleep: async () => {},
      },
    );
    if (credential.interactive?.kind !== 'device-code') throw new Error('not by device code');
    await credential.interactive.signIn({ prompt: () => {} });
    expect(wire.sent.map(({ url }) => url)).toEqual([
      'https://login.microsoftonline.com/organizations/oauth2/v2.0/devicecode',
      'https://login.microsoftonline.com/organizations/oauth2/v2.0/token',
    ]);
    expect(formOf(wire.sent[0])).toMatchObject({
      client_id: '9093c354-630a-47f1-b087-6768eb9427e6',
      scope: 'https://api.security.microsoft.com/.default offline_access openid profile',
    });
    expect(formOf(wire.sent[1])).toMatchObject({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: 's3cr3t-device',
    });
  });
});
