import { describe, expect, it } from 'vitest';
import { decodeToken, parseAppAtRefreshToken, parseClaimsChallenge } from '../../src/index.ts';

const header = (claims: string): string =>
  `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${claims}"`;

describe('a claims challenge', () => {
  it('is decoded, and our capability is merged in', () => {
    const asked = { access_token: { nbf: { essential: true, value: '1766000000' } }, id_token: { x: null } };
    for (const encoding of ['base64', 'base64url'] as const) {
      const claims = parseClaimsChallenge(header(Buffer.from(JSON.stringify(asked)).toString(encoding)));
      expect(JSON.parse(String(claims))).toEqual({
        access_token: { ...asked.access_token, xms_cc: { values: ['cp1'] } },
        id_token: { x: null },
      });
    }
  });

  it('is nothing in any other header', () => {
    for (const other of [
      undefined,
      null,
      '',
      'Bearer realm="x"',
      header('%%%'),
      header(Buffer.from('[]').toString('base64')),
    ]) {
      expect(parseClaimsChallenge(other)).toBeUndefined();
    }
  });
});

describe('what a token says about itself', () => {
  const token = (claims: unknown): string =>
    `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

  it('is read of both versions, application or user', () => {
    expect(
      decodeToken(token({ aud: 'a', appid: 'v1', roles: ['Machine.Read.All', 7], exp: 10, tid: 't' })),
    ).toMatchObject({
      aud: 'a',
      client: 'v1',
      roles: ['Machine.Read.All'],
      scopes: [],
      subject: 'application',
      expiresAt: 10_000,
    });
    expect(decodeToken(token({ azp: 'v2', scp: 'A B', upn: 'u@x', wids: ['w'] }))).toMatchObject({
      client: 'v2',
      scopes: ['A', 'B'],
      subject: 'user',
      user: 'u@x',
      directoryRoles: ['w'],
    });
    expect(decodeToken(token({ idtyp: 'app', scp: 'A' }))?.subject).toBe('application');
  });

  it('is nothing where a token is opaque', () => {
    for (const opaque of ['', 'opaque', 'a.b', 'a.!!!.c', token('text'), token([1])]) {
      expect(decodeToken(opaque)).toBeUndefined();
    }
  });
});

describe('<app id>@<refresh token>', () => {
  it('is parted at its first @', () => {
    expect(parseAppAtRefreshToken(' id@s3cr3t-a@b ')).toEqual({ clientId: 'id', refreshToken: 's3cr3t-a@b' });
  });

  it.each(['', 'id', '@token', 'id@'])('is refused as %o', (text) => {
    expect(() => parseAppAtRefreshToken(text)).toThrow(
      expect.objectContaining({ code: 'MDE_INPUT' }) as Error,
    );
  });
});
