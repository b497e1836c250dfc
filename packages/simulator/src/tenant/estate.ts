import { createHash } from 'node:crypto';
import type { Account, Device } from './model.ts';
import { DAY, tickOfMs, type Tick } from './tick.ts';

/** The company whose tenant is pretended: who works there, on what. */
export interface Estate {
  readonly devices: readonly Device[];
  readonly users: readonly Account[];
  readonly analysts: readonly string[];
}

const DOMAIN = 'northwind.example';
const NT_DOMAIN = 'NORTHWIND';

const PEOPLE = [
  ...[
    'Amara Okafor',
    'Bram de Vries',
    'Chiara Conti',
    'Dmitri Volkov',
    'Elena Marin',
    'Farid Haddad',
    'Grete Lund',
  ],
  ...['Hiro Tanaka', 'Ines Duarte', 'Jonas Weber', 'Kavya Rao', 'Liam O’Neill', 'Mei-Ling Chen', 'Noor Aziz'],
  ...['Olga Petrenko', 'Pablo Ruiz', 'Quentin Roux', 'Rosa Silva', 'Söderström Åsa', 'Tariq Mansour'],
];

/** host, platform, version, build, group, tags, and the number of the person who works on it. */
const MACHINES: readonly (readonly [string, string, string, number, string, readonly string[], number])[] = [
  ['fin-lt-01', 'Windows11', '23H2', 22631, 'Finance', ['vip'], 0],
  ['fin-lt-02', 'Windows11', '23H2', 22631, 'Finance', [], 1],
  ['fin-lt-03', 'Windows10', '22H2', 19045, 'Finance', [], 2],
  ['hr-lt-01', 'Windows11', '22H2', 22621, 'People', ['pii'], 3],
  ['hr-lt-02', 'Windows10', '1909', 18363, 'People', [], 4],
  ['eng-ws-01', 'Windows11', '24H2', 26100, 'Engineering', [], 5],
  ['eng-ws-02', 'Linux', '22.4', 0, 'Engineering', ['build'], 6],
  ['eng-mb-03', 'macOS', '14.5', 0, 'Engineering', [], 7],
  ['sales-lt-01', 'Windows11', '23H2', 22631, 'Sales', [], 8],
  ['sales-lt-02', 'Windows11', '23H2', 22631, 'Sales', ['travel'], 9],
  ['sales-mb-03', 'macOS', '15.1', 0, 'Sales', [], 10],
  ['ops-lt-01', 'Windows10', '22H2', 19045, 'Operations', [], 11],
  ['ops-lt-02', 'Windows10', '2004', 19041, 'Operations', ['kiosk', 'old'], 12],
  ['legal-lt-01', 'Windows11', '23H2', 22631, 'Legal', ['vip'], 13],
  ['dc-01', 'WindowsServer2022', '21H2', 20348, 'Servers', ['tier0'], 14],
  ['dc-02', 'WindowsServer2019', '1809', 17763, 'Servers', ['tier0'], 14],
  ['sql-01', 'WindowsServer2019', '1809', 17763, 'Servers', ['db'], 15],
  ['files-01', 'WindowsServer2016', '1607', 14393, 'Servers', [], 15],
  ['web-01', 'WindowsServer2022', '21H2', 20348, 'Servers', ['dmz'], 16],
  ['web-02', 'Linux', '9.3', 0, 'Servers', ['dmz'], 16],
  ['jump-01', 'WindowsServer2022', '21H2', 20348, 'Servers', ['tier0'], 17],
  ['lab-ws-01', 'Windows11', '24H2', 26100, 'Lab', ['test machine'], 18],
  ['pos-07', 'Windows10', '1607', 14393, 'Stores', ['pos'], 19],
  ['scan-gw', 'Linux', '8.9', 0, 'Servers', [], 17],
];

/** Always the same people and machines: a story names them, whatever the seed. */
export function companyEstate(): Estate {
  const users = PEOPLE.map(person);
  const groups = [...new Set(MACHINES.map((machine) => machine[4]))];
  const devices = MACHINES.map((machine, index) => device(machine, index, users, groups));
  const analysts = ['soc.anna', 'soc.ben', 'soc.chloe'].map((name) => `${name}@${DOMAIN}`);
  return { devices, users, analysts };
}

function person(name: string, index: number): Account {
  const account = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replaceAll(' ', '.');
  return {
    account,
    domain: NT_DOMAIN,
    sid: `S-1-5-21-3623811015-3361044348-30300820-${1101 + index}`,
    directoryId: guidOf(`user ${account}`),
    principal: `${account}@${DOMAIN}`,
    displayName: name,
  };
}

function device(
  [host, platform, version, build, group, tags, owner]: (typeof MACHINES)[number],
  index: number,
  users: readonly Account[],
  groups: readonly string[],
): Device {
  const dnsName = `${host}.${DOMAIN}`;
  const user = users[owner];
  const firstSeen: Tick = tickOfMs(Date.UTC(2024, 0, 8, 7, 12, 5)) + index * 3 * DAY + index * 1_234_567;
  return {
    id: sha1Of(dnsName),
    // Not every machine is joined to the directory: clients must not count on this id.
    directoryId: platform === 'Linux' ? null : guidOf(`device ${dnsName}`),
    dnsName,
    platform,
    version,
    processor: platform === 'macOS' ? 'arm64' : 'x64',
    build: build === 0 ? null : build,
    health: index % 11 === 7 ? 'inactive' : index % 13 === 12 ? 'noSensorData' : 'active',
    risk: (['none', 'informational', 'low', 'medium', 'high'] as const)[index % 5] ?? 'none',
    exposure: (['low', 'medium', 'high'] as const)[index % 3] ?? 'low',
    groupId: groups.indexOf(group) + 1,
    groupName: group,
    firstSeen,
    lastSeen: tickOfMs(Date.UTC(2026, 10, 19, 3, 0, 0)) + index * 12_345_678,
    tags,
    antivirus: platform.startsWith('Windows') ? (index % 6 === 4 ? 'notUpdated' : 'updated') : 'notSupported',
    onboarding: index === 23 ? 'canBeOnboarded' : 'onboarded',
    value: tags.includes('tier0') || tags.includes('vip') ? 'high' : 'normal',
    addresses: [
      { ip: `10.1.${group.length}.${20 + index}`, mac: `00155D${sha1Of(host).slice(0, 6).toUpperCase()}` },
    ],
    externalAddress: `198.51.100.${10 + index}`,
    loggedOn:
      user === undefined || user.account === null ? [] : [{ account: user.account, domain: NT_DOMAIN }],
    vm: host.startsWith('web') ? virtualMachine(host) : null,
  };
}

function virtualMachine(host: string): NonNullable<Device['vm']> {
  const subscriptionId = guidOf('subscription');
  return {
    id: guidOf(`vm ${host}`),
    subscriptionId,
    resourceId: `/subscriptions/${subscriptionId}/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/${host}`,
  };
}

function sha1Of(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function guidOf(text: string): string {
  const hex = sha1Of(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
