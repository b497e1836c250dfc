import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileAt, rows, surface, type Surface } from '../surface.ts';

let cloud: Cloud;
let at: Surface;

beforeAll(async () => {
  cloud = await startCloud({ incidents: 12, seed: 'pieces', quotas: false, huntingRows: 1000 });
  at = surface({ profile: profileAt(cloud), environment: { SIM_SECRET: cloud.info.clientSecret } });
}, 60_000);
afterAll(async () => {
  await at.context.close();
  await cloud.stop();
});

/** Answers these times with the fault, and counts the questions. */
async function refusing(fault: string, times: number, act: () => Promise<void>): Promise<number> {
  await cloud.admin('POST', `/_sim/fault/${fault}`, { times });
  await cloud.admin('DELETE', '/_sim/journal');
  await act();
  await cloud.admin('DELETE', '/_sim/fault');
  const { entries } = await cloud.admin<{ entries: { path: string }[] }>('GET', '/_sim/journal');
  return entries.filter(({ path }) => path.endsWith('/runHuntingQuery')).length;
}

const TIME = '| where Timestamp between (ago(20d) .. ago(1d))';

describe('hunt run --all', () => {
  it.each([
    [
      'rows',
      `DeviceProcessEvents ${TIME} | project Timestamp, DeviceName, ReportId | sort by Timestamp desc, DeviceName asc, ReportId asc`,
    ],
    [
      'groups',
      `DeviceProcessEvents ${TIME} | summarize N = count(), Last = max(Timestamp) by FileName | sort by N desc, FileName asc | take 20`,
    ],
    ['a count', `union DeviceProcessEvents, DeviceNetworkEvents ${TIME} | count`],
  ])('gives %s as one answer would, in pieces that are small enough', async (_, query) => {
    const whole = await rows(at.context, 'hunt.run', query);
    expect(whole.length).toBeGreaterThan(0);
    for (const fault of ['hunting-size-exceeded', 'hunting-timeout']) {
      const asked = await refusing(fault, 3, async () => {
        expect(await rows(at.context, 'hunt.run', query, '--all')).toEqual(whole);
      });
      expect(asked).toBeGreaterThan(4);
    }
  });

  it('is one question where one answer holds everything', async () => {
    const query = `DeviceLogonEvents ${TIME} | count`;
    expect(
      await refusing(
        'hunting-size-exceeded',
        0,
        async () => void (await rows(at.context, 'hunt.run', query, '--all')),
      ),
    ).toBe(1);
  });

  it('stops at the limit', async () => {
    const found = await rows(at.context, 'hunt.run', `DeviceProcessEvents ${TIME}`, '--all', '--limit', '7');
    expect(found).toHaveLength(7);
  });

  it.each([
    [[`DeviceProcessEvents ${TIME} | summarize dcount(FileName)`], 'MDE_QUERY', /dcount.*line 1/],
    [['DeviceInfo | count', '--timespan', 'P7D'], 'MDE_INPUT', /^all:/],
    [['DeviceInfo | count', '--where', 'both'], 'MDE_INPUT', /^all:/],
  ])('%j is refused before anything is asked', async (words, code, message) => {
    const asked = await refusing('hunting-size-exceeded', 0, async () => {
      await expect(rows(at.context, 'hunt.run', ...words, '--all')).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message) as string,
      });
    });
    expect(asked).toBe(0);
  });
});
