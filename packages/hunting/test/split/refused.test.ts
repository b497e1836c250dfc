import { describe, expect, it } from 'vitest';
import { defenderSchema } from '@vedette/kql';
import { splitQuery } from '../../src/split/run.ts';

const never = async (): Promise<never> => {
  throw new Error('it was asked');
};
const split = (query: string) =>
  splitQuery(query, { schema: defenderSchema, ask: never, now: new Date('2026-03-10T12:00:00Z') });

describe('a query that cannot be cut by time is refused with the place, before anything is asked', () => {
  it.each([
    ['DeviceInfo\n| summarize dcount(DeviceName)', 2, 13, 'dcount'],
    ['DeviceInfo | summarize N = count(), make_list(DeviceName) by OSPlatform', 1, 37, 'make_list'],
    ['DeviceInfo | summarize 1.0 * percentile(OSBuild, 50) / count()', 1, 30, 'percentile'],
    ['DeviceInfo | summarize avg(OSBuild)', 1, 24, 'avg'],
    ['DeviceInfo | summarize take_any(DeviceName)', 1, 24, 'take_any'],
    ['DeviceInfo\n| join kind=inner (DeviceNetworkInfo) on DeviceId', 2, 20, 'DeviceNetworkInfo'],
    ['DeviceInfo | where DeviceId in (AlertEvidence | project DeviceId)', 1, 33, 'AlertEvidence'],
    ['DeviceInfo | union DeviceNetworkInfo', 1, 20, 'DeviceNetworkInfo'],
    ['let T = DeviceInfo; T | where DeviceId in (T | project DeviceId)', 1, 44, 'T is read more than once'],
    ['DeviceInfo | make-series count() on Timestamp step 1h', 1, 14, 'make-series'],
    [
      'DeviceInfo | sort by DeviceName | extend P = prev(DeviceId) | where P == ""',
      undefined,
      undefined,
      undefined,
    ],
    ['DeviceInfo | serialize | extend P = prev(DeviceId)', 1, 14, 'serialize'],
    ['DeviceInfo | where rand() > 0.5', 1, 20, 'rand'],
    ['DeviceInfo | sample 5', 1, 14, 'sample'],
    ['let T = DeviceInfo | top 5 by Timestamp; T | where DeviceName has "a"', 1, 22, 'top'],
    ['DeviceTvmSoftwareVulnerabilitiesKB | where CvssScore == "9"', 1, 1, 'no Timestamp'],
    ['union withsource=T DeviceInfo, DeviceNetworkInfo', 1, 7, 'withsource=T'],
    ['union Device*', 1, 7, 'Device*'],
    ['search "x"', 1, 1, 'search'],
    ['print 1', 1, 1, 'print'],
    ['DeviceInfo | take 2 + 3', 1, 14, 'take'],
    ['DeviceInfo | where DeviceNam == 1', 1, 20, 'DeviceNam'],
  ])('%s', async (query, line, column, word) => {
    if (line === undefined) return expect(split(query)).rejects.toThrow('it was asked');
    await expect(split(query)).rejects.toMatchObject({
      code: 'MDE_QUERY',
      changed: 'nothing',
      message: expect.stringContaining(word ?? '') as string,
      facts: expect.objectContaining({ line, column }) as object,
    });
  });
});
