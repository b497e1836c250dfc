import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { defenderSchema, openEngine, type Engine } from '@vedette/kql';
import { namedTables, simulatedTables, type SimulatedTables } from '@vedette/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const UNTIL = '2026-11-20T00:00:00Z';

function engineOf(tables: SimulatedTables): Promise<Engine> {
  return openEngine({ schema: defenderSchema, sources: tables.sources, now: () => tables.until });
}

/** The first column of the only row. */
async function value(engine: Engine, query: string): Promise<number> {
  const { rows } = await engine.rows(query);
  return Number(rows[0]?.[0]);
}

async function digests({ sources }: SimulatedTables): Promise<string[]> {
  const files = [...sources.values()].flatMap((source) => (source.kind === 'parquet' ? source.files : []));
  const bytes = await Promise.all(files.map(({ path }) => readFile(path)));
  return bytes.map((content) => createHash('sha256').update(content).digest('hex'));
}

it('the same seed gives the same bytes, another one others', async () => {
  const make = (seed: string): Promise<SimulatedTables> =>
    simulatedTables({
      seed,
      until: UNTIL,
      tables: ['DeviceProcessEvents', 'EmailEvents', 'AlertEvidence', 'DeviceInfo'],
    });
  const tables = await Promise.all([make('a'), make('a'), make('b')]);
  const [first = [], again, other = []] = await Promise.all(tables.map(digests));
  await Promise.all(tables.map((one) => one.close()));
  expect(first.length).toBeGreaterThanOrEqual(6);
  expect(again).toEqual(first);
  expect(other.filter((digest) => first.includes(digest)).length).toBeLessThanOrEqual(1);
});

it('a day has the same rows whatever else is asked for', async () => {
  const day =
    "DeviceNetworkEvents | where Timestamp between (datetime(2026-11-17) .. datetime(2026-11-17 23:59:59)) | where RemoteIP startswith '198.18.' | project Timestamp, DeviceId, RemoteIP, RemoteUrl, LocalPort | sort by Timestamp asc, LocalPort asc";
  const rows = await Promise.all(
    [{ until: UNTIL }, { until: '2026-11-19T12:00:00Z', days: 4, rows: 1333 }].map(async (options) => {
      const tables = await simulatedTables({ ...options, seed: 'days', tables: ['DeviceNetworkEvents'] });
      const engine = await engineOf(tables);
      const result = await engine.rows(day);
      await engine.close();
      await tables.close();
      return result.rows;
    }),
  );
  expect(rows[0]?.length).toBeGreaterThan(100);
  expect(rows[1]).toEqual(rows[0]);
});

