import { defenderSchema, openEngine } from '@vedette/kql';
import { expect, it } from 'vitest';
import { casesOf } from '../cases.ts';

const page = '../defender-xdr/advanced-hunting-fileprofile-function';
const addresses = (...list: string[]): string =>
  JSON.stringify(list.map((address) => ({ IPAddress: address, AddressType: 'Private' })));
const day = (date: string): string => `2026-03-${date}T00:00:00.0000000Z`;

const schema = new Map([
  ...defenderSchema,
  [
    'FileProfiles',
    [
      { name: 'SHA1', type: 'string' },
      { name: 'GlobalPrevalence', type: 'int' },
      { name: 'Signer', type: 'string' },
    ],
  ] as const,
]);
const rows = {
  FileProfiles: [
    { SHA1: 'AA11', GlobalPrevalence: 3, Signer: 'Contoso' },
    { SHA1: '', GlobalPrevalence: 99, Signer: 'nobody' },
  ],
  DeviceFileEvents: [
    { SHA1: 'aa11', FileName: 'rare.exe' },
    { SHA1: 'bb22', FileName: 'unknown.exe' },
    { SHA1: '', FileName: 'unhashed.exe' },
  ],
  DeviceNetworkInfo: [
    {
      Timestamp: day('01'),
      DeviceId: 'd1',
      DeviceName: 'one',
      NetworkAdapterName: 'e0',
      IPAddresses: addresses('10.0.0.1'),
    },
    {
      Timestamp: day('03'),
      DeviceId: 'd1',
      DeviceName: 'one',
      NetworkAdapterName: 'e0',
      NetworkAdapterType: 'Ethernet',
      IPAddresses: addresses('10.0.0.2', '10.0.0.3'),
    },
    {
      Timestamp: day('02'),
      DeviceId: 'd2',
      DeviceName: 'two',
      NetworkAdapterName: 'e0',
      IPAddresses: addresses('10.0.0.1'),
    },
  ],
};
const sources = new Map(
  Object.entries(rows).map(([name, list]) => [name, { kind: 'rows' as const, rows: list }]),
);

casesOf(
  'functions of advanced hunting',
  { schema, sources },
  [
    {
      says: 'FileProfile adds what is known of a file, and nothing where it is not known',
      page,
      query:
        'DeviceFileEvents | project FileName, SHA1 | invoke FileProfile("SHA1", 1000) | project FileName, GlobalPrevalence, Signer, IsExecutable',
      columns: 'FileName:string GlobalPrevalence:int Signer:string IsExecutable:bool',
      rows: [
        ['rare.exe', 3, 'Contoso', null],
        ['unknown.exe', null, '', null],
        ['unhashed.exe', null, '', null],
      ],
    },
    {
      says: 'the column may be named bare, and no more files than asked for are looked up',
      page,
      query:
        'DeviceFileEvents | sort by FileName desc | invoke FileProfile(SHA1, 2) | where isnotnull(GlobalPrevalence) | count',
      columns: 'Count:long',
      rows: [[0]],
    },
    {
      says: 'a device has the addresses of its last report',
      page: '../defender-xdr/advanced-hunting-devicefromip-function',
      query: 'print IP = "10.0.0.1" | invoke DeviceFromIP()',
      columns: 'IP:string DeviceId:string',
      rows: [['10.0.0.1', 'd2']],
    },
    {
      says: 'or of the last before a moment',
      page: '../defender-xdr/advanced-hunting-devicefromip-function',
      query: 'print IP = "10.0.0.1" | invoke DeviceFromIP(IP, datetime(2026-03-02 12:00))',
      columns: 'IP:string DeviceId:string',
      rows: [
        ['10.0.0.1', 'd1'],
        ['10.0.0.1', 'd2'],
      ],
    },
    {
      says: 'AssignedIPAddresses gives a row an address, for a name or an identity',
      page: '../defender-xdr/advanced-hunting-assignedipaddresses-function',
      query: 'AssignedIPAddresses("one") | project Timestamp, IPAddress, IPType, NetworkAdapterType',
      columns: 'Timestamp:datetime IPAddress:string IPType:string NetworkAdapterType:int',
      rows: [
        [day('03'), '10.0.0.2', 'Private', 6],
        [day('03'), '10.0.0.3', 'Private', 6],
      ],
    },
    {
      says: 'at a moment of the past',
      page: '../defender-xdr/advanced-hunting-assignedipaddresses-function',
      query: 'AssignedIPAddresses("d1", datetime(2026-03-02)) | project IPAddress',
      columns: 'IPAddress:string',
      rows: [['10.0.0.1']],
    },
  ],
  [
    {
      says: 'a profile by a column that is not there',
      query: 'DeviceFileEvents\n| project FileName\n| invoke FileProfile(SHA1)',
      line: 3,
      column: 22,
      message: /no column 'SHA1'/,
    },
    {
      says: 'more files than Microsoft looks up',
      query: 'DeviceFileEvents | invoke FileProfile(SHA1, 1001)',
      line: 1,
      column: 45,
      message: /1 to 1000/,
    },
    {
      says: 'SeenBy, of which no table tells',
      query: 'DeviceInfo | invoke SeenBy()',
      line: 1,
      column: 21,
      message: /none of the hunting tables/,
    },
  ],
);

it('FileProfile without data warns, and its columns are null', async () => {
  const engine = await openEngine({
    schema: defenderSchema,
    sources: new Map([['DeviceFileEvents', { kind: 'rows', rows: rows.DeviceFileEvents }]]),
  });
  const result = await engine.rows(
    'DeviceFileEvents | where SHA1 == "aa11" | invoke FileProfile() | project SHA1, GlobalPrevalence',
  );
  await engine.close();
  expect(result.rows).toEqual([['aa11', null]]);
  expect(result.diagnostics).toMatchObject([{ severity: 'warning', line: 1, column: 50 }]);
  expect(result.diagnostics[0]?.message).toMatch(/FileProfiles/);
});
