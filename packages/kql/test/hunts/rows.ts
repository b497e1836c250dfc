import type { TableSource } from '@vedette/kql';

const rows = (...list: readonly Readonly<Record<string, unknown>>[]): TableSource => ({
  kind: 'rows',
  rows: list,
});

/** `now()` of the hunts. */
export const NOW = new Date('2026-11-20T12:00:00Z');

const ENCODED = Buffer.from('Get-Process', 'utf16le').toString('base64');

const process = (at: string, device: string, file: string, line: string, more: object = {}) => ({
  Timestamp: at,
  DeviceId: device,
  DeviceName: `${device}.corp`,
  FileName: file,
  ProcessCommandLine: line,
  AccountName: 'anna',
  AccountDomain: 'corp',
  ...more,
});

const mail = (id: string, more: object) => ({
  Timestamp: '2026-11-20T08:00:00Z',
  NetworkMessageId: id,
  RecipientEmailAddress: 'anna@corp.example',
  SenderFromAddress: 'bill@pay.example',
  SenderFromDomain: 'pay.example',
  EmailDirection: 'Inbound',
  DeliveryAction: 'Delivered',
  ...more,
});

const logon = (at: string, account: string, address: string) => ({
  Timestamp: at,
  ActionType: 'LogonFailed',
  AccountUpn: account,
  IPAddress: address,
});

export const TABLES: ReadonlyMap<string, TableSource> = new Map([
  [
    'DeviceProcessEvents',
    rows(
      process('2026-11-20T10:00:00Z', 'pc-1', 'VSSADMIN.exe', 'vssadmin.exe delete shadows /all'),
      process('2026-11-20T10:01:00Z', 'pc-1', 'wmic.exe', 'wmic shadowcopy delete'),
      process('2026-11-20T10:02:00Z', 'pc-2', 'vssadmin.exe', 'vssadmin.exe list shadows'),
      process('2026-11-20T10:03:00Z', 'pc-2', 'powershell.exe', `powershell.exe -enc ${ENCODED}`),
      process('2026-11-20T10:04:00Z', 'pc-2', 'net.exe', 'net user'),
      process('2026-11-20T10:05:00Z', 'pc-2', 'whoami.exe', 'whoami /all'),
    ),
  ],
  [
    'DeviceNetworkEvents',
    rows(
      { Timestamp: '2026-11-20T10:00:00Z', DeviceId: 'pc-1', DeviceName: 'pc-1.corp', RemoteIP: '203.0.113.9' },
      { Timestamp: '2026-11-20T10:03:30Z', DeviceId: 'pc-2', DeviceName: 'pc-2.corp', RemoteIP: '198.51.100.7' },
      { Timestamp: '2026-11-20T10:04:30Z', DeviceId: 'pc-2', DeviceName: 'pc-2.corp', RemoteIP: '198.51.100.7' },
    ),
  ],
  [
    'DeviceInfo',
    rows(
      { Timestamp: '2026-11-19T10:00:00Z', DeviceId: 'pc-1', DeviceName: 'pc-1.corp', OSPlatform: 'Windows10' },
      { Timestamp: '2026-11-20T10:00:00Z', DeviceId: 'pc-1', DeviceName: 'pc-1.corp', OSPlatform: 'Windows11' },
      {
        Timestamp: '2026-11-20T10:00:00Z',
        DeviceId: 'pc-2',
        DeviceName: 'pc-2.corp',
        OSPlatform: 'Windows11',
        LoggedOnUsers: '[{"UserName":"anna","DomainName":"corp","Sid":"S-1-5-21-1"}]',
      },
    ),
  ],
  [
    'IdentityLogonEvents',
    rows(
      logon('2026-11-20T09:05:00Z', 'anna@corp.example', '203.0.113.9'),
      logon('2026-11-20T09:06:00Z', 'ben@corp.example', '203.0.113.9'),
      logon('2026-11-20T09:07:00Z', 'ben@corp.example', '203.0.113.9'),
      logon('2026-11-20T09:08:00Z', 'anna@corp.example', '10.0.0.4'),
    ),
  ],
  [
    'EmailEvents',
    rows(
      mail('m1', { ThreatTypes: 'Phish', Subject: 'Your invoice', AuthenticationDetails: '{"SPF":"fail","DMARC":"fail"}' }),
      mail('m2', { ThreatTypes: 'Spam', Subject: 'Offer', AuthenticationDetails: '{"SPF":"pass","DMARC":"pass"}' }),
      mail('m3', { ThreatTypes: 'Phish, Malware', Subject: 'Parcel' }),
    ),
  ],
  [
    'UrlClickEvents',
    rows(
      { Timestamp: '2026-11-20T08:10:00Z', NetworkMessageId: 'm1', Url: 'https://pay.example/in', AccountUpn: 'anna@corp.example', ActionType: 'ClickBlocked', IsClickedThrough: true },
      { Timestamp: '2026-11-20T08:11:00Z', NetworkMessageId: 'm3', Url: 'https://parcel.example', AccountUpn: 'anna@corp.example', ActionType: 'ClickBlocked', IsClickedThrough: false },
    ),
  ],
  [
    'CloudAppEvents',
    rows(
      {
        Timestamp: '2026-11-20T07:00:00Z',
        ReportId: 'r1',
        ActionType: 'New-InboxRule',
        AccountDisplayName: 'Anna',
        RawEventData: { Parameters: [{ Name: 'ForwardTo', Value: 'x@evil.example' }, { Name: 'Name', Value: '.' }] },
      },
      {
        Timestamp: '2026-11-20T07:05:00Z',
        ReportId: 'r2',
        ActionType: 'New-InboxRule',
        AccountDisplayName: 'Ben',
        RawEventData: { Parameters: [{ Name: 'MoveToFolder', Value: 'Lists' }] },
      },
    ),
  ],
  [
    'DeviceTvmSecureConfigurationAssessment',
    rows(
      { DeviceId: 'pc-1', DeviceName: 'pc-1.corp', ConfigurationId: 'scid-2010', IsApplicable: true, IsCompliant: true },
      { DeviceId: 'pc-1', DeviceName: 'pc-1.corp', ConfigurationId: 'scid-91', IsApplicable: true, IsCompliant: false },
      { DeviceId: 'pc-2', DeviceName: 'pc-2.corp', ConfigurationId: 'scid-2010', IsApplicable: false, IsCompliant: false },
    ),
  ],
]); // prettier-ignore
