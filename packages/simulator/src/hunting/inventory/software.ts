import type { Device } from '../../tenant/model.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { tickOfMs } from '../../tenant/tick.ts';
import type { Write } from '../trail/device-log.ts';
import type { Days } from './inventory.ts';

/** vendor, name, version, kind of machine, weaknesses. */
const SOFTWARE: readonly (readonly [string, string, string, RegExp, readonly string[]])[] = [
  ['microsoft', 'edge_chromium-based', '141.0.3537.57', /^Windows1/, []],
  ['google', 'chrome', '140.0.7339.80', /^(Windows1|macOS)/, ['CVE-2025-10585']],
  ['microsoft', 'office', '16.0.18129.20158', /^Windows1/, ['CVE-2024-38021']],
  ['7-zip', '7-zip', '23.01', /^Windows1/, ['CVE-2024-11477', 'CVE-2025-0411']],
  [
    'microsoft',
    'windows_server_2019',
    '10.0.17763.6414',
    /^WindowsServer2019/,
    ['CVE-2024-38063', 'CVE-2024-43451'],
  ],
  ['microsoft', 'sql_server_2019', '15.0.4420.2', /^WindowsServer2019/, []],
  ['microsoft', 'windows_10', '10.0.19045.4894', /^Windows10/, ['CVE-2024-38063']],
  ['openbsd', 'openssh', '8.7', /^Linux/, ['CVE-2024-6387']],
  ['apache', 'log4j', '2.14.1', /^Linux/, ['CVE-2021-44228']],
];

const WEAKNESSES: Readonly<
  Record<string, readonly [score: string, level: string, exploited: boolean, what: string, published: string]>
> = {
  'CVE-2021-44228': [
    '10.0',
    'Critical',
    true,
    'Lookups in logged text run code from elsewhere.',
    '2021-12-10T10:15:00Z',
  ],
  'CVE-2024-6387': ['8.1', 'High', true, 'A signal handler of the server races.', '2024-07-01T13:15:00Z'],
  'CVE-2024-11477': [
    '7.8',
    'High',
    false,
    'Decompression can write where it must not.',
    '2024-11-22T21:15:00Z',
  ],
  'CVE-2024-38021': ['8.8', 'High', false, 'A link in a mail can run code.', '2024-07-09T17:15:00Z'],
  'CVE-2024-38063': ['9.8', 'Critical', true, 'Packets of IPv6 can run code.', '2024-08-13T18:15:00Z'],
  'CVE-2024-43451': [
    '6.5',
    'Medium',
    true,
    'A file that is touched gives away a hash.',
    '2024-11-12T18:15:00Z',
  ],
  'CVE-2025-0411': [
    '7.0',
    'High',
    true,
    'The mark of the web is lost while unpacking.',
    '2025-01-25T05:15:00Z',
  ],
  'CVE-2025-10585': [
    '8.8',
    'High',
    true,
    'Two types are confused in the script engine.',
    '2025-09-24T17:15:00Z',
  ],
};

const SETTINGS: readonly (readonly [id: string, name: string, category: string, impact: number])[] = [
  ['scid-2010', 'Turn on Microsoft Defender Antivirus', 'Security controls', 9],
  ['scid-2012', 'Turn on real-time protection', 'Security controls', 9],
  ['scid-91', 'Set user account control to automatically deny elevation requests', 'OS', 7],
  ['scid-2500', 'Block executable content from email client and webmail', 'Security controls', 8],
];

export function writeSoftware({ machines }: Tenant, { to }: Days, write: Write): void {
  const at = tickOfMs(to - 3_600_000);
  for (const [number, device] of [...machines.values()].entries()) {
    const shared = { DeviceId: device.id, DeviceName: device.dnsName, OSPlatform: device.platform };
    writeInstalled(device, shared, write);
    for (const [id, , category, impact] of SETTINGS)
      write('DeviceTvmSecureConfigurationAssessment', {
        ...shared,
        Timestamp: at,
        ConfigurationId: id,
        ConfigurationCategory: category,
        ConfigurationSubcategory: category === 'OS' ? 'Accounts' : 'Antivirus',
        ConfigurationImpact: impact,
        IsCompliant: (number + impact) % 3 !== 0,
        IsApplicable: device.platform?.startsWith('Windows') ?? false,
        IsExpectedUserImpact: false,
      });
    write('DeviceTvmInfoGathering', {
      ...shared,
      Timestamp: at,
      LastSeenTime: device.lastSeen,
      AdditionalFields: {
        AvMode: '0',
        AvEngineVersion: '1.1.26080.3',
        AvIsPlatformUptodate: String(device.antivirus === 'updated'),
      },
    });
    write('DeviceTvmHardwareFirmware', {
      DeviceId: device.id,
      DeviceName: device.dnsName,
      ComponentType: 'Bios',
      Manufacturer: 'Dell Inc.',
      ComponentName: 'BIOS',
      ComponentVersion: '1.14.2',
    });
  }
  writeKnowledge(write);
}

function writeInstalled(device: Device, shared: object, write: Write): void {
  for (const [vendor, name, version, platforms, weaknesses] of SOFTWARE) {
    if (!platforms.test(device.platform ?? '')) continue;
    const software = {
      ...shared,
      OSVersion: device.version,
      OSArchitecture: 'x64',
      SoftwareVendor: vendor,
      SoftwareName: name,
      SoftwareVersion: version,
    };
    write('DeviceTvmSoftwareInventory', {
      ...software,
      ProductCodeCpe: `cpe:2.3:a:${vendor}:${name}:${version}:*:*:*:*:*:*:*`,
    });
    for (const id of weaknesses)
      write('DeviceTvmSoftwareVulnerabilities', {
        ...software,
        CveId: id,
        VulnerabilitySeverityLevel: WEAKNESSES[id]?.[1],
        RecommendedSecurityUpdate: 'Update to the newest version',
      });
  }
}

function writeKnowledge(write: Write): void {
  for (const [id, [score, level, exploited, what, published]] of Object.entries(WEAKNESSES)) {
    const at = tickOfMs(Date.parse(published));
    write('DeviceTvmSoftwareVulnerabilitiesKB', {
      CveId: id,
      CvssScore: score,
      IsExploitAvailable: exploited,
      VulnerabilitySeverityLevel: level,
      PublishedDate: at,
      LastModifiedTime: at,
      VulnerabilityDescription: what,
      AffectedSoftware: SOFTWARE.filter((row) => row[4].includes(id)).map(
        ([vendor, name]) => `${vendor}:${name}`,
      ),
    });
  }
  for (const [id, name, category, impact] of SETTINGS)
    write('DeviceTvmSecureConfigurationAssessmentKB', {
      ConfigurationId: id,
      ConfigurationImpact: impact,
      ConfigurationName: name,
      ConfigurationDescription: name,
      ConfigurationCategory: category,
      Tags: [],
    });
}
