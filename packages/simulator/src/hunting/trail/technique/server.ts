import { fileColumns, houseActor } from '../actor.ts';
import { keyboard, type Technique } from './technique.ts';

/** The web server writes a page and runs what it is told. */
const shell: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const server = houseActor('w3wp.exe', scene.random, scene.when(0.2));
  const page = {
    ...fileColumns(null),
    name: 'shell.aspx',
    path: 'C:\\inetpub\\wwwroot\\uploads\\shell.aspx',
    size: 1402,
  };
  keys.log.network(scene.when(0.2), server, {
    address: scene.address ?? '203.0.113.77',
    port: 443,
    action: 'InboundConnectionAccepted',
  });
  keys.log.file(scene.when(0.3), 'FileCreated', server, page);
  const cmd = keys.run(0.5, server, 'cmd.exe', 'cmd.exe /c whoami /all');
  keys.run(0.51, cmd, 'whoami.exe', 'whoami /all');
};

const COMMANDS: readonly (readonly [program: string, commandLine: string])[] = [
  ['whoami.exe', 'whoami /groups'],
  ['net.exe', 'net user /domain'],
  ['net.exe', 'net localgroup administrators'],
  ['ipconfig.exe', 'ipconfig /all'],
  ['nltest.exe', 'nltest /dclist:northwind.example'],
  ['tasklist.exe', 'tasklist /svc'],
  ['wmic.exe', 'wmic computersystem get domain'],
];

/** Who am I, who else is there, and where does the network go? */
const discovery: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const server = houseActor('w3wp.exe', scene.random, scene.when(0.2));
  const cmd = keys.run(0.2, server, 'cmd.exe', 'cmd.exe');
  for (const [number, [program, commandLine]] of COMMANDS.entries())
    keys.run(0.25 + number / 20, cmd, program, commandLine);
  write('IdentityQueryEvents', {
    Timestamp: scene.when(0.7),
    ActionType: 'SAMR query',
    Application: 'Active Directory',
    QueryType: 'EnumerateUsers',
    QueryTarget: 'AllUsers',
    Protocol: 'Samr',
    AccountName: keys.user?.account,
    AccountDomain: keys.user?.domain,
    DeviceName: keys.device.dnsName,
    IPAddress: keys.device.addresses[0]?.ip,
    DestinationDeviceName: 'dc-01.northwind.example',
    ReportId: scene.random.guid(),
  });
};

/** The server is made to ask its own metadata service. */
const metadata: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  const server = houseActor('w3wp.exe', scene.random, scene.when(0.5));
  keys?.log.network(scene.when(0.5), server, {
    address: '169.254.169.254',
    port: 80,
    url: 'http://169.254.169.254/metadata/identity/oauth2/token',
  });
};

export const SERVER_TECHNIQUES: Readonly<Record<string, Technique>> = {
  T1033: discovery,
  'T1505.003': shell,
  'T1552.005': metadata,
};
