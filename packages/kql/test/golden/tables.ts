import type { TableSource } from '@vedette/kql';

const rows = (list: readonly Readonly<Record<string, unknown>>[]): TableSource => ({
  kind: 'rows',
  rows: list,
});

/** `now()` of the goldens. */
export const NOW = new Date('2026-11-20T12:00:00Z');

export const TABLES: ReadonlyMap<string, TableSource> = new Map([
  [
    'DeviceInfo',
    rows([
      {
        Timestamp: '2026-11-20T08:00:00Z',
        DeviceId: 'd1',
        DeviceName: 'srv-01',
        OSPlatform: 'WindowsServer2022',
      },
      {
        Timestamp: '2026-11-20T09:00:00Z',
        DeviceId: 'd1',
        DeviceName: 'srv-01',
        OSPlatform: 'WindowsServer2025',
      },
      { Timestamp: '2026-11-19T09:00:00Z', DeviceId: 'd2', DeviceName: 'pc-07', OSPlatform: 'Windows11' },
    ]),
  ],
  [
    'DeviceProcessEvents',
    rows([
      {
        Timestamp: '2026-11-20T10:00:00.1234567Z',
        DeviceId: 'd1',
        DeviceName: 'srv-01',
        FileName: 'PowerShell.exe',
        ProcessId: 10,
        AccountName: 'anna',
        ProcessCommandLine: 'powershell.exe -enc SQBFAFgA',
        AdditionalFields: '{"tags":["a","b"],"score":7}',
      },
      {
        Timestamp: '2026-11-20T10:59:59Z',
        DeviceId: 'd1',
        DeviceName: 'srv-01',
        FileName: 'cmd.exe',
        ProcessId: 11,
        AccountName: 'anna',
        ProcessCommandLine: "cmd.exe /c echo 'it''s'",
        AdditionalFields: 'no JSON',
      },
      {
        Timestamp: '2026-11-20T11:00:00Z',
        DeviceId: 'd2',
        DeviceName: 'pc-07',
        FileName: 'powershell_ise.exe',
        ProcessId: 12,
        ProcessCommandLine: 'powershell_ise.exe script.ps1',
        AdditionalFields: '{"tags":[]}',
      },
      {
        Timestamp: '2026-11-18T11:00:00Z',
        DeviceId: 'd3',
        DeviceName: 'old-03',
        FileName: 'cmd.exe',
        AccountName: 'bob',
        ProcessCommandLine: 'cmd.exe',
      },
    ]),
  ],
  [
    'DeviceNetworkEvents',
    rows([
      { Timestamp: '2026-11-20T10:01:00Z', DeviceId: 'd1', RemoteIP: '10.0.0.5', RemotePort: 445 },
      { Timestamp: '2026-11-20T10:02:00Z', DeviceId: 'd1', RemoteIP: '198.51.100.7', RemotePort: 443 },
      { Timestamp: '2026-11-20T10:03:00Z', DeviceId: 'd2', RemoteIP: '203.0.113.9', RemotePort: 443 },
    ]),
  ],
]);
