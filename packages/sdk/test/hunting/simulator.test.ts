import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HuntOptions, HuntRow } from '../../src/index.ts';
import { clientOfCloud, withFault } from '../cloud-client.ts';

const ROUTES = ['graph', 'xdr', 'endpoint'] as const;
const devices = `DeviceInfo
| where Timestamp > ago(30d)
| extend Bag = bag_pack("os", OSPlatform, "n", 9007199254740993), Span = 1h, Big = 9007199254740993
| project Timestamp, DeviceId, IsAzureADJoined, IsInternetFacing, ReportId, Bag, Span, Big, Half = 0.5
| order by DeviceId asc, Timestamp asc
| take 25`;

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 10, seed: 'hunting routes', quotas: false });
});
afterAll(() => cloud.stop());

async function hunt(
  query: string,
  options: HuntOptions = {},
): Promise<{ columns: unknown; rows: HuntRow[] }> {
  await using client = clientOfCloud(cloud);
  const { columns, rows } = await client.hunting.run(query, options);
  return { columns, rows: (await Array.fromAsync(rows)).flat() };
}

describe('the simulated cloud', () => {
  it('gives the same by every route, in whichever of its forms it writes bools and bags', async () => {
    const graph = await hunt(devices);
    expect(graph.columns).toEqual([
      { name: 'Timestamp', type: 'datetime' },
      { name: 'DeviceId', type: 'string' },
      { name: 'IsAzureADJoined', type: 'bool' },
      { name: 'IsInternetFacing', type: 'bool' },
      { name: 'ReportId', type: 'long' },
      { name: 'Bag', type: 'dynamic' },
      { name: 'Span', type: 'timespan' },
      { name: 'Big', type: 'long' },
      { name: 'Half', type: 'real' },
    ]);
    expect(graph.rows.length).toBeGreaterThan(5);
    for (const [time, , joined, , , bag, span, big, half] of graph.rows) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
      expect(joined === null || typeof joined === 'boolean').toBe(true);
      expect(bag).toMatchObject({ n: '9007199254740993' });
      expect([span, big, half]).toEqual(['01:00:00', '9007199254740993', 0.5]);
    }
    for (const fault of [undefined, 'hunting-boolean', 'hunting-dynamic-object']) {
      await using _ = fault === undefined ? undefined : await withFault(cloud, fault);
      for (const route of ROUTES) expect(await hunt(devices, { route }), `${route} ${fault}`).toEqual(graph);
    }
  });

  it.each<[string, string, string | undefined]>([
    ['hunting-timeout', 'MDE_QUERY_LIMIT', 'time'],
    ['hunting-size-exceeded', 'MDE_QUERY_LIMIT', 'size'],
    ['hunting-excessive-resources', 'MDE_QUERY_LIMIT', 'resources'],
    ['hunting-preempted', 'MDE_QUERY_LIMIT', 'preempted'],
  ])('says %s, and the client %s', async (fault, code, limit) => {
    for (const route of ROUTES) {
      await using _ = await withFault(cloud, fault);
      await expect(hunt('DeviceInfo | take 1', { route })).rejects.toMatchObject({
        code,
        facts: { limit },
        changed: 'nothing',
        message: expect.stringContaining('Defender says: ') as string,
      });
    }
  });

  it('names the time until the processor time is back', async () => {
    await using _ = await withFault(cloud, 'hunting-cpu-exceeded');
    await expect(hunt('DeviceInfo | take 1', { deadline: Date.now() + 1_000 })).rejects.toMatchObject({
      code: 'MDE_QUOTA',
      facts: { limit: 'cpu' },
      retryAfterMs: expect.any(Number) as number,
    });
  });

  it.each(['DeviceInfo | project NoSuchColumn', 'DeviceInfo | where (', 'NoSuchTable | take 1'])(
    'finds the fault in %s',
    async (query) => {
      for (const route of ROUTES) {
        await expect(hunt(query, { route })).rejects.toMatchObject({ code: 'MDE_QUERY', status: 400 });
      }
    },
  );

  it('narrows by the time span', async () => {
    const count = async (timespan?: string): Promise<number> =>
      Number((await hunt('DeviceProcessEvents | count', { timespan })).rows[0]?.[0]);
    const [day, all] = [await count('P1D'), await count()];
    expect(day).toBeGreaterThan(0);
    expect(day).toBeLessThan(all);
  });
});
