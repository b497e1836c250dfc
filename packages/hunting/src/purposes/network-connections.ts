import { EXTERNAL_ADDRESS } from './address.ts';
import { HAS_ENCODED_COMMAND, IS_POWERSHELL } from './powershell.ts';
import { NEWEST_FIRST, type PurposeFamily } from './purpose.ts';

/** Whom a device talks to, and what it was told to do in a way that hides it. */
export const networkConnections: PurposeFamily = {
  id: 'network',
  title: 'Network connections',
  purposes: [
    {
      id: 'external-addresses',
      summary:
        'connections to addresses outside the local network, counted by device, address, port and process',
      tables: ['DeviceNetworkEvents'],
      files: 'initiating',
      needs: 'selector',
      steps: [
        `where ${EXTERNAL_ADDRESS}`,
        'summarize TotalConnections = count(), FirstSeen = min(Timestamp), LastSeen = max(Timestamp) ' +
          'by DeviceId, DeviceName, RemoteIP, RemotePort, RemoteUrl, InitiatingProcessFileName',
      ],
      order:
        'TotalConnections desc, DeviceId asc, DeviceName asc, RemoteIP asc, RemotePort asc, RemoteUrl asc, InitiatingProcessFileName asc',
    },
    {
      id: 'dns-query',
      summary: 'names that were asked for over DNS',
      tables: ['DeviceNetworkEvents'],
      files: 'initiating',
      needs: 'selector',
      steps: [
        'where RemotePort == 53',
        'extend Dns = parse_json(AdditionalFields)',
        'project Timestamp, DeviceId, DeviceName, ActionType, RemoteIP, DnsQuery = tostring(Dns.query), ' +
          'DnsQueryType = tostring(Dns.qtype_name), DnsAnswers = Dns.answers, DnsResponse = tostring(Dns.rcode_name), ' +
          'InitiatingProcessFileName, InitiatingProcessId, InitiatingProcessCommandLine, AdditionalFields, ReportId',
      ],
      order: NEWEST_FIRST,
    },
    {
      id: 'encoded-commands',
      summary: 'PowerShell given its commands encoded',
      tables: ['DeviceProcessEvents'],
      files: 'none',
      needs: 'device',
      steps: [
        `where ${IS_POWERSHELL} and ${HAS_ENCODED_COMMAND}`,
        'project Timestamp, DeviceId, DeviceName, FileName, ProcessId, ProcessCommandLine, AccountDomain, AccountName, ' +
          'InitiatingProcessFileName, InitiatingProcessCommandLine, InitiatingProcessParentFileName, ReportId',
      ],
      order: NEWEST_FIRST,
    },
  ],
};
