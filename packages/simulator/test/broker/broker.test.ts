import { createCipheriv, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCloud, type Cloud } from '@vedette/testkit';
import { read, type Answer } from '../ask.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.stop());

interface Change {
  readonly content?: string;
  readonly seconds?: number;
  readonly key?: Buffer;
}

function encrypt({ content, seconds, key }: Change): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key ?? Buffer.from(cloud.info.brokerKey, 'base64'), nonce);
  const plain = `${seconds ?? Math.floor(Date.now() / 1000)}:${content ?? cloud.info.brokerToken}`;
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64');
}

async function obtain(body: object, change: Change = {}, path = '/obtain-token'): Promise<Answer> {
  const whole = {
    app_name: 'ms-defender-atp',
    registration_id: cloud.info.brokerId,
    encrypted_token: encrypt(change),
    scope: null,
    resource: null,
    ...body,
  };
  return read(await fetch(`${cloud.info.broker}${path}`, { method: 'POST', body: JSON.stringify(whole) }));
}

it('answers at its bare address as well', async () => {
  expect((await obtain({}, {}, '')).status).toBe(200);
});

it('gives a token of its application for the API asked for', async () => {
  const audiences = await Promise.all(
    [
      {},
      { resource: 'https://api.security.microsoft.com' },
      { scope: 'https://graph.microsoft.com/.default' },
      { scope: 'graph' },
    ].map(async (body) => {
      const answer = await obtain(body);
      expect(answer.headers.get('function-execution-id')).not.toBeNull();
      expect(answer.body).toMatchObject({ expires_in: 3599, refresh_token: '' });
      return decodeJwt(String(answer.body['access_token'])).aud;
    }),
  );
  expect(audiences).toEqual([
    'https://api.securitycenter.microsoft.com',
    'https://api.security.microsoft.com',
    'https://graph.microsoft.com',
    'https://graph.microsoft.com',
  ]);
});

it.each<[string, object, Change, number]>([
  ['another registration', { registration_id: 'n0t-known' }, {}, 404],
  ['another key', {}, { key: randomBytes(32) }, 403],
  ['another token', {}, { content: 's3cr3t-other' }, 403],
  ['an old request', {}, { seconds: 1_600_000_000 }, 403],
  ['a time that is none', {}, { seconds: Number.NaN }, 403],
  ['no ciphertext', { encrypted_token: 'AAAA' }, {}, 403],
])('refuses %s', async (_, body, change, status) => {
  const answer = await obtain(body, change);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ title: expect.any(String), detail: expect.any(String) });
  expect(answer.headers.get('function-execution-id')).not.toBeNull();
});

it('passes on what the sign-in service refused, and refuses what is not JSON', async () => {
  const answer = await obtain({ resource: 'https://nowhere.example' });
  expect(answer.status).toBe(400);
  expect(answer.body['detail']).toContain('AADSTS500011');
  const plain = await read(
    await fetch(`${cloud.info.broker}/obtain-token`, { method: 'POST', body: 'n0 json' }),
  );
  expect(plain.status).toBe(400);
});