describe('grown to 200,000 processes', () => {
  let tables: SimulatedTables;
  let engine: Engine;
  const names = [
    'DeviceProcessEvents',
    'DeviceNetworkEvents',
    'DeviceFileEvents',
    'DeviceRegistryEvents',
    'DeviceLogonEvents',
  ];

  beforeAll(async () => {
    tables = await simulatedTables({ rows: 200_000, until: UNTIL, tables: names });
    engine = await engineOf(tables);
  });
  afterAll(async () => {
    await engine.close();
    await tables.close();
  });

  it('has about as many rows as asked for, most of them processes', async () => {
    const counts = await Promise.all(names.map((name) => value(engine, `${name} | count`)));
    expect(counts[0]).toBeGreaterThan(190_000);
    expect(counts[0]).toBeLessThan(215_000);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  it('has a file for each day, whose bounds hold all of its rows', async () => {
    const source = tables.sources.get('DeviceProcessEvents');
    const files = source?.kind === 'parquet' ? source.files : [];
    const days = files.filter(({ from, to }) => from?.slice(0, 10) === to?.slice(0, 10));
    expect(days.length).toBeGreaterThanOrEqual(20);
    for (const file of days.slice(0, 3)) {
      const alone = await openEngine({
        schema: defenderSchema,
        sources: new Map([['DeviceProcessEvents', { kind: 'parquet', files: [{ path: file.path }] }]]),
      });
      const { rows } = await alone.rows('DeviceProcessEvents | summarize min(Timestamp), max(Timestamp)');
      await alone.close();
      expect(rows[0]).toEqual([file.from, file.to]);
    }
  });

  it('works at the hours of an office, and rests on Sundays', async () => {
    const desk = "DeviceProcessEvents | where FileName == 'msedge.exe'";
    const noon = await value(engine, `${desk} | where hourofday(Timestamp) == 10 | count`);
    const night = await value(engine, `${desk} | where hourofday(Timestamp) == 2 | count`);
    expect(noon).toBeGreaterThan(10 * night);
    const sunday = await value(
      engine,
      'DeviceProcessEvents | where Timestamp between (datetime(2026-11-15) .. 1d) | count',
    );
    const tuesday = await value(
      engine,
      'DeviceProcessEvents | where Timestamp between (datetime(2026-11-17) .. 1d) | count',
    );
    expect(tuesday).toBeGreaterThan(2 * sunday);
  });

  it('a process stands on a machine of its kind, under an account of that machine', async () => {
    const odd = await value(
      engine,
      "DeviceProcessEvents | where (FileName == 'sqlservr.exe' and DeviceName startswith 'fin-') or (FileName == 'chrome.exe' and DeviceName startswith 'dc-') | count",
    );
    expect(odd).toBe(0);
    const people = await engine.rows(
      "DeviceProcessEvents | where DeviceName startswith 'fin-lt-01' and FileName == 'msedge.exe' and InitiatingProcessFileName == 'msedge.exe' | distinct AccountName",
    );
    expect(people.rows).toEqual([['amara.okafor']]);
    const hashes = await engine.rows(
      "DeviceProcessEvents | where FileName == 'svchost.exe' | summarize dcount(SHA256), dcount(FolderPath)",
    );
    expect(hashes.rows).toEqual([[1, 1]]);
  });
});

it('rows are not later than the end, nor older than the days', async () => {
  const until = '2026-11-18T10:30:00Z';
  const tables = await simulatedTables({ until, days: 2 });
  const engine = await engineOf(tables);
  for (const name of [
    'DeviceProcessEvents',
    'CloudAppEvents',
    'IdentityLogonEvents',
    'DeviceInfo',
    'AlertInfo',
  ]) {
    const { rows } = await engine.rows(`${name} | summarize min(Timestamp), max(Timestamp)`);
    const [first, last] = (rows[0] ?? []) as [string, string];
    expect([name, first >= '2026-11-16T10:30:00.0000000Z', last <= '2026-11-18T10:30:00.0000000Z']).toEqual([
      name,
      true,
      true,
    ]);
  }
  await engine.close();
  await tables.close();
  await expect(simulatedTables({ until: 'tomorrow' })).rejects.toThrow(RangeError);
});

it('what attackers do is found with the words that hunters use', async () => {
  const tables = await simulatedTables({ until: UNTIL });
  const engine = await engineOf(tables);
  const hunts = [
    "DeviceProcessEvents | where FileName =~ 'powershell.exe' and ProcessCommandLine has_any ('-enc', '-EncodedCommand')",
    "DeviceProcessEvents | where FileName =~ 'procdump64.exe' and ProcessCommandLine has 'lsass'",
    "DeviceProcessEvents | where FileName =~ 'vssadmin.exe' and ProcessCommandLine has 'delete'",
    "DeviceProcessEvents | where FileName =~ 'certutil.exe' and ProcessCommandLine has 'urlcache'",
    "DeviceProcessEvents | where FileName in~ ('mshta.exe', 'regsvr32.exe', 'bitsadmin.exe') and ProcessCommandLine has 'https'",
    "DeviceProcessEvents | where InitiatingProcessFileName =~ 'winword.exe' and FileName =~ 'cmd.exe'",
    "DeviceProcessEvents | where InitiatingProcessFileName =~ 'w3wp.exe' and FileName =~ 'cmd.exe'",
    "DeviceProcessEvents | where FileName =~ 'schtasks.exe' and ProcessCommandLine has '/create'",
    "DeviceProcessEvents | where ProcessCommandLine has 'Set-MpPreference' and ProcessCommandLine has 'DisableRealtimeMonitoring'",
    "DeviceProcessEvents | where ProcessCommandLine has 'net user' and ProcessCommandLine has '/add'",
    "DeviceNetworkEvents | where InitiatingProcessFileName =~ 'PsExec64.exe' and RemotePort == 445",
    "DeviceNetworkEvents | where RemoteIP == '169.254.169.254'",
    "DeviceFileEvents | where ActionType == 'FileRenamed' and FileName endswith '.kestrelon'",
    "DeviceFileEvents | where isnotempty(FileOriginUrl) and FileName endswith '.zip'",
    "DeviceRegistryEvents | where RegistryKey has 'CurrentVersion' and RegistryKey endswith 'Run' and RegistryValueData has 'ProgramData'",
    "DeviceEvents | where ActionType in ('CreateRemoteThreadApiCall', 'ReadProcessMemoryApiCall')",
    "DeviceEvents | where ActionType == 'UsbDriveMounted'",
    "DeviceEvents | where ActionType == 'AntivirusDetection'",
    "DeviceLogonEvents | where ActionType == 'LogonSuccess' and LogonType == 'RemoteInteractive'",
    "EmailEvents | where ThreatTypes has 'Phish' and DeliveryAction == 'Delivered'",
    'UrlClickEvents | where IsClickedThrough == true',
    "CloudAppEvents | where ActionType == 'New-InboxRule'",
    "CloudAppEvents | where ActionType has 'Consent to application'",
    'EntraIdSignInEvents | where ErrorCode == 50126',
    'EntraIdSignInEvents | where RiskLevelAggregated == 100',
    "IdentityDirectoryEvents | where ActionType == 'Group Membership changed'",
    "DeviceTvmSoftwareVulnerabilities | where CveId == 'CVE-2021-44228'",
    'AADSignInEventsBeta | where ErrorCode == 50126',
    'AADSpnSignInEventsBeta | where ErrorCode == 0',
  ];
  const found = await Promise.all(
    hunts.map(async (hunt) => [hunt, (await value(engine, `${hunt} | count`)) > 0]),
  );
  await engine.close();
  await tables.close();
  expect(found.filter(([, any]) => any === false)).toEqual([]);
});

it('names the tables that a query reads', () => {
  expect(namedTables('DeviceInfo | join (AlertInfo) on $left.a == $right.b')).toEqual([
    'AlertInfo',
    'DeviceInfo',
  ]);
  expect(namedTables("let x = 1; ['EmailEvents'] | take x")).toEqual(['EmailEvents']);
  expect(namedTables('union Email*, UrlClickEvents')).toEqual(
    expect.arrayContaining(['EmailEvents', 'EmailUrlInfo', 'UrlClickEvents']),
  );
  expect(namedTables('union DeviceP*Events')).toEqual(['DeviceProcessEvents']);
  for (const query of ['search "x"', 'find where a == 1', 'union *', 'union isfuzzy=true withsource=T *'])
    expect(namedTables(query)).toHaveLength(defenderSchema.size);
  expect(namedTables('print 2 * 3')).toEqual([]);
});
