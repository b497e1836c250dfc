import fc from 'fast-check';
import { startCloud } from '@vedette/testkit';
import { expect, it } from 'vitest';
import { createClock } from '../../src/core/clock.ts';
import { createQuotas } from '../../src/core/quotas.ts';
import { Hunter, type Rows } from './hunter.ts';

const NOW = '2026-11-20T00:00:00Z';

// https://learn.microsoft.com/defender-xdr/api-advanced-hunting, https://learn.microsoft.com/defender-endpoint/api/run-advanced-query-api
it('45 calls a minute for the tenant, on each of the endpoints', async () => {
  await using cloud = await startCloud({ clock: NOW });
  for (const api of ['graph', 'xdr', 'endpoint'] as const) {
    const hunter = await Hunter.signIn(cloud, api);
    const statuses: number[] = [];
    // A body without a query is refused, and counts.
    for (let call = 0; call < 46; call += 1) statuses.push((await hunter.ask(undefined)).status);
    expect([api, statuses.filter((status) => status === 400).length, statuses.at(-1)]).toEqual([
      api,
      45,
      429,
    ]);
  }
});

it('Defender for Endpoint: ten minutes of run time an hour', async () => {
  await using cloud = await startCloud({ clock: NOW });
  const hunter = await Hunter.signIn(cloud, 'endpoint');
  await cloud.admin('POST', '/_sim/fault', { name: 'hunting-costly', seconds: 200 });
  const statuses: number[] = [];
  for (let call = 0; call < 3; call += 1) statuses.push((await hunter.ask('DeviceInfo | take 1')).status);
  expect(statuses).toEqual([200, 200, 200]);
  const { status, headers, body } = await hunter.ask('DeviceInfo | take 1');
  expect([status, headers.get('retry-after')]).toEqual([429, '3600']);
  expect(body.error.message).toContain('run time: 600 s per 3600 s, 10800 s per 86400 s');
  await cloud.admin('POST', '/_sim/clock', { advance: 3_600_000 });
  const later = await Hunter.signIn(cloud, 'endpoint');
  expect((await later.ask('DeviceInfo | take 1')).status).toBe(200);
});

it('Defender XDR and Graph: a share of the CPU, until the next quarter of an hour', async () => {
  await using cloud = await startCloud({ clock: '2026-11-20T00:04:00Z' });
  await cloud.admin('POST', '/_sim/fault', { name: 'hunting-costly', seconds: 600 });
  for (const api of ['xdr', 'graph'] as const) {
    const hunter = await Hunter.signIn(cloud, api);
    expect((await hunter.ask('DeviceInfo | take 1')).status).toBe(200);
    const { status, headers, body } = await hunter.ask('DeviceInfo | take 1');
    expect([status, headers.get('retry-after')]).toEqual([429, api === 'xdr' ? null : '660']);
    expect(body.error.message).toBe(
      'You have exceeded processing resources allocated to this tenant. You can run queries again in 11 minutes.',
    );
  }
  await cloud.admin('POST', '/_sim/clock', { advance: 11 * 60_000 });
  const hunter = await Hunter.signIn(cloud, 'xdr');
  expect((await hunter.ask('DeviceInfo | take 1')).status).toBe(200);
});

it('the CPU can be used up by a fault', async () => {
  await using cloud = await startCloud({ clock: NOW, faults: ['hunting-cpu-exceeded?times=1&minutes=1'] });
  const hunter = await Hunter.signIn(cloud, 'xdr');
  const { status, body } = await hunter.ask('DeviceInfo | take 1');
  expect([status, body.error.message]).toEqual([
    429,
    'You have exceeded processing resources allocated to this tenant. You can run queries again in 1 minute.',
  ]);
  expect((await hunter.ask('DeviceInfo | take 1')).status).toBe(200);
});

it('no rolling hour holds more than the run time and one query, and a wait that was served suffices', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(900_000), fc.nat(300_000)), { minLength: 1, maxLength: 80 }),
      (steps) => {
        const clock = createClock(NOW);
        const quotas = createQuotas(clock, true);
        const ran: { at: number; ms: number }[] = [];
        for (const [gap, ms] of steps) {
          clock.advance(gap);
          const wait = quotas.usedUp('endpoint-hunting', 'tenant');
          if (wait !== undefined) {
            clock.advance(wait);
            expect(quotas.usedUp('endpoint-hunting', 'tenant')).toBeUndefined();
          }
          const hour = ran.filter(({ at }) => at > clock.now() - 3_600_000);
          expect(hour.reduce((sum, run) => sum + run.ms, 0)).toBeLessThan(600_000);
          quotas.use('endpoint-hunting', 'tenant', ms);
          ran.push({ at: clock.now(), ms });
        }
      },
    ),
  );
});

it('gives 100,000 rows at most, and refuses what is larger than 50 MB where the page says so', async () => {
  await using cloud = await startCloud({ clock: NOW, huntingRows: 130_000, quotas: false });
  const graph = await Hunter.signIn(cloud);
  const rows: Rows = await graph.rows('DeviceProcessEvents | project ReportId');
  expect(rows).toHaveLength(100_000);
  const counted = await graph.one('DeviceProcessEvents | count');
  expect(Number(Object.values(counted)[0])).toBeGreaterThan(100_000);
  const endpoint = await Hunter.signIn(cloud, 'endpoint');
  const { status, body } = await endpoint.ask('DeviceProcessEvents | take 30000');
  expect([status, body.error.message]).toEqual([
    400,
    'Query execution has exceeded the allowed result size. Optimize your query by limiting the number of results and try again',
  ]);
  expect((await endpoint.ask('DeviceProcessEvents | take 10')).status).toBe(200);
});

it('grows when it is told to, and is as it was after a reset', async () => {
  await using cloud = await startCloud({ clock: NOW, quotas: false });
  const graph = await Hunter.signIn(cloud);
  const count = async (): Promise<number> =>
    Number(Object.values(await graph.one('DeviceProcessEvents | count'))[0]);
  const before = await count();
  await cloud.admin('POST', '/_sim/seed', { hunting: { rows: 60_000 } });
  expect(await count()).toBeGreaterThan(5 * before);
  await cloud.admin('POST', '/_sim/reset');
  expect(await count()).toBe(before);
  const other = { incidents: 20, seed: 'another' };
  await cloud.admin('POST', '/_sim/seed', other);
  expect(await count()).not.toBe(before);
});

it('many hunts at once get the rows that each one gets alone', async () => {
  await using cloud = await startCloud({ clock: NOW, quotas: false });
  const graph = await Hunter.signIn(cloud);
  const queries = [
    'DeviceProcessEvents',
    'DeviceFileEvents',
    'EmailEvents',
    'AlertInfo',
    'DeviceInfo',
  ].flatMap((name) => [`${name} | count`, `${name} | where Timestamp > ago(3d) | count`]);
  const together = await Promise.all(queries.map((query) => graph.one(query)));
  for (const [index, query] of queries.entries()) expect(await graph.one(query)).toEqual(together[index]);
});
