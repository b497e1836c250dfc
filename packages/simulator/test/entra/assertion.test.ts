import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { askToken, claimsOf, codeOf, type Answer } from '../ask.ts';

let cloud: Cloud;
let other: Cloud;
beforeAll(async () => {
  [cloud, other] = await Promise.all([startCloud(), startCloud()]);
});
afterAll(() => Promise.all([cloud.stop(), other.stop()]));

interface Change {
  readonly alg?: 'PS256' | 'RS256';
  readonly header?: 'x5t' | 'x5t#S256';
  readonly audience?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly fromNow?: number;
  readonly keyOf?: Cloud;
}

async function sign(change: Change = {}): Promise<string> {
  const { alg = 'PS256', header = 'x5t#S256', fromNow = 0, keyOf = cloud } = change;
  const { info } = cloud;
  const certificate = new X509Certificate(readFileSync(info.certificateFile));
  const digest = createHash(header === 'x5t' ? 'sha1' : 'sha256')
    .update(certificate.raw)
    .digest('base64url');
  const now = Math.floor(Date.now() / 1000) + fromNow;
  return new SignJWT({})
    .setProtectedHeader({ alg, typ: 'JWT', [header]: digest })
    .setAudience(change.audience ?? `${info.login}/${info.tenantId}/oauth2/v2.0/token`)
    .setIssuer(change.issuer ?? info.clientId)
    .setSubject(change.subject ?? info.clientId)
    .setJti(randomUUID())
    .setNotBefore(now)
    .setIssuedAt(now)
    .setExpirationTime(now + 600)
    .sign(createPrivateKey(readFileSync(keyOf.info.certificateFile)));
}

async function ask(assertion: string): Promise<Answer> {
  return askToken(cloud, {
    grant_type: 'client_credentials',
    client_id: cloud.info.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'https://graph.microsoft.com/.default',
  });
}

it.each<Change>([
  { alg: 'PS256', header: 'x5t#S256' },
  { alg: 'RS256', header: 'x5t' },
  { alg: 'RS256', header: 'x5t#S256' },
])('accepts an assertion signed with the registered certificate: %o', async (change) => {
  const answer = await ask(await sign(change));
  expect(answer.status).toBe(200);
  expect(claimsOf(answer)['appidacr']).toBe('2');
});

it('really verifies the signature', async () => {
  const forged = await sign({ keyOf: other });
  expect(codeOf(await ask(forged))).toBe(700027);
  const [header, , signature] = (await sign()).split('.');
  const [, payload] = (await sign({ subject: cloud.info.clientId })).split('.');
  expect(codeOf(await ask([header, payload, signature].join('.')))).toBe(700027);
});

it.each<[Change, number]>([
  [{ audience: 'https://login.example/other/oauth2/v2.0/token' }, 700023],
  [{ subject: randomUUID() }, 700021],
  [{ fromNow: -3600 }, 700024],
  [{ fromNow: 3600 }, 700024],
  [{ issuer: 'https://issuer.example' }, 700211],
])('refuses %o', async (change, code) => {
  const answer = await ask(await sign(change));
  expect([codeOf(answer), answer.status, answer.body['error']]).toEqual([code, 401, 'invalid_client']);
});

it('refuses what is no JWT and a certificate that nobody registered', async () => {
  expect(codeOf(await ask('n0t-a-jwt'))).toBe(50027);
  await cloud.admin('POST', '/_sim/apps', {
    appId: '11111111-2222-4333-8444-555555555555',
    name: 'No certificate',
  });
  const answer = await askToken(cloud, {
    grant_type: 'client_credentials',
    client_id: '11111111-2222-4333-8444-555555555555',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await sign({
      issuer: '11111111-2222-4333-8444-555555555555',
      subject: '11111111-2222-4333-8444-555555555555',
    }),
    scope: 'https://graph.microsoft.com/.default',
  });
  expect(codeOf(answer)).toBe(700027);
});

it('with the fault clock-skew an assertion of the right time is outside of its window', async () => {
  await cloud.admin('POST', '/_sim/fault', { name: 'clock-skew', seconds: -1200 });
  expect(codeOf(await ask(await sign()))).toBe(700024);
  await cloud.admin('DELETE', '/_sim/fault/clock-skew');
  expect((await ask(await sign())).status).toBe(200);
});

it('trusts the tokens of a registered outside issuer, and no others', async () => {
  const mint = async (change: object): Promise<string> =>
    (await cloud.admin<{ token: string }>('POST', '/_sim/federated', change)).token;
  const answer = await ask(await mint({}));
  expect(answer.status).toBe(200);
  expect(codeOf(await ask(await mint({ subject: 'system:serviceaccount:other:pod' })))).toBe(700213);
  expect(codeOf(await ask(await mint({ audience: 'api://somebody-else' })))).toBe(700212);
  expect(codeOf(await ask(await mint({ issuer: 'https://other.example' })))).toBe(700211);
  expect(codeOf(await ask(await mint({ seconds: -900 })))).toBe(700024);
});
