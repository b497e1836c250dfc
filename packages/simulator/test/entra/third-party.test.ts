import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeJwt } from 'jose';
import { startCloud, type Cloud } from '@vedette/testkit';
import { runProgram } from './run-program.ts';

interface Signed {
  readonly accessToken: string;
  readonly account?: string;
}

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 12, seed: 'third-party' });
  await cloud.admin('POST', '/_sim/device', { interval: 1 });
});
afterAll(() => cloud.stop());

it('@azure/msal-node signs in by every flow, unchanged', async () => {
  const { tokens, wrong } = await runProgram<{ tokens: Record<string, Signed>; wrong: string }>(
    'msal',
    cloud.info,
  );
  const acr = (flow: string): unknown => decodeJwt(tokens[flow]?.accessToken ?? '')['appidacr'];
  expect(Object.keys(tokens).map((flow) => [flow, acr(flow)])).toEqual([
    ['secret', '1'],
    ['certificateSha256', '2'],
    ['certificateSha1', '2'],
    ['deviceCode', '0'],
    ['code', '0'],
    ['silent', '0'],
    ['systemAssigned', '2'],
    ['userAssigned', '2'],
    ['appService', '2'],
  ]);
  for (const flow of ['deviceCode', 'code', 'silent'])
    expect(tokens[flow]?.account).toBe(cloud.info.users[0]?.username);
  expect(tokens['silent']?.accessToken).not.toBe(tokens['code']?.accessToken);
  expect(wrong).toBe('invalid_client');
}, 60_000);

it('@azure/identity signs in by its credentials, unchanged', async () => {
  const { tokens } = await runProgram<{ tokens: Record<string, Signed> }>('identity', cloud.info);
  const claims = Object.fromEntries(
    Object.entries(tokens).map(([flow, { accessToken }]) => [flow, decodeJwt(accessToken)]),
  );
  for (const { aud } of Object.values(claims)) expect(aud).toBe('https://api.securitycenter.microsoft.com');
  expect(claims['secret']?.['roles']).toContain('Machine.Isolate');
  expect(claims['deviceCode']?.['scp']).toContain('Machine.Isolate');
  expect(claims['federated']?.['appidacr']).toBe('2');
  expect(claims['userAssigned']?.['appid']).toBe(cloud.info.userAssignedClientId);
}, 60_000);

it('@microsoft/microsoft-graph-client waits as a 429 says, and reads every incident over its pages, unchanged', async () => {
  await cloud.admin('POST', '/_sim/fault', { name: 'throttle-seconds', seconds: 1 });
  const { ids, pageSize, missing } = await runProgram<{ ids: string[]; pageSize: number; missing: number }>(
    'graph',
    cloud.info,
  );
  expect(pageSize).toBe(5);
  expect(new Set(ids).size).toBe(12);
  expect(ids).toHaveLength(12);
  expect(missing).toBe(404);
  const { entries } = await cloud.admin<{ entries: { status: number }[] }>(
    'GET',
    '/_sim/journal?service=graph',
  );
  expect(entries.slice(0, 2).map(({ status }) => status)).toEqual([429, 200]);
}, 60_000);
