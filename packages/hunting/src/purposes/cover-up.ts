import { NEWEST_FIRST, type Purpose, type PurposeFamily } from './purpose.ts';

/** The tables of device events. The other tables of devices are inventories and know no account. */
const DEVICE_EVENTS: readonly [string, ...string[]] = [
  'DeviceEvents',
  'DeviceFileEvents',
  'DeviceImageLoadEvents',
  'DeviceLogonEvents',
  'DeviceNetworkEvents',
  'DeviceProcessEvents',
  'DeviceRegistryEvents',
];

const ACCOUNT: Pick<Purpose, 'tables' | 'files' | 'needs'> = {
  tables: DEVICE_EVENTS,
  files: 'none',
  needs: 'user',
};

const CLEARS_A_LOG = String.raw`ProcessCommandLine matches regex @"(?i)\bwevtutil(\.exe)?[""']?\s+(cl|clear-log)\s" or ProcessCommandLine has "Clear-EventLog"`;

/** Signs that somebody hides what was done, and what a suspected account did. */
export const coverUp: PurposeFamily = {
  id: 'cover-up',
  title: 'Cover-up',
  purposes: [
    {
      id: 'file-deleted',
      summary: 'files deleted',
      tables: ['DeviceFileEvents'],
      files: 'target',
      needs: 'selector',
      steps: [
        'where ActionType == "FileDeleted"',
        'project Timestamp, DeviceId, DeviceName, ActionType, FileName, FolderPath, SHA1, SHA256, MD5, ' +
          'InitiatingProcessFileName, InitiatingProcessCommandLine, InitiatingProcessAccountDomain, ' +
          'InitiatingProcessAccountName, ReportId',
      ],
      order: NEWEST_FIRST,
    },
    {
      id: 'event-log-cleared',
      summary: 'event logs cleared, counted in spans of five minutes',
      tables: ['DeviceProcessEvents'],
      files: 'none',
      needs: 'device',
      steps: [
        `where ${CLEARS_A_LOG}`,
        'summarize LogClearCount = count(), Commands = make_set(ProcessCommandLine, 100) ' +
          'by Timestamp = bin(Timestamp, 5m), DeviceId, DeviceName, AccountDomain, AccountName',
      ],
      order: 'Timestamp desc, DeviceId asc, DeviceName asc, AccountDomain asc, AccountName asc',
    },
    {
      ...ACCOUNT,
      id: 'compromised-information',
      summary: 'everything an account did on devices',
      steps: [
        'project Timestamp, DeviceId, DeviceName, SourceTable, ActionType, AccountDomain, AccountName, ' +
          'InitiatingProcessAccountDomain, InitiatingProcessAccountName, FileName, FolderPath, ProcessCommandLine, ' +
          'InitiatingProcessFileName, InitiatingProcessCommandLine, RemoteIP, RemotePort, RemoteUrl, RegistryKey, ' +
          'RegistryValueName, LogonType, ReportId',
      ],
      order: `${NEWEST_FIRST}, SourceTable asc`,
    },
    {
      ...ACCOUNT,
      id: 'connected-devices',
      summary: 'devices an account was seen on',
      steps: [
        'summarize Events = count(), FirstSeen = min(Timestamp), LastSeen = max(Timestamp) by DeviceId, DeviceName',
      ],
      order: 'LastSeen desc, DeviceId asc, DeviceName asc',
    },
    {
      ...ACCOUNT,
      id: 'action-types',
      summary: 'kinds of action of an account, counted',
      steps: ['summarize ActionTypeCount = count() by ActionType'],
      order: 'ActionTypeCount desc, ActionType asc',
    },
    {
      ...ACCOUNT,
      id: 'common-files',
      summary: 'files that come up most in what an account did',
      steps: ['where isnotempty(FileName)', 'summarize FileNameCount = count() by FileName'],
      order: 'FileNameCount desc, FileName asc',
    },
  ],
};
