/**
 * Tables and columns that queries found on the net still ask for, and what they are called now.
 *
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-changes
 */
export const FORMER_TABLES: Readonly<Record<string, string>> = {
  AADSignInEventsBeta: 'EntraIdSignInEvents',
  AADSpnSignInEventsBeta: 'EntraIdSpnSignInEvents',
  AlertEvents: 'AlertInfo, joined with AlertEvidence on AlertId',
  AppFileEvents: 'CloudAppEvents',
  DeviceAlertEvents: 'AlertInfo, joined with AlertEvidence on AlertId',
  DeviceTvmSoftwareInventoryVulnerabilities:
    'DeviceTvmSoftwareInventory and DeviceTvmSoftwareVulnerabilities',
  FileCreationEvents: 'DeviceFileEvents',
  ImageLoadEvents: 'DeviceImageLoadEvents',
  LogonEvents: 'DeviceLogonEvents',
  MachineInfo: 'DeviceInfo',
  MachineNetworkInfo: 'DeviceNetworkInfo',
  MiscEvents: 'DeviceEvents',
  NetworkCommunicationEvents: 'DeviceNetworkEvents',
  ProcessCreationEvents: 'DeviceProcessEvents',
  RegistryEvents: 'DeviceRegistryEvents',
};

export const FORMER_COLUMNS: Readonly<Record<string, string>> = {
  ComputerName: 'DeviceName',
  EventTime: 'Timestamp',
  InitiatingProcessCreationTimeUtc: 'InitiatingProcessCreationTime',
  MachineId: 'DeviceId',
  ProcessCreationTimeUtc: 'ProcessCreationTime',
  TimeGenerated: 'Timestamp',
};
