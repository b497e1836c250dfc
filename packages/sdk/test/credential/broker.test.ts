import { createDecipheriv, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { registerSecret, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { brokerConsentUrl, createCredential, memoryTokenStore, parseBrokerId } from '../../src/index.ts';
import type { CredentialContext, CredentialSpec, SignIn } from '../../src/index.ts';
import { contextOf, http, journalOf } from './flow-table.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});

afterAll(async () => cloud.stop());

beforeEach(async () => cloud.admin('DELETE', '/_sim/journal'));

type Spec = Extract<CredentialSpec, { flow: 'broker' }>;

function open(spec: Partial<Spec> = {}, change: Partial<CredentialContext> = {}): SignIn {
  const { brokerId, brokerToken, brokerKey, broker } = cloud.info;
  return createCredential(
    {
      flow: 'broker',
      id: `${brokerId}@${broker}/obtain-token`,
      token: async () => brokerToken,
      key: async () => brokerKey,
      ...spec,
    },
    contextOf(cloud, change),
  );
}

describe('the Cortex XSOAR application for Defender for Endpoint', () => {
  it('sends the time and its content under the Key, a fresh nonce each time', async () => {
    const bodies: Record<string, unknown>[] = [];
    const by: CredentialContext['http'] = async (request) => {
      bodies.push(JSON.parse(String(request.body)) as Record<string, unknown>);
      return http(request);
    };
    const now = Date.now();
    const credential = open({}, { http: by, now: () => now });
    await credential.token('endpoint');
    await credential.token('endpoint', { force: true });
    const { brokerId, brokerToken, brokerKey } = cloud.info;
    expect(bodies[0]).toMatchObject({
      app_name: 'ms-defender-atp',
      registration_id: brokerId,
      scope: null,
      resource: '',
    });
    const [sealed, again] = bodies.map(({ encrypted_token: text }) => Buffer.from(String(text), 'base64'));
    if (sealed === undefined || again === undefined) throw new Error('nothing was sent');
    const decipher = createDecipheriv(
      'aes-256-gcm',
      Buffer.from(brokerKey, 'base64'),
      sealed.subarray(0, 12),
    );
    decipher.setAuthTag(sealed.subarray(-16));
    const plain = decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    expect(plain).toBe(`${Math.floor(now / 1000)}:${brokerToken}`);
    expect(sealed.subarray(0, 12)).not.toEqual(again.subarray(0, 12));
  });

  it('goes to its own broker, or to the one after the @', () => {
    expect(parseBrokerId('abc')).toEqual({
      registrationId: 'abc',
      url: 'https://oproxy.demisto.ninja/obtain-token',
    });
    expect(parseBrokerId('abc@https://b.example/t').url).toBe('https://b.example/t');
    expect(parseBrokerId('a@b@c')).toEqual({
      registrationId: 'a@b@c',
      url: 'https://oproxy.demisto.ninja/obtain-token',
    });
  });

  it('names the page where an administrator consents to it', () => {
    expect(brokerConsentUrl()).toBe('https://oproxy.demisto.ninja/ms-defender-atp');
    expect(open({ id: 'abc' }).adminConsentUrl).toBe('https://oproxy.demisto.ninja/ms-defender-atp');
  });

  it('leaves the broker alone for 2, 4, 8 … 64 seconds after failures, across restarts', async () => {
    let now = Date.now();
    const store = memoryTokenStore();
    const wrong = randomBytes(32).toString('base64');
    registerSecret(wrong);
    const ask = async (): Promise<unknown> =>
      open({ key: async () => wrong }, { store, now: () => now }).token('endpoint');
    for (const seconds of [2, 4, 8, 16, 32, 64, 64]) {
      await cloud.admin('DELETE', '/_sim/journal');
      await expect(ask()).rejects.toMatchObject({ code: 'MDE_CREDENTIAL', status: 403 });
      now += seconds * 1000 - 1;
      await expect(ask()).rejects.toMatchObject({ code: 'MDE_QUOTA', retryAfterMs: 1 });
      expect(await journalOf(cloud)).toHaveLength(1);
      now += 1;
    }
    await expect(open({}, { store, now: () => now }).token('endpoint')).resolves.toBeDefined();
  });

  it('begins anew at two seconds after a success', async () => {
    let now = Date.now();
    const store = memoryTokenStore();
    const wrong = randomBytes(32).toString('base64');
    registerSecret(wrong);
    const ask = async (spec: Partial<Spec>): Promise<unknown> =>
      open(spec, { store, now: () => now }).token('endpoint', { force: true });
    await expect(ask({ key: async () => wrong })).rejects.toMatchObject({ code: 'MDE_CREDENTIAL' });
    now += 2000;
    await ask({});
    await expect(ask({ key: async () => wrong })).rejects.toMatchObject({ code: 'MDE_CREDENTIAL' });
    await expect(ask({})).rejects.toMatchObject({ code: 'MDE_QUOTA', retryAfterMs: 2000 });
  });

  it('says that the Key is no key, without asking', async () => {
    const credential = open({ key: async () => 'not a key!' });
    await expect(credential.token('endpoint')).rejects.toMatchObject({
      code: 'MDE_CREDENTIAL',
      link: brokerConsentUrl(),
    });
    expect(await journalOf(cloud)).toEqual([]);
  });

  it('has no token for Defender XDR, and says why', async () => {
    await expect(open().token('xdr')).rejects.toMatchObject({ code: 'MDE_CLOUD' });
  });

  it("passes on Microsoft's error and the broker's own id of the request", async () => {
    const answers = [
      { title: 'T', detail: 'x {"error":"invalid_client","error_description":"AADSTS7000229: no."} y' },
      { message: 'Registration is disabled.' },
    ];
    const server = createServer((_, response) => {
      response.writeHead(400, { 'function-execution-id': 'fx1' }).end(JSON.stringify(answers.shift()));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const id = `r@http://127.0.0.1:${(server.address() as AddressInfo).port}/t`;
    try {
      await expect(open({ id }).token('endpoint')).rejects.toMatchObject({
        code: 'MDE_CONSENT',
        serviceCode: 'AADSTS7000229',
        requestId: 'fx1',
      });
      await expect(open({ id }).token('endpoint')).rejects.toMatchObject({
        code: 'MDE_CREDENTIAL',
        message: 'The token broker: Registration is disabled.',
      });
    } finally {
      server.close();
    }
  });
});
