import { WINDOWS_KINDS, type Kind } from './kind.ts';

export type DeviceEventLine = readonly [
  kinds: readonly Kind[],
  weight: number,
  program: string,
  action: string,
  /** The file or process it happened to; empty: none. */
  target: string,
  /** JSON, as text; `{n}`, `{hex}`, `{guid}` and `{user}` differ from row to row. */
  more: string,
];

const desk: readonly Kind[] = ['workstation'];
const every = WINDOWS_KINDS;

export const DEVICE_EVENT_LINES: readonly DeviceEventLine[] = [
  [
    every,
    60,
    'svchost.exe',
    'ScheduledTaskUpdated',
    '',
    '{"TaskName":"\\\\Microsoft\\\\Windows\\\\UpdateOrchestrator\\\\Schedule Work","SubjectUserName":"SYSTEM"}',
  ],
  [every, 40, 'powershell.exe', 'PowerShellCommand', '', '{"Command":"Get-ChildItem"}'],
  [every, 30, 'MsMpEng.exe', 'AntivirusScanCompleted', '', '{"ScanTypeIndex":"Quick","ScanId":"{guid}"}'],
  [every, 30, 'MsMpEng.exe', 'OpenProcessApiCall', 'lsass.exe', '{"DesiredAccess":4096}'],
  [
    every,
    24,
    'svchost.exe',
    'NamedPipeEvent',
    '',
    '{"PipeName":"\\\\Device\\\\NamedPipe\\\\wkssvc","FileOperation":"File opened","RemoteClientsAccess":"AcceptRemote","ShareName":""}',
  ],
  [
    every,
    20,
    'svchost.exe',
    'DnsQueryResponse',
    '',
    '{"DnsQueryString":"host-{n}.example","DnsQueryResult":"[{\\"Result\\":\\"198.18.20.4\\",\\"DnsQueryType\\":1}]"}',
  ],
  [
    every,
    14,
    'svchost.exe',
    'ScheduledTaskCreated',
    '',
    '{"TaskName":"\\\\House\\\\Inventory{n}","SubjectUserName":"SYSTEM"}',
  ],
  [
    every,
    12,
    'services.exe',
    'ServiceInstalled',
    '',
    '{"ServiceName":"MpKsl{hex}","ServiceStartType":3,"ServiceAccount":"LocalSystem"}',
  ],
  [
    every,
    10,
    'MsSense.exe',
    'TamperingAttempt',
    '',
    '{"IsBlocked":true,"TamperedProduct":"none","Run":"{n}"}',
  ],
  [
    desk,
    30,
    'explorer.exe',
    'ShellLinkCreateFileEvent',
    '',
    '{"ShellLinkCommandLine":"","ShellLinkIconPath":"C:\\\\Users\\\\{user}\\\\Desktop"}',
  ],
  [desk, 20, 'msedge.exe', 'BrowserLaunchedToOpenUrl', '', '{"Run":"{n}"}'],
  [
    desk,
    10,
    'explorer.exe',
    'UsbDriveMounted',
    '',
    '{"DriveLetter":"E:","BusType":"7","ProductName":"USB Flash Disk","ProductRevision":"1.00","SerialNumber":"{hex}","Manufacturer":"Generic","Volume":"\\\\\\\\?\\\\Volume{1}"}',
  ],
  [
    desk,
    10,
    'explorer.exe',
    'PnpDeviceConnected',
    '',
    '{"ClassName":"DiskDrive","DeviceDescription":"Disk drive","DeviceId":"USBSTOR\\\\Disk&Ven_Generic\\\\{hex}","VendorIds":"USBSTOR"}',
  ],
  [desk, 8, 'explorer.exe', 'ScreenshotTaken', '', '{}'],
  [
    desk,
    8,
    'OUTLOOK.EXE',
    'AsrOfficeCommAppChildProcessAudited',
    'msedge.exe',
    '{"RuleId":"26190899-1602-49e8-8b27-eb1d0a1ce869","IsAudit":"true"}',
  ],
  [desk, 6, 'msedge.exe', 'SmartScreenUrlWarning', '', '{"Experience":"Phishing","ActivityId":"{guid}"}'],
  [
    ['controller'],
    20,
    'lsass.exe',
    'LdapSearch',
    '',
    '{"SearchFilter":"(&(objectClass=user)(sAMAccountName={user}))","AttributeList":["memberOf"]}',
  ],
  [['controller'], 3, 'lsass.exe', 'UserAccountModified', '', '{"Run":"{n}"}'],
];
