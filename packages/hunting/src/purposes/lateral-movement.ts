import { PRIVATE_ADDRESS } from './address.ts';
import { NEWEST_FIRST, type PurposeFamily } from './purpose.ts';

const CONNECTION = 'DeviceId, DeviceName, RemoteIP, RemotePort, InitiatingProcessFileName';
const SEEN = 'FirstSeen = min(Timestamp), LastSeen = max(Timestamp)';
const PROCESS =
  'DeviceId, DeviceName, InitiatingProcessFileName, InitiatingProcessId, InitiatingProcessCreationTime';

const BUSIEST_FIRST =
  'TotalConnections desc, DeviceId asc, DeviceName asc, RemoteIP asc, RemotePort asc, InitiatingProcessFileName asc';

/** Signs that somebody moves from one device to the next. */
export const lateralMovement: PurposeFamily = {
  id: 'lateral-movement',
  title: 'Lateral movement',
  purposes: [
    {
      id: 'network-connections',
      summary: 'connections to private addresses, counted by device, address, port and process',
      tables: ['DeviceNetworkEvents'],
      files: 'initiating',
      needs: 'selector',
      steps: [`where ${PRIVATE_ADDRESS}`, `summarize TotalConnections = count(), ${SEEN} by ${CONNECTION}`],
      order: BUSIEST_FIRST,
    },
    {
      id: 'smb-connections',
      summary: 'processes that reach other devices over SMB, with how many addresses each',
      tables: ['DeviceNetworkEvents'],
      files: 'initiating',
      needs: 'selector',
      // Counted in two steps, because dcount is an estimate. Processes 0 and 4 are the system's own.
      steps: ({ moreAddressesThan }) => [
        'where RemotePort == 445 and InitiatingProcessId !in (0, 4) and isnotempty(RemoteIP)',
        `summarize TotalConnections = count(), ${SEEN} by ${PROCESS}, RemoteIP`,
        'summarize RemoteIPCount = count(), RemoteIPs = make_set(RemoteIP, 100), ' +
          'TotalConnections = sum(TotalConnections), FirstSeen = min(FirstSeen), LastSeen = max(LastSeen) ' +
          `by ${PROCESS}`,
        ...(moreAddressesThan === undefined ? [] : [`where RemoteIPCount > ${moreAddressesThan}`]),
      ],
      order:
        'RemoteIPCount desc, DeviceId asc, DeviceName asc, InitiatingProcessFileName asc, InitiatingProcessId asc, InitiatingProcessCreationTime asc',
    },
    {
      id: 'credential-dumping',
      summary: 'processes that write the memory of LSASS to a file',
      tables: ['DeviceProcessEvents'],
      files: 'target',
      needs: 'selector',
      steps: [
        'where (FileName in~ ("procdump.exe", "procdump64.exe") and ProcessCommandLine has "lsass") ' +
          'or (ProcessCommandLine has "lsass.exe" and ' +
          String.raw`(ProcessCommandLine has "accepteula" or ProcessCommandLine matches regex @"(?i)\s[-/]m[amp](\s|$)"))`,
        'project Timestamp, DeviceId, DeviceName, ActionType, FileName, FolderPath, SHA1, SHA256, ProcessId, ' +
          'ProcessCommandLine, AccountDomain, AccountName, InitiatingProcessFileName, InitiatingProcessCommandLine, ReportId',
      ],
      order: NEWEST_FIRST,
    },
    {
      id: 'management-connection',
      summary: 'connections to the ports of SSH, RDP, SMB, RPC, Telnet and SQL Server, counted',
      tables: ['DeviceNetworkEvents'],
      files: 'initiating',
      needs: 'selector',
      steps: [
        'where RemotePort in (22, 23, 135, 139, 1433, 3389)',
        `summarize TotalConnections = count(), ${SEEN} by ${CONNECTION}`,
      ],
      order: BUSIEST_FIRST,
    },
  ],
};
