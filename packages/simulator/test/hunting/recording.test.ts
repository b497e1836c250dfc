import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, startCloud } from '@vedette/testkit';
import { expect, it } from 'vitest';
import { Hunter } from './hunter.ts';

/** In the shape of the documentation, with holes and strangers as recordings have them. */
const RECORDED = {
  incidentId: 77,
  incidentName: 'Recorded',
  createdTime: '2026-01-02T03:04:05.6Z',
  lastUpdateTime: '2026-01-02T03:04:06.1234567Z',
  status: 'Active',
  severity: 'High',
  alerts: [
    {
      alertId: 'da637_1',
      incidentId: 77,
      serviceSource: 'SomethingNew',
      detectionSource: 'Odd',
      creationTime: '2026-01-02T03:04:05.1234567Z',
      firstActivity: '2026-01-02T02:04:05Z',
      title: 'Recorded \u0000 title',
      severity: 'High',
      category: 'Execution',
      mitreTechniques: ['T1059.001', 'T9999'],
      devices: [
        { mdatpDeviceId: 'm1', deviceDnsName: 'recorded.example', osPlatform: 'Windows11' },
        { mdatpDeviceId: 'm2', deviceDnsName: null },
      ],
      entities: [
        { entityType: 'User', accountName: 'someone', domainName: 'D' },
        {
          entityType: 'Process',
          processId: 7.5,
          processCommandLine: '"x" -y',
          fileName: 'x.exe',
          sha1: 'ab'.repeat(20),
          deviceId: 'm1',
        },
        { entityType: 'File', fileName: null, filePath: 'C:\\t', deviceId: 'gone' },
        { entityType: 'Ip', ipAddress: '203.0.113.250' },
        { entityType: 'Url', url: 'no url at all' },
        { entityType: 'MailMessage', subject: 'hello', recipient: 'a@b.example' },
        { entityType: 'Quantum', spin: 'up' },
      ],
    },
  ],
};

it('a recorded alert leaves its traces like a grown one', async () => {
  const file = join(scratch('recording'), 'one.json');
  writeFileSync(file, JSON.stringify(RECORDED));
  await using cloud = await startCloud({ load: [file], clock: '2026-01-03T00:00:00Z', quotas: false });
  const graph = await Hunter.signIn(cloud);
  expect(await graph.rows('AlertInfo | project AlertId, Timestamp, Severity, ServiceSource')).toEqual([
    {
      AlertId: 'da637_1',
      Timestamp: '2026-01-02T03:04:05.1234567Z',
      Severity: 'High',
      ServiceSource: 'SomethingNew',
    },
  ]);
  const types = await graph.rows('AlertEvidence | project EntityType | sort by EntityType asc');
  expect(types.map((row) => row['EntityType'])).toEqual(
    ['Machine', 'Machine', 'User', 'Process', 'File', 'Ip', 'Url', 'MailMessage', 'Quantum'].toSorted(),
  );
  const process = await graph.rows(
    `DeviceProcessEvents | where DeviceId == 'm1' and FileName == 'x.exe' | project DeviceName, ProcessCommandLine, ProcessId, SHA1`,
  );
  expect(process).toEqual([
    { DeviceName: 'recorded.example', ProcessCommandLine: '"x" -y', ProcessId: null, SHA1: 'ab'.repeat(20) },
  ]);
  const seen = await graph.rows(
    `union DeviceNetworkEvents, DeviceInfo | where DeviceName == 'recorded.example' | distinct RemoteIP, RemoteUrl`,
  );
  expect(seen.map((row) => row['RemoteIP'])).toContain('203.0.113.250');
  expect(seen.map((row) => row['RemoteUrl'])).toContain('no url at all');
  const [mail] = await graph.rows(`EmailEvents | where Subject == 'hello' | project RecipientEmailAddress`);
  expect(mail).toEqual({ RecipientEmailAddress: 'a@b.example' });
});
