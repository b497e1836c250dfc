import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileAt, rows, surface, type Surface } from '../surface.ts';

let cloud: Cloud;
let at: Surface;
const old = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];

beforeAll(async () => {
  cloud = await startCloud({ incidents: 12, seed: 'both', quotas: false });
  at = surface({ profile: profileAt(cloud), environment: { SIM_SECRET: cloud.info.clientSecret } });
  await rows(at.context, 'archive.export', '--table', 'DeviceLogonEvents', '--until', '3d');
  const file = join(scratch('old'), 'rows.json');
  writeFileSync(
    file,
    JSON.stringify(
      old.map((Timestamp) => ({ Timestamp, DeviceName: 'long-gone', ActionType: 'LogonSuccess' })),
    ),
  );
  await rows(at.context, 'archive.import', file, '--table', 'DeviceLogonEvents');
}, 60_000);
afterAll(async () => {
  await at.context.close();
  await cloud.stop();
});

// Up to a moment that has passed, so that what the simulator goes on making does not come between two answers.
const until = new Date(Date.now() - 3_600_000).toISOString();
const QUERY = `DeviceLogonEvents | where Timestamp < datetime(${until}) and Timestamp > datetime(${until}) - 29d`;

it(
  'joins archive and cloud at a boundary: each row once, also those that the cloud has forgotten',
  { timeout: 60_000 },
  async () => {
    const project =
      '| project Timestamp, DeviceId, ReportId, ActionType | sort by Timestamp asc, ReportId asc';
    const inCloud = await rows(at.context, 'hunt.run', `${QUERY} ${project}`);
    expect(inCloud.length).toBeGreaterThan(100);
    expect(await rows(at.context, 'hunt.run', '--where', 'both', `${QUERY} ${project}`)).toEqual(inCloud);
    expect(at.notes.join()).toMatch(
      /The archive answers for the time before \S+, the cloud for the time since/,
    );
    const all = `DeviceLogonEvents | where Timestamp > datetime(2026-01-01) - 1d and Timestamp < datetime(${until})`;
    const found = await rows(
      at.context,
      'hunt.run',
      '--where',
      'both',
      `${all} | summarize Rows = count() by DeviceName`,
    );
    const before = await rows(at.context, 'hunt.run', `${all} | summarize Rows = count() by DeviceName`);
    const sorted = (list: typeof found): string[] =>
      list.map((row) => `${String(row['DeviceName'])} ${String(row['Rows'])}`).toSorted();
    // Between the two ages lies what nobody has: the cloud begins where it remembers.
    expect(sorted(found)).toEqual([...sorted(before), 'long-gone 2'].toSorted());
  },
);

it('asks the cloud for no time that the archive answers for', async () => {
  await cloud.admin('DELETE', '/_sim/journal');
  await rows(
    at.context,
    'hunt.run',
    '--where',
    'both',
    'DeviceLogonEvents | where Timestamp > datetime(2025-12-31) and Timestamp < datetime(2026-01-03)',
  );
  const { entries } = await cloud.admin<{ entries: { path: string }[] }>('GET', '/_sim/journal');
  expect(entries.filter(({ path }) => path.includes('runHuntingQuery'))).toEqual([]);
});

it('says where the archive lacks something that a query here would need', async () => {
  const other = surface({
    profile: { ...at.context.profile, archive: join(scratch('gap'), 'a') },
    environment: { SIM_SECRET: cloud.info.clientSecret },
  });
  await rows(other.context, 'archive.export', '--table', 'AlertInfo', '--since', '10d', '--until', '8d');
  await rows(other.context, 'archive.export', '--table', 'AlertInfo', '--since', '5d', '--until', '2d');
  await rows(other.context, 'hunt.run', '--local', 'AlertInfo | count');
  expect(other.notes.join()).toMatch(
    /AlertInfo: the archive lacks what was from \S+ to \S+; see vedette archive status/,
  );
  await other.context.close();
});

it('refuses what no time divides, with the reason, and a timespan', async () => {
  await expect(
    rows(
      at.context,
      'hunt.run',
      '--where',
      'both',
      'DeviceLogonEvents | join kind=inner DeviceInfo on DeviceId',
    ),
  ).rejects.toMatchObject({
    code: 'MDE_QUERY',
    message: expect.stringMatching(
      /^where: both joins archive and cloud at a time, and .*line 1, column/,
    ) as string,
    facts: { argument: 'where' },
  });
  await expect(rows(at.context, 'hunt.run', '--where', 'both', 'Incident')).rejects.toMatchObject({
    code: 'MDE_QUERY',
  });
  await expect(
    rows(at.context, 'hunt.run', '--where', 'both', '--timespan', 'P7D', 'DeviceInfo'),
  ).rejects.toThrow('takes a timespan');
});
