import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident } from '@vedette/sdk';
import { openMirror, type Mirror } from '@vedette/mirror';
import { scratch } from '@vedette/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../mirror/src/store/sqlite/store.ts';
import { openArchive, type Archive } from '../../src/archive/archive.ts';
import { importFile } from '../../src/archive/import/import.ts';
import { openLocal } from '../../src/local/open.ts';

async function archiveWith(tables: Readonly<Record<string, readonly object[]>>): Promise<Archive> {
  const folder = scratch('local');
  const archive = openArchive(join(folder, 'archive'), { create: true });
  onTestFinished(() => archive.close());
  const writer = await archive.writer();
  for (const [table, rows] of Object.entries(tables)) {
    const file = join(folder, `${table}.json`);
    writeFileSync(file, JSON.stringify(rows));
    await importFile(writer, { file, table });
  }
  await writer.close();
  return archive;
}

async function mirrorWith(...incidents: Incident[]): Promise<Mirror> {
  const path = join(scratch('mirror'), 'mirror.db');
  const store = openStore(path, { create: true });
  store.writePage({ incidents, route: 'graph', now: 1 });
  store.close();
  const mirror = await openMirror(path);
  onTestFinished(() => mirror.close());
  return mirror;
}

async function rows(query: string, options: Parameters<typeof openLocal>[1]): Promise<unknown> {
  const engine = await openLocal(query, options);
  try {
    return (await engine.rows(query)).rows;
  } finally {
    await engine.close();
  }
}

const events = [
  '2026-03-08T23:59:59.9999999Z',
  '2026-03-09T00:00:00Z',
  '2026-03-09T10:00:00.1234567Z',
  '2026-03-10T00:00:01Z',
].map((Timestamp, n) => ({
  Timestamp,
  DeviceName: `host${n}`,
  FileName: n === 2 ? '' : 'x.exe',
  FileSize: n === 3 ? '9223372036854775807' : n,
  ProcessCreationTime: '1601-01-01T00:00:00Z',
}));

it('reads archived days with every digit of their times, and nothing of other days', async () => {
  const archive = await archiveWith({ DeviceProcessEvents: events });
  expect(
    await rows(
      'DeviceProcessEvents | project Timestamp, DeviceName, FileName, FileSize, ProcessCreationTime, AccountName | sort by Timestamp asc',
      { archive },
    ),
  ).toEqual([
    ['2026-03-08T23:59:59.9999999Z', 'host0', 'x.exe', 0, '1601-01-01T00:00:00.0000000Z', ''],
    ['2026-03-09T00:00:00.0000000Z', 'host1', 'x.exe', 1, '1601-01-01T00:00:00.0000000Z', ''],
    ['2026-03-09T10:00:00.1234567Z', 'host2', '', 2, '1601-01-01T00:00:00.0000000Z', ''],
    [
      '2026-03-10T00:00:01.0000000Z',
      'host3',
      'x.exe',
      '9223372036854775807',
      '1601-01-01T00:00:00.0000000Z',
      '',
    ],
  ]);
  // A column that only the other day's source carried, and a day of which there is nothing.
  const more = await archiveWith({
    DeviceProcessEvents: [{ Timestamp: '2026-03-08T00:00:00Z' }],
    DeviceEvents: [{ Timestamp: '2026-03-08T00:00:00Z' }, { Timestamp: '2026-03-09T00:00:00Z', FileSize: 5 }],
  });
  const of = (day: string): string =>
    `DeviceEvents | where Timestamp >= datetime(${day}) and Timestamp < datetime(${day}) + 1d | project FileSize`;
  expect(await rows(of('2026-03-08'), { archive: more })).toEqual([[null]]);
  expect(await rows(of('2026-03-09'), { archive: more })).toEqual([[5]]);
  expect(await rows(of('2026-03-07'), { archive: more })).toEqual([]);
  const twins = await archiveWith({
    DeviceProcessEvents: [{ Timestamp: '2026-03-08', LogonId: 5, LogonID: 7 }],
  });
  expect(await rows('DeviceProcessEvents | project LogonID, LogonId', { archive: twins })).toEqual([[7, 5]]);
  // The other days are not even opened: they may be gone.
  const day =
    'DeviceProcessEvents | where Timestamp >= datetime(2026-03-09) and Timestamp < datetime(2026-03-10) | count';
  const engine = await openLocal(day, { archive });
  onTestFinished(() => engine.close());
  for (const { name, day: of } of archive.manifest.files())
    if (of !== '2026-03-09') rmSync(join(archive.folder, name));
  expect((await engine.rows(day)).rows).toEqual([[2]]);
});

