import { describe, expect, it } from 'vitest';
import { queryOf } from './purpose-query.ts';
import { event, hunt, type Event } from './tables.ts';

const select = { devices: ['srv-01'] };

const network = (...rows: Event[]) => ({ DeviceNetworkEvents: rows.map((row, at) => event(at + 1, row)) });

describe('connections are counted', () => {
  it('to private addresses: all of RFC 1918, also where IPv4 is written as IPv6', async () => {
    const addresses = ['10.1.2.3', '172.16.0.1', '172.31.255.254', '192.168.7.7', '::ffff:10.1.2.3'];
    const others = ['172.15.0.1', '172.32.0.1', '192.169.0.1', '11.0.0.1', '8.8.8.8', 'fd00::1', ''];
    const found = await hunt(
      queryOf('lateral-movement', 'network-connections', select),
      network(...[...addresses, ...others, '10.1.2.3'].map((RemoteIP) => ({ RemoteIP, RemotePort: 445 }))),
    );
    expect(found[0]).toMatchObject({ RemoteIP: '10.1.2.3', TotalConnections: 2, DeviceId: 'd01' });
    expect(found.map((row) => String(row['RemoteIP'])).toSorted()).toEqual(addresses.toSorted());
  });

  it('to addresses outside: neither private nor loopback nor link-local, of either version', async () => {
    const outside = ['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.4.4'];
    const inside = [
      ...['10.1.2.3', '172.20.0.1', '192.168.0.1', '127.0.0.1', '169.254.1.1', '::ffff:192.168.0.9'],
      ...['fd12::1', 'fe80::1', '::1', ''],
    ];
    const found = await hunt(
      queryOf('network', 'external-addresses', select),
      network(...[...outside, ...inside].map((RemoteIP) => ({ RemoteIP, RemotePort: 443 }))),
    );
    expect(found.map((row) => String(row['RemoteIP'])).toSorted()).toEqual(outside.toSorted());
  });

  it('to the ports that manage a device, and no others', async () => {
    const ports = [22, 23, 135, 139, 1433, 3389];
    const found = await hunt(
      queryOf('lateral-movement', 'management-connection', select),
      network(...[...ports, 222, 80, 1434, 443].map((RemotePort) => ({ RemoteIP: '10.0.0.9', RemotePort }))),
    );
    expect(found.map((row) => row['RemotePort'])).toEqual(ports);
  });
});

describe('SMB connections', () => {
  const of = (InitiatingProcessId: number, addresses: readonly string[], fields: Event = {}): Event[] =>
    addresses.map((RemoteIP) => ({
      RemoteIP,
      RemotePort: 445,
      InitiatingProcessId,
      InitiatingProcessFileName: 'x.exe',
      ...fields,
    }));
  const tables = network(
    ...of(100, ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.1']),
    ...of(101, ['10.0.0.1', '10.0.0.2']),
    ...of(4, ['10.0.0.1', '10.0.0.2', '10.0.0.3']),
    ...of(102, ['10.0.0.1', '10.0.0.2', '10.0.0.3'], { RemotePort: 139 }),
  );

  it('are counted by process with the distinct addresses, without the system itself', async () => {
    const found = await hunt(queryOf('lateral-movement', 'smb-connections', select), tables);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ InitiatingProcessId: 100, RemoteIPCount: 3, TotalConnections: 4 });
    expect((found[0]!['RemoteIPs'] as string[]).toSorted()).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    expect(found[1]).toMatchObject({ InitiatingProcessId: 101, RemoteIPCount: 2 });
  });

  it('are kept where there are more addresses than asked for', async () => {
    const query = queryOf('lateral-movement', 'smb-connections', { ...select, moreAddressesThan: 2 });
    const found = await hunt(query, tables);
    expect(found.map((row) => row['InitiatingProcessId'])).toEqual([100]);
  });
});

describe('process details', () => {
  it('have the newest signature of the file, and keep files without one and runs of the same file', async () => {
    const found = await hunt(queryOf('process', 'process-details', { devices: ['srv-01'] }), {
      DeviceProcessEvents: [
        event(1, { FileName: 'a.exe', SHA1: 'aa' }),
        event(2, { FileName: 'a.exe', SHA1: 'aa' }),
        event(3, { FileName: 'b.exe', SHA1: 'bb' }),
        event(4, { FileName: 'c.exe', SHA1: '' }),
      ],
      DeviceFileCertificateInfo: [
        event(5000, { SHA1: 'aa', Signer: 'Old', IsSigned: true }),
        event(4000, { SHA1: 'aa', Signer: 'Contoso', IsSigned: true, DeviceName: 'other.contoso.com' }),
        event(10, { SHA1: '', Signer: 'Nobody' }),
        event(10, { SHA1: 'dd', Signer: 'Somebody' }),
      ],
    });
    expect(found.map((row) => [row['ReportId'], row['Signer']])).toEqual([
      [1, 'Contoso'],
      [2, 'Contoso'],
      [3, ''],
      [4, ''],
    ]);
  });
});

describe('cleared event logs', () => {
  it('are counted in spans of five minutes, on the devices asked for only', async () => {
    const at = (Timestamp: string, ProcessCommandLine: string, DeviceName = 'srv-01.contoso.com'): Event =>
      event(1, { Timestamp, ProcessCommandLine, DeviceName, AccountName: 'eve' });
    const found = await hunt(queryOf('cover-up', 'event-log-cleared', select), {
      DeviceProcessEvents: [
        at('2026-03-10T11:31:00Z', 'wevtutil cl Security'),
        at('2026-03-10T11:34:59Z', '"C:\\Windows\\System32\\wevtutil.exe" clear-log System'),
        at('2026-03-10T11:35:00Z', 'powershell Clear-EventLog -LogName System'),
        at('2026-03-10T11:36:00Z', 'wevtutil qe System /c:5'),
        at('2026-03-10T11:36:00Z', 'wevtutil gl clients'),
        at('2026-03-10T11:36:00Z', 'powershell Get-EventLog System'),
        at('2026-03-10T11:36:00Z', 'powershell Clear-History'),
        at('2026-03-10T11:36:00Z', 'wevtutil cl Security', 'srv-02.contoso.com'),
        at('2026-03-10T11:36:00Z', 'powershell Clear-EventLog System', 'srv-02.contoso.com'),
      ],
    });
    expect(found.map((row) => [row['Timestamp'], row['LogClearCount']])).toEqual([
      ['2026-03-10T11:35:00.0000000Z', 1],
      ['2026-03-10T11:30:00.0000000Z', 2],
    ]);
  });
});
