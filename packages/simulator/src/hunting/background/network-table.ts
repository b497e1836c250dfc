import { WINDOWS_KINDS, type Kind } from './kind.ts';

/** Where a connection goes. */
export type NetworkLine = readonly [
  kinds: readonly Kind[],
  weight: number,
  program: string,
  action: string,
  /** A name, `*` for any inner machine, or empty for an address alone. `{n}` differs from row to row. */
  url: string,
  /** First three numbers of the address; the last one follows from the row. */
  network: string,
  port: number,
  protocol: 'Tcp' | 'TcpV4' | 'Udp',
];

const desk: readonly Kind[] = ['workstation'];
const every = WINDOWS_KINDS;

// Names of documentation (RFC 2606) beside the well-known ones of vendors; addresses are those for documentation and benchmarks.
export const NETWORK_LINES: readonly NetworkLine[] = [
  [every, 90, 'svchost.exe', 'ConnectionSuccess', 'settings-win.data.microsoft.com', '198.18.10', 443, 'Tcp'],
  [every, 40, 'svchost.exe', 'ConnectionSuccess', '', '10.1.7', 53, 'Udp'],
  [every, 35, 'svchost.exe', 'DnsConnectionInspected', 'dns', '10.1.7', 53, 'Udp'],
  [every, 45, 'MsSense.exe', 'ConnectionSuccess', 'winatp-gw-weu.microsoft.com', '198.18.11', 443, 'Tcp'],
  [every, 30, 'MsMpEng.exe', 'ConnectionSuccess', 'wdcp.microsoft.com', '198.18.11', 443, 'Tcp'],
  [every, 18, 'lsass.exe', 'ConnectionSuccess', '', '10.1.7', 88, 'Tcp'],
  [every, 16, 'lsass.exe', 'ConnectionSuccess', '', '10.1.7', 389, 'Tcp'],
  [every, 12, 'svchost.exe', 'ConnectionSuccess', '', '10.1.7', 135, 'Tcp'],
  [every, 10, 'svchost.exe', 'ConnectionFailed', '', '198.18.12', 443, 'Tcp'],
  [every, 6, 'svchost.exe', 'InboundConnectionAccepted', '', '10.1.7', 5985, 'Tcp'],
  [desk, 190, 'msedge.exe', 'ConnectionSuccess', 'www.news-{n}.example', '198.18.20', 443, 'Tcp'],
  [desk, 160, 'chrome.exe', 'ConnectionSuccess', 'cdn-{n}.example.net', '198.18.21', 443, 'Tcp'],
  [desk, 30, 'chrome.exe', 'HttpConnectionInspected', 'www.example.org', '198.18.22', 80, 'Tcp'],
  [desk, 30, 'msedge.exe', 'SslConnectionInspected', 'portal-{n}.example', '198.18.20', 443, 'Tcp'],
  [desk, 60, 'OUTLOOK.EXE', 'ConnectionSuccess', 'outlook.office365.com', '198.18.30', 443, 'Tcp'],
  [desk, 60, 'ms-teams.exe', 'ConnectionSuccess', 'teams.microsoft.com', '198.18.31', 443, 'Tcp'],
  [desk, 50, 'OneDrive.exe', 'ConnectionSuccess', 'northwind-my.sharepoint.com', '198.18.32', 443, 'Tcp'],
  [desk, 14, 'Zoom.exe', 'ConnectionSuccess', '', '198.18.40', 8801, 'Udp'],
  [desk, 10, 'Code.exe', 'ConnectionSuccess', 'marketplace.visualstudio.com', '198.18.41', 443, 'Tcp'],
  [desk, 8, 'git.exe', 'ConnectionSuccess', 'github.com', '198.18.42', 443, 'Tcp'],
  [desk, 6, 'mstsc.exe', 'ConnectionSuccess', '*', '10.1.7', 3389, 'Tcp'],
  [desk, 24, 'ntoskrnl.exe', 'ConnectionSuccess', '*', '10.1.7', 445, 'Tcp'],
  [desk, 3, 'powershell.exe', 'ConnectionSuccess', 'www.powershellgallery.com', '198.18.43', 443, 'Tcp'],
  [['server'], 30, 'sqlservr.exe', 'InboundConnectionAccepted', '', '10.1.7', 1433, 'Tcp'],
  [['server'], 40, 'w3wp.exe', 'InboundConnectionAccepted', '', '198.18.60', 443, 'Tcp'],
  [['server'], 24, 'ntoskrnl.exe', 'InboundConnectionAccepted', '', '10.1.11', 445, 'Tcp'],
  [['server'], 10, 'VeeamAgent.exe', 'ConnectionSuccess', '*', '10.1.7', 10005, 'Tcp'],
  [['controller'], 60, 'lsass.exe', 'InboundConnectionAccepted', '', '10.1.11', 389, 'Tcp'],
  [['controller'], 50, 'dns.exe', 'ConnectionSuccess', '', '198.18.70', 53, 'Udp'],
  [['linux'], 50, 'nginx', 'InboundConnectionAccepted', '', '198.18.61', 443, 'TcpV4'],
  [['linux'], 12, 'sshd', 'InboundConnectionAccepted', '', '10.1.11', 22, 'TcpV4'],
  [
    ['linux'],
    30,
    'wdavdaemon',
    'ConnectionSuccess',
    'winatp-gw-weu.microsoft.com',
    '198.18.11',
    443,
    'TcpV4',
  ],
  [['linux'], 10, 'dnf', 'ConnectionSuccess', 'mirror-{n}.example.org', '198.18.50', 443, 'TcpV4'],
  [['mac'], 60, 'Google Chrome', 'ConnectionSuccess', 'cdn-{n}.example.net', '198.18.21', 443, 'TcpV4'],
  [['mac'], 20, 'Microsoft Outlook', 'ConnectionSuccess', 'outlook.office365.com', '198.18.30', 443, 'TcpV4'],
];
