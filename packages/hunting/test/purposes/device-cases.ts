import type { RowCase } from './case.ts';

const ON_DEVICE = { devices: ['srv-01'] };
const SERVICES = 'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services';
const STARTUP = 'C:\\Users\\anna\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup';

/** Hunts over the events of files, the registry, accounts and logons. */
export const DEVICE_CASES: readonly RowCase[] = [
  {
    family: 'persistence',
    purpose: 'scheduled-job',
    table: 'DeviceEvents',
    select: ON_DEVICE,
    all: { ActionType: 'ScheduledTaskCreated' },
    rows: [
      { InitiatingProcessAccountSid: 'S-1-5-21-1-2-3-1001' },
      { InitiatingProcessAccountSid: 'S-1-5-18', lookalike: 'the system' },
      { ActionType: 'ScheduledTaskDeleted', InitiatingProcessAccountSid: 'S-1-5-21-1', lookalike: 'deleted' },
    ],
  },
  {
    family: 'persistence',
    purpose: 'registry-entry',
    table: 'DeviceRegistryEvents',
    select: { ...ON_DEVICE, commandLine: 'add "hklm\\run' },
    all: { ActionType: 'RegistryValueSet' },
    rows: [
      { InitiatingProcessCommandLine: 'reg ADD "HKLM\\Run" /v x' },
      { InitiatingProcessCommandLine: 'reg add HKLM\\Run', lookalike: 'without the quotation mark' },
      {
        ActionType: 'RegistryValueDeleted',
        InitiatingProcessCommandLine: 'reg add "HKLM\\Run"',
        lookalike: 'deleted',
      },
      {
        DeviceName: 'srv-02.contoso.com',
        InitiatingProcessCommandLine: 'reg add "HKLM\\Run"',
        lookalike: 'another device',
      },
    ],
  },
  {
    family: 'persistence',
    purpose: 'startup-folder-changes',
    table: 'DeviceFileEvents',
    select: ON_DEVICE,
    all: { ActionType: 'FileCreated' },
    rows: [
      { FolderPath: `${STARTUP}\\x.lnk`, FileName: 'x.lnk' },
      { FolderPath: STARTUP.toUpperCase(), FileName: 'y.lnk' },
      { FolderPath: `${STARTUP}Tools\\x.lnk`, FileName: 'x.lnk', lookalike: 'a folder that begins so' },
      { ActionType: 'FileDeleted', FolderPath: `${STARTUP}\\x.lnk`, lookalike: 'deleted' },
      { FolderPath: 'D:\\Startup\\x.lnk', FileName: 'x.lnk', lookalike: 'another folder' },
    ],
  },
  {
    family: 'persistence',
    purpose: 'new-service-created',
    table: 'DeviceRegistryEvents',
    select: ON_DEVICE,
    all: { ActionType: 'RegistryKeyCreated' },
    rows: [
      { RegistryKey: `${SERVICES}\\Evil` },
      { RegistryKey: 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Evil' },
      { ActionType: 'RegistryValueSet', RegistryKey: `${SERVICES}\\Evil`, lookalike: 'only a value' },
      { RegistryKey: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Services\\Evil', lookalike: 'another branch' },
      { RegistryKey: `${SERVICES}Backup\\Evil`, lookalike: 'a key that begins so' },
    ],
  },
  {
    family: 'persistence',
    purpose: 'service-updated',
    table: 'DeviceRegistryEvents',
    select: ON_DEVICE,
    rows: [
      { ActionType: 'RegistryValueSet', RegistryKey: `${SERVICES}\\Evil` },
      { ActionType: 'RegistryKeyCreated', RegistryKey: `${SERVICES}\\Evil` },
      { ActionType: 'RegistryKeyDeleted', RegistryKey: `${SERVICES}\\Evil`, lookalike: 'deleted' },
      {
        ActionType: 'RegistryValueSet',
        RegistryKey: 'HKEY_CURRENT_USER\\Services\\Evil',
        lookalike: 'another hive',
      },
    ],
  },
  {
    family: 'persistence',
    purpose: 'file-replaced',
    table: 'DeviceFileEvents',
    select: ON_DEVICE,
    all: { ActionType: 'FileModified' },
    rows: [
      { FolderPath: 'C:\\Program Files\\App\\app.exe' },
      { FolderPath: 'c:\\program files (x86)\\App\\app.dll' },
      { FolderPath: 'C:\\Program FilesX\\App\\app.exe', lookalike: 'a folder that begins so' },
      { FolderPath: 'C:\\Users\\anna\\C\\Program Files\\app.exe', lookalike: 'a copy' },
      { ActionType: 'FileCreated', FolderPath: 'C:\\Program Files\\App\\new.exe', lookalike: 'a new file' },
    ],
  },
  {
    family: 'persistence',
    purpose: 'new-user',
    table: 'DeviceEvents',
    select: ON_DEVICE,
    rows: [
      { ActionType: 'UserAccountCreated', AccountName: 'eve' },
      { ActionType: 'UserAccountModified', AccountName: 'eve', lookalike: 'only changed' },
      { ActionType: 'UserAccountAddedToLocalGroup', AccountSid: 'S-1', lookalike: 'a group' },
    ],
  },
  {
    family: 'persistence',
    purpose: 'new-group',
    table: 'DeviceEvents',
    select: ON_DEVICE,
    rows: [
      { ActionType: 'SecurityGroupCreated' },
      { ActionType: 'SecurityGroupDeleted', lookalike: 'deleted' },
    ],
  },
  {
    family: 'persistence',
    purpose: 'group-user-change',
    table: 'DeviceEvents',
    select: ON_DEVICE,
    rows: [
      { ActionType: 'UserAccountAddedToLocalGroup', AccountSid: 'S-1-5-21-1-2-3-1005' },
      { ActionType: 'UserAccountRemovedFromLocalGroup', lookalike: 'removed' },
    ],
  },
  {
    family: 'persistence',
    purpose: 'local-firewall-change',
    table: 'DeviceRegistryEvents',
    select: ON_DEVICE,
    all: { ActionType: 'RegistryValueSet' },
    rows: [
      { RegistryKey: `${SERVICES}\\SharedAccess\\Parameters\\FirewallPolicy\\StandardProfile` },
      { RegistryKey: `${SERVICES}\\SharedAccess\\Parameters\\FirewallPolicy` },
      { RegistryKey: `${SERVICES}\\SharedAccess\\Parameters`, lookalike: 'above it' },
      { RegistryKey: `${SERVICES}\\mpssvc\\Parameters`, lookalike: 'the service' },
      { RegistryKey: `${SERVICES}\\SharedAccess\\Parameters\\FirewallPolicyOld`, lookalike: 'begins so' },
    ],
  },
  {
    family: 'persistence',
    purpose: 'host-file-change',
    table: 'DeviceFileEvents',
    select: ON_DEVICE,
    all: { ActionType: 'FileModified', FileName: 'hosts' },
    rows: [
      { FolderPath: 'C:\\Windows\\System32\\drivers\\etc\\hosts' },
      { FolderPath: 'c:\\windows\\system32\\drivers\\etc' },
      {
        FileName: 'hosts.ics',
        FolderPath: 'C:\\Windows\\System32\\drivers\\etc\\hosts.ics',
        lookalike: 'another file',
      },
      { FolderPath: 'D:\\backup\\Windows\\System32\\drivers\\etc\\hosts', lookalike: 'a copy' },
      {
        ActionType: 'FileRenamed',
        FolderPath: 'C:\\Windows\\System32\\drivers\\etc\\hosts',
        lookalike: 'renamed',
      },
    ],
  },
  {
    family: 'file-origin',
    purpose: '',
    table: 'DeviceFileEvents',
    select: { files: ['invoice.exe'] },
    rows: [
      { ActionType: 'FileCreated', FileName: 'invoice.exe', FileOriginUrl: 'https://bad.example/i' },
      { ActionType: 'FileRenamed', FileName: 'INVOICE.exe', PreviousFileName: 'Unconfirmed 1.crdownload' },
      { ActionType: 'FileDeleted', FileName: 'invoice.exe', lookalike: 'deleted' },
      { ActionType: 'FileCreated', FileName: 'invoice.pdf', lookalike: 'another file' },
      {
        ActionType: 'FileCreated',
        FileName: 'x.tmp',
        InitiatingProcessFileName: 'invoice.exe',
        lookalike: 'written by it',
      },
    ],
  },
  {
    family: 'privilege-escalation',
    purpose: '',
    table: 'DeviceLogonEvents',
    select: { devices: ['srv-01', 'long-name-of-a-server'] },
    all: { IsLocalAdmin: true },
    rows: [
      { AccountDomain: 'SRV-01', AccountName: 'administrator' },
      { AccountDomain: 'srv-01.contoso.com', AccountName: 'administrator' },
      {
        DeviceName: 'long-name-of-a-server.contoso.com',
        AccountDomain: 'LONG-NAME-OF-A-',
        AccountName: 'administrator',
      },
      { AccountDomain: 'contoso', AccountName: 'administrator', lookalike: 'an account of the domain' },
      { IsLocalAdmin: false, AccountDomain: 'srv-01', AccountName: 'guest', lookalike: 'no administrator' },
      { AccountDomain: '', DeviceName: 'srv-01', AccountName: 'x', lookalike: 'no domain is known' },
      { AccountDomain: 'srv-02', AccountName: 'administrator', lookalike: 'an account of another device' },
    ],
  },
  {
    family: 'cover-up',
    purpose: 'file-deleted',
    table: 'DeviceFileEvents',
    select: { sha256: ['ff00'] },
    rows: [
      { ActionType: 'FileDeleted', SHA256: 'FF00' },
      { ActionType: 'FileModified', SHA256: 'ff00', lookalike: 'modified' },
      { ActionType: 'FileDeleted', SHA256: 'ff01', lookalike: 'another file' },
    ],
  },
];
