import type { RowCase } from './case.ts';

/** Hunts over connections that give each event. */
export const NETWORK_CASES: readonly RowCase[] = [
  {
    family: 'process',
    purpose: 'beaconing-evidence',
    table: 'DeviceNetworkEvents',
    select: { files: ['beacon.exe'] },
    rows: [
      { InitiatingProcessFileName: 'beacon.exe', RemoteIP: '203.0.113.9', RemotePort: 443 },
      { InitiatingProcessFileName: 'beacon.exe', RemoteUrl: 'c2.example' },
      { InitiatingProcessFileName: 'beacon.exe', lookalike: 'no remote side' },
      { InitiatingProcessFileName: 'chrome.exe', RemoteIP: '203.0.113.9', lookalike: 'another process' },
    ],
  },
  {
    family: 'network',
    purpose: 'dns-query',
    table: 'DeviceNetworkEvents',
    select: { devices: ['srv-01'] },
    rows: [
      { RemotePort: 53, RemoteIP: '10.0.0.2', AdditionalFields: '{"query":"bad.example","qtype_name":"A"}' },
      { RemotePort: 53, RemoteIP: '10.0.0.2', AdditionalFields: '' },
      { RemotePort: 5353, RemoteIP: '224.0.0.251', lookalike: 'multicast DNS' },
      { RemotePort: 443, LocalPort: 53, lookalike: 'the local port' },
      { RemotePort: 53, DeviceName: 'srv-02.contoso.com', lookalike: 'another device' },
    ],
  },
];