it('names a damaged file of a table that is asked for, and leaves it out on request', async () => {
  const archive = await archiveWith({
    DeviceProcessEvents: events,
    DeviceEvents: events.map(({ Timestamp }) => ({ Timestamp })),
  });
  const broken = archive.manifest.files('DeviceProcessEvents')[0]!;
  writeFileSync(join(archive.folder, broken.name), 'PAR1');
  await expect(rows('DeviceProcessEvents | count', { archive })).rejects.toMatchObject({
    code: 'MDE_STORE',
    message: expect.stringContaining(broken.name) as string,
  });
  expect(await rows('DeviceEvents | count', { archive })).toEqual([[4]]);
  const notes: string[] = [];
  const seen = await rows('DeviceProcessEvents | count', {
    archive,
    skipDamaged: true,
    note: (text) => notes.push(text),
  });
  expect(seen).toEqual([[3]]);
  expect(notes.join()).toContain('1 rows of DeviceProcessEvents on 2026-03-08 are missing');
});

it('finds the rows of a table under the name it had before', async () => {
  const archive = await archiveWith({ EntraIdSignInEvents: [{ Timestamp: '2026-03-09', Application: 'x' }] });
  expect(await rows('AADSignInEventsBeta | project Application', { archive })).toEqual([['x']]);
});

it('sees of a table without times the newest day only', async () => {
  const archive = await archiveWith({});
  const writer = await archive.writer();
  for (const [day, name] of [
    ['2026-03-01', 'old'],
    ['2026-03-02', 'new'],
  ] as const) {
    const file = join(scratch('snapshot'), 'rows.json');
    writeFileSync(file, JSON.stringify({ DeviceId: 'a', SoftwareName: name }));
    await importFile(
      { ...writer, now: () => Date.parse(day) },
      { file, table: 'DeviceTvmSoftwareInventory' },
    );
  }
  await writer.close();
  expect(await rows('DeviceTvmSoftwareInventory | project SoftwareName', { archive })).toEqual([['new']]);
});

const incident: Incident = {
  id: '7',
  displayName: 'Theft',
  severity: 'high',
  status: 'inProgress',
  customTags: ['vip'],
  createdDateTime: '2026-03-09T08:00:00Z',
  lastUpdateDateTime: '2026-03-09T09:00:00.1234567Z',
  alerts: [
    {
      id: 'da1',
      title: 'Mimikatz',
      severity: 'high',
      category: 'CredentialAccess',
      serviceSource: 'microsoftDefenderForEndpoint',
      detectionSource: 'antivirus',
      createdDateTime: '2026-03-09T08:00:00Z',
      mitreTechniques: ['T1003'],
      evidence: [
        {
          '@odata.type': '#microsoft.graph.security.deviceEvidence',
          mdeDeviceId: 'd1',
          deviceDnsName: 'host1',
          roles: ['compromised'],
        },
        {
          '@odata.type': '#microsoft.graph.security.processEvidence',
          mdeDeviceId: 'd1',
          processCommandLine: 'mimikatz.exe "x"',
          imageFile: { fileName: 'mimikatz.exe', sha1: 'abc', fileSize: 5 },
          userAccount: { accountName: 'kim', domainName: 'contoso' },
        },
      ],
    },
    { id: 'da2', title: 'Other', severity: 'low', createdDateTime: '2026-03-09T08:30:00Z' },
  ],
};

it('shows incidents and alerts of the mirror as tables, and an alert that hunting itself knows once', async () => {
  const mirror = await mirrorWith(incident);
  expect(
    await rows(
      'Incident | project IncidentId, Title, Severity, Status, Timestamp, Tags, AlertIds, AlertCount',
      { mirror },
    ),
  ).toEqual([
    ['7', 'Theft', 'High', 'InProgress', '2026-03-09T09:00:00.1234567Z', ['vip'], ['da1', 'da2'], 2],
  ]);
  expect(
    await rows(
      'AlertEvidence | sort by EntityType asc | project AlertId, EntityType, EvidenceRole, DeviceName, FileName, FileSize, AccountName',
      { mirror },
    ),
  ).toEqual([
    ['da1', 'Machine', 'Impacted', 'host1', '', null, ''],
    ['da1', 'Process', 'Related', '', 'mimikatz.exe', 5, 'kim'],
  ]);
  const archive = await archiveWith({
    AlertInfo: [
      {
        Timestamp: '2026-03-09T08:00:00Z',
        AlertId: 'da1',
        Title: 'Mimikatz as hunting names it',
        ServiceSource: 'Microsoft Defender for Endpoint',
      },
      { Timestamp: '2026-02-01T00:00:00Z', AlertId: 'da0', Title: 'Before the mirror' },
    ],
  });
  expect(await rows('AlertInfo | sort by AlertId asc | project AlertId, Title', { mirror, archive })).toEqual(
    [
      ['da0', 'Before the mirror'],
      ['da1', 'Mimikatz as hunting names it'],
      ['da2', 'Other'],
    ],
  );
  expect(
    await rows(
      'AlertInfo | where AlertId == "da1" | project Category, ServiceSource, DetectionSource, AttackTechniques',
      { mirror },
    ),
  ).toEqual([['CredentialAccess', 'Microsoft Defender for Endpoint', 'Antivirus', '["T1003"]']]);
});
