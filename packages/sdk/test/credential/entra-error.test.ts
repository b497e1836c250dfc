import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AADSTS, createCredential, fromEntra, resolveCloud } from '../../src/index.ts';
import type { ErrorCode } from '../../src/index.ts';
import { contextOf, EXPIRED_CLIENT, stateOf } from './flow-table.ts';

const PLACE = {
  cloud: resolveCloud('worldwide'),
  tenant: '5e1fd7a2-93c4-4b58-8d0e-6a41f2b7c910',
  clientId: '0c7a9d3e-51b6-4f28-a4c7-2e9d80b1f635',
};
const TRACE = '7a1c0d52-1111-4222-8333-944455566677';

function answer(code: number, error = 'invalid_request'): object {
  return {
    error,
    error_description: `AADSTS${code}: Something about it. And more.\r\nTrace ID: ${TRACE}\r\nTimestamp: 2026-01-09 02:02:12Z`,
    error_codes: [code],
    trace_id: TRACE,
  };
}

/** What a person must do, by code, as the list of codes of Microsoft Entra has it. */
const EXPECTED: readonly [number, ErrorCode, RegExp, ('consent' | 'registration')?][] = [
  [7000215, 'MDE_CREDENTIAL', /Value/, 'registration'],
  [7000222, 'MDE_CREDENTIAL', /new client secret/, 'registration'],
  [7000218, 'MDE_CREDENTIAL', /Allow public client flows/, 'registration'],
  [700025, 'MDE_CREDENTIAL', /Remove the secret/, 'registration'],
  [700027, 'MDE_CREDENTIAL', /Upload this certificate/, 'registration'],
  [700024, 'MDE_CREDENTIAL', /clock/],
  [50012, 'MDE_CREDENTIAL', /certificate/, 'registration'],
  [700016, 'MDE_SIGN_IN', /client id and the tenant/, 'consent'],
  [7000229, 'MDE_CONSENT', /administrator/, 'consent'],
  [7000112, 'MDE_SIGN_IN', /enable/, 'registration'],
  [70001, 'MDE_SIGN_IN', /enable/, 'registration'],
  [90002, 'MDE_SIGN_IN', /cloud/],
  [900023, 'MDE_SIGN_IN', /tenant/],
  [90038, 'MDE_CLOUD', /cloud/],
  [900382, 'MDE_CLOUD', /cloud/],
  [900432, 'MDE_CLOUD', /cloud/],
  [50059, 'MDE_SIGN_IN', /tenant id/],
  [90019, 'MDE_SIGN_IN', /tenant id/],
  [9001023, 'MDE_SIGN_IN', /tenant id/],
  [50194, 'MDE_SIGN_IN', /tenant id/],
  [500011, 'MDE_SIGN_IN', /licence/],
  [500014, 'MDE_SIGN_IN', /licence/],
  [650052, 'MDE_SIGN_IN', /licensed/],
  [650057, 'MDE_CONSENT', /permission/, 'registration'],
  [1002012, 'MDE_SIGN_IN', /scope/],
  [70011, 'MDE_SIGN_IN', /scope/],
  [28002, 'MDE_SIGN_IN', /one API/],
  [28003, 'MDE_SIGN_IN', /one API/],
  [700022, 'MDE_SIGN_IN', /one API/],
  [700023, 'MDE_SIGN_IN', /one API/],
  [900144, 'MDE_INTERNAL', /report/],
  [9002313, 'MDE_INTERNAL', /report/],
  [90004, 'MDE_INTERNAL', /report/],
  [90014, 'MDE_INTERNAL', /report/],
  [65001, 'MDE_CONSENT', /consent link/, 'consent'],
  [65004, 'MDE_SIGN_IN_DECLINED', /accept/],
  [90094, 'MDE_CONSENT', /administrator/, 'consent'],
  [90095, 'MDE_CONSENT', /approved/, 'consent'],
  [50105, 'MDE_SIGN_IN', /assign the user/],
  [50034, 'MDE_SIGN_IN', /guest/],
  [50020, 'MDE_SIGN_IN', /invited/],
  [50126, 'MDE_SIGN_IN', /reset/],
  [50055, 'MDE_SIGN_IN', /Change the password/],
  [50144, 'MDE_SIGN_IN', /Change the password/],
  [50057, 'MDE_SIGN_IN', /enable the user/],
  [50053, 'MDE_SIGN_IN', /sign-in logs/],
  [50076, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [50074, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [50078, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [50079, 'MDE_SIGN_IN_REQUIRED', /mfasetup/],
  [50072, 'MDE_SIGN_IN_REQUIRED', /mfasetup/],
  [53004, 'MDE_SIGN_IN_REQUIRED', /mfasetup/],
  [53000, 'MDE_SIGN_IN', /compliant/],
  [53001, 'MDE_SIGN_IN', /compliant/],
  [53002, 'MDE_SIGN_IN', /compliant/],
  [53003, 'MDE_SIGN_IN', /administrator/],
  [530032, 'MDE_SIGN_IN', /administrator/],
  [530033, 'MDE_SIGN_IN', /administrator/],
  [530035, 'MDE_SIGN_IN', /administrator/],
  [50173, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [50133, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [50132, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [50089, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [70008, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [700082, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [700084, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [70043, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [54005, 'MDE_SIGN_IN_EXPIRED', /once/],
  [70000, 'MDE_SIGN_IN_REQUIRED', /vedette login/],
  [700005, 'MDE_SIGN_IN', /tenant/],
  [501481, 'MDE_SIGN_IN', /newest link/],
  [50147, 'MDE_SIGN_IN', /newest link/],
  [501491, 'MDE_SIGN_IN', /newest link/],
  [50011, 'MDE_SIGN_IN', /exactly this redirect URI/, 'registration'],
  [500113, 'MDE_SIGN_IN', /exactly this redirect URI/, 'registration'],
  [900971, 'MDE_SIGN_IN', /exactly this redirect URI/, 'registration'],
  [70016, 'MDE_SIGN_IN_REQUIRED', /browser/],
  [70018, 'MDE_SIGN_IN_EXPIRED', /vedette login/],
  [70019, 'MDE_SIGN_IN_EXPIRED', /vedette login/],
  [70020, 'MDE_SIGN_IN_EXPIRED', /vedette login/],
  [50134, 'MDE_SIGN_IN_EXPIRED', /vedette login/],
  [50196, 'MDE_SERVICE', /token cache/],
  [90055, 'MDE_SERVICE', /Try again/],
  [90006, 'MDE_SERVICE', /Try again/],
  [90024, 'MDE_SERVICE', /Try again/],
  [90033, 'MDE_SERVICE', /Try again/],
  [50033, 'MDE_SERVICE', /Try again/],
  [90012, 'MDE_SERVICE', /Try again/],
  [50001, 'MDE_SIGN_IN', /scope/],
  [700211, 'MDE_CREDENTIAL', /federated credential/, 'registration'],
  [700212, 'MDE_CREDENTIAL', /federated credential/, 'registration'],
  [700213, 'MDE_CREDENTIAL', /federated credential/, 'registration'],
  [70021, 'MDE_CREDENTIAL', /federated credential/, 'registration'],
  [700229, 'MDE_CREDENTIAL', /workload/],
];

const LINKS = {
  consent: `https://login.microsoftonline.com/${PLACE.tenant}/adminconsent?client_id=${PLACE.clientId}`,
  registration: `https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${PLACE.clientId}`,
};

describe('an error of Microsoft Entra', () => {
  it.each(EXPECTED)('AADSTS%i becomes %s: what happened, what to do, where', (number, code, todo, link) => {
    const error = fromEntra(answer(number), { ...PLACE, status: 400 });
    expect(error).toMatchObject({ code, serviceCode: `AADSTS${number}`, requestId: TRACE, status: 400 });
    expect(error.advice).toMatch(todo);
    expect(error.link).toBe(link === undefined ? undefined : LINKS[link]);
    expect(error.message).toMatch(new RegExp(`^[A-Z].* \\(AADSTS${number}\\)\\.$`));
    expect(error.message).not.toContain(TRACE);
  });

  it('is explained for every code the table has, and no other', () => {
    expect([...AADSTS.keys()].toSorted((a, b) => a - b)).toEqual(
      EXPECTED.map(([code]) => code).toSorted((a, b) => a - b),
    );
  });

  it("with an unknown number keeps Microsoft's first sentence without its ids", () => {
    const error = fromEntra(answer(999999, 'invalid_grant'), PLACE);
    expect(error).toMatchObject({
      code: 'MDE_SIGN_IN_REQUIRED',
      message: 'Something about it (AADSTS999999).',
      serviceCode: 'AADSTS999999',
    });
  });

  it('is read by its word where it has no number', () => {
    const cases: [object, number, ErrorCode][] = [
      [{ error: 'authorization_declined', error_codes: [70000] }, 400, 'MDE_SIGN_IN_DECLINED'],
      [{ error: 'expired_token' }, 400, 'MDE_SIGN_IN_EXPIRED'],
      [{ error: 'interaction_required', suberror: 'consent_required' }, 400, 'MDE_CONSENT'],
      [{ error: 'invalid_client' }, 401, 'MDE_CREDENTIAL'],
      [{ error: 'temporarily_unavailable' }, 503, 'MDE_SERVICE'],
      [{ error: 'throttled' }, 429, 'MDE_QUOTA'],
      [{ error: 'constructor' }, 400, 'MDE_SIGN_IN'],
      [{ error: { code: 'InternalServerError' } }, 500, 'MDE_SERVICE'],
      [{ error_codes: 'no list', error_description: 7 }, 400, 'MDE_SIGN_IN'],
    ];
    for (const [body, status, code] of cases) expect(fromEntra(body, { ...PLACE, status }).code).toBe(code);
    for (const body of [null, undefined, 'text', []]) expect(fromEntra(body, PLACE).code).toBe('MDE_SIGN_IN');
  });

  it('passes on the wait, and the claims a step-up asks for', () => {
    const error = fromEntra(
      { error: 'interaction_required', claims: '{"access_token":{}}' },
      { ...PLACE, headers: { 'retry-after': '7' } },
    );
    expect(error.retryAfterMs).toBe(7000);
    const now = Date.parse('2026-11-22T00:00:00Z');
    const dated = { 'retry-after': 'Sun, 22 Nov 2026 00:00:09 GMT' };
    expect(fromEntra({}, { ...PLACE, now: () => now, headers: dated }).retryAfterMs).toBe(9000);
    expect(error.facts['claims']).toBe('{"access_token":{}}');
  });

  it('gives the links of the cloud it happened in', () => {
    const cloud = resolveCloud('gcc-high');
    expect(fromEntra(answer(65001), { ...PLACE, cloud }).link).toMatch(
      /^https:\/\/login\.microsoftonline\.us\//,
    );
    expect(fromEntra(answer(7000222), { ...PLACE, cloud }).link).toMatch(/^https:\/\/portal\.azure\.us\//);
  });

  it('does not repeat a secret the answer repeats', () => {
    const secret = 's3cr3t-echoed-by-the-service';
    const body = { error: 'x', error_description: `The value ${secret} is odd.` };
    expect(fromEntra(body, { ...PLACE, secrets: [secret] }).message).toBe('The value … is odd.');
  });
});

describe('signing in with what does not fit', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud();
  });
  afterAll(async () => cloud.stop());

  it('says that the secret has expired, and where to make a new one', async () => {
    const { identity } = await stateOf(cloud);
    const secret = String(identity.apps.find(({ appId }) => appId === EXPIRED_CLIENT)?.secrets[0]?.value);
    const credential = createCredential(
      { flow: 'client-secret', clientId: EXPIRED_CLIENT, secret: async () => secret },
      contextOf(cloud),
    );
    const error: unknown = await credential.token('graph').catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'MDE_CREDENTIAL',
      serviceCode: 'AADSTS7000222',
      link: expect.stringContaining(EXPIRED_CLIENT) as string,
    });
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain(secret);
  });

  it.each([
    ['a wrong secret', { secret: 's3cr3t-wrong' }, 'MDE_CREDENTIAL', 'AADSTS7000215'],
    ['an empty secret', { secret: '' }, 'MDE_CREDENTIAL', undefined],
    [
      'an unknown application',
      { clientId: '00000000-0000-0000-0000-000000000001' },
      'MDE_SIGN_IN',
      'AADSTS700016',
    ],
  ])('explains %s', async (_, change: { secret?: string; clientId?: string }, code, serviceCode) => {
    const { clientId, clientSecret } = cloud.info;
    const secret = async (): Promise<string> => change.secret ?? clientSecret;
    const credential = createCredential(
      { flow: 'client-secret', clientId: change.clientId ?? clientId, secret },
      contextOf(cloud),
    );
    await expect(credential.token('graph')).rejects.toMatchObject({ code, serviceCode });
  });

  it('explains an unknown tenant, and one that is none', async () => {
    const { clientId, clientSecret } = cloud.info;
    const open = async (tenant: string): Promise<unknown> =>
      createCredential(
        { flow: 'client-secret', clientId, secret: async () => clientSecret },
        contextOf(cloud, { tenant }),
      ).token('graph');
    await expect(open('00000000-0000-0000-0000-000000000002')).rejects.toMatchObject({
      serviceCode: 'AADSTS90002',
    });
    await expect(open('common')).rejects.toMatchObject({ code: 'MDE_CONFIG' });
  });

  it('tries a transient failure again, and nothing else', async () => {
    const { clientId, clientSecret } = cloud.info;
    const waits: number[] = [];
    const open = (): Promise<unknown> =>
      createCredential(
        { flow: 'client-secret', clientId, secret: async () => clientSecret },
        contextOf(cloud, { sleep: async (ms) => void waits.push(ms) }),
      ).token('graph');
    await cloud.admin('POST', '/_sim/fault', { name: 'server-error', service: 'login', times: 2 });
    await expect(open()).resolves.toBeDefined();
    expect(waits).toHaveLength(2);
    await cloud.admin('POST', '/_sim/fault', { name: 'proxy-html', service: 'login', times: 1 });
    await expect(open()).rejects.toMatchObject({ code: 'MDE_RESPONSE' });
    expect(waits).toHaveLength(2);
  });

  it('honours the wait Entra asks for, and does not sit out a long one', async () => {
    const { clientId, clientSecret } = cloud.info;
    const waits: number[] = [];
    const open = (): Promise<unknown> =>
      createCredential(
        { flow: 'client-secret', clientId, secret: async () => clientSecret },
        contextOf(cloud, { sleep: async (ms) => void waits.push(ms) }),
      ).token('graph');
    await cloud.admin('POST', '/_sim/fault', {
      name: 'throttle-seconds',
      service: 'login',
      seconds: 3,
      times: 1,
    });
    await expect(open()).resolves.toBeDefined();
    expect(waits).toEqual([3000]);
    // An HTTP date has whole seconds only.
    await cloud.admin('POST', '/_sim/fault', {
      name: 'throttle-date',
      service: 'login',
      seconds: 20,
      times: 1,
    });
    await expect(open()).resolves.toBeDefined();
    expect(waits.at(-1)).toBeGreaterThan(15_000);
    expect(waits.at(-1)).toBeLessThanOrEqual(21_000);
    await cloud.admin('POST', '/_sim/fault', { name: 'throttle-long', service: 'login', times: 1 });
    await expect(open()).rejects.toMatchObject({ code: 'MDE_QUOTA' });
  });
});
