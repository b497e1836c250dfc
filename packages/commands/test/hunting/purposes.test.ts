import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileAt, rows, surface, type Surface } from '../surface.ts';
import { startHunting } from './hunting-server.ts';

let cloud: Cloud;
let at: Surface;

beforeAll(async () => {
  cloud = await startCloud({ incidents: 12, seed: 'hunts', quotas: false, huntingRows: 1000 });
  at = surface({ profile: profileAt(cloud), environment: { SIM_SECRET: cloud.info.clientSecret } });
}, 60_000);
afterAll(async () => {
  await at.context.close();
  await cloud.stop();
});

async function asked(act: () => Promise<unknown>): Promise<number> {
  await cloud.admin('DELETE', '/_sim/journal');
  await act();
  const { entries } = await cloud.admin<{ entries: { path: string }[] }>('GET', '/_sim/journal');
  return entries.filter(({ path }) => path.includes('unting')).length;
}

describe('a canned hunt from the terminal', () => {
  it('gives rows with the columns of its query', async () => {
    const found = await rows(
      at.context,
      'hunt.network',
      'external-addresses',
      '--device',
      'northwind',
      '--limit',
      '5',
    );
    expect(found).toHaveLength(5);
    expect(Object.keys(found[0] ?? {})).toEqual(
      expect.arrayContaining([
        'DeviceName',
        'RemoteIP',
        'RemotePort',
        'TotalConnections',
        'FirstSeen',
        'LastSeen',
      ]),
    );
    const counts = found.map((row) => Number(row['TotalConnections']));
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  it('goes on where the page before ended', async () => {
    const page = (...words: string[]) =>
      rows(at.context, 'hunt.process', 'parent-process', '--device', 'northwind', ...words);
    const whole = await page('--limit', '12');
    const pages = [
      await page('--limit', '4'),
      await page('--limit', '4', '--page', '2'),
      await page('--limit', '4', '--page', '3'),
    ];
    expect(pages.map((one) => one.length)).toEqual([4, 4, 4]);
    expect(pages.flat()).toEqual(whole);
  });

  it('shows the query that is sent, with every value as a literal', async () => {
    await using server = await startHunting(() => ({ columns: [['DeviceId', 'String']], rows: [] }));
    const profile = profileAt(cloud);
    const beside = surface({
      profile: { ...profile, hosts: { ...profile.hosts, graph: server.url } },
      environment: { SIM_SECRET: cloud.info.clientSecret },
    });
    const words = [
      'smb-connections',
      '--device',
      'o"neil\\',
      '--exact',
      '--more-addresses-than',
      '3',
      '--show-query',
    ];
    await rows(beside.context, 'hunt.lateral-movement', ...words);
    await beside.context.close();
    expect(beside.shown).toEqual(server.asked.map(({ query }) => query));
    expect(beside.shown[0]).toContain('DeviceName in~ ("o\\"neil\\\\")');
    expect(beside.shown[0]).toContain('RemoteIPCount > 3');
  });

  it('keeps to the time that is given', async () => {
    const all = await rows(at.context, 'hunt.tampering');
    expect(all.length).toBeGreaterThan(0);
    const newest = String(all[0]?.['Timestamp']);
    expect(await rows(at.context, 'hunt.tampering', '--until', newest)).toHaveLength(all.length - 1);
    expect((await rows(at.context, 'hunt.tampering', '--since', newest)).length).toBeGreaterThan(0);
  });

  it.each([
    ['hunt.network', ['encoded-commands'], '--device or --device-id'],
    ['hunt.cover-up', ['connected-devices', '--device', 'a'], '--user'],
    ['hunt.lateral-movement', ['smb-connections'], '--device, --device-id, --file'],
    ['hunt.process', ['process-execution-powershell', '--file', 'a.exe'], '--device'],
    ['hunt.persistence', ['registry-entry', '--device', 'a'], '--command-line'],
    ['hunt.network', ['encoded-commands', '--device', 'a', '--file', 'b'], 'Leave out --file'],
    [
      'hunt.lateral-movement',
      ['network-connections', '--device', 'a', '--more-addresses-than', '2'],
      'Leave out --more-addresses-than',
    ],
  ] as const)('%s %j is refused before anything is sent', async (id, words, advice) => {
    const sent = await asked(async () => {
      await expect(rows(at.context, id, ...words)).rejects.toMatchObject({
        code: 'MDE_INPUT',
        advice: expect.stringContaining(advice) as string,
      });
    });
    expect(sent).toBe(0);
  });
});
