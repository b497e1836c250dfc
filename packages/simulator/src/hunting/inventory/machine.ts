import type { Device } from '../../tenant/model.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { tickOfMs } from '../../tenant/tick.ts';
import { healthStates, levels, machineValues, onboardingStates } from '../../tenant/vocabulary.ts';
import { native } from '../../tenant/written.ts';
import type { Row } from '../rows.ts';
import type { Write } from '../trail/device-log.ts';
import type { Days } from './inventory.ts';

const DAY_MS = 86_400_000;
/** The tables of machines are refreshed a few times a day. */
const HOURS = [2, 10, 18];

export function writeMachines({ machines }: Tenant, days: Days, write: Write): void {
  for (const [number, device] of [...machines.values()].entries())
    for (const at of moments(days, number)) {
      write('DeviceInfo', { Timestamp: at, ReportId: 1 + (number % 900), ...infoOf(device) });
      write('DeviceNetworkInfo', { Timestamp: at, ReportId: 1 + (number % 900), ...networkOf(device) });
    }
}

/** When a machine reports: each at its own minute, last just before the end. */
function moments({ first, end, to }: Days, number: number): number[] {
  const times: number[] = [];
  for (let day = first; day < end; day += 1)
    for (const hour of HOURS) {
      const ms = day * DAY_MS + hour * 3_600_000 + ((number * 97) % 3600) * 1000;
      if (ms < to) times.push(tickOfMs(ms));
    }
  return [...times, tickOfMs(to - 1000 - number)];
}

function infoOf(device: Device): Row {
  const host = device.dnsName?.split('.')[0] ?? null;
  const server = device.platform?.startsWith('WindowsServer') === true || device.platform === 'Linux';
  return {
    DeviceId: device.id,
    DeviceName: device.dnsName,
    ClientVersion: '10.8760.26100.1742',
    PublicIP: device.externalAddress,
    OSArchitecture: '64-bit',
    OSPlatform: device.platform,
    OSBuild: device.build,
    OSVersion: device.platform?.startsWith('Windows') === true ? '10.0' : device.version,
    OSVersionInfo: device.version,
    OSDistribution: device.platform,
    IsAzureADJoined: device.directoryId !== null,
    JoinType: device.directoryId === null ? 'Domain Joined' : 'Hybrid Azure AD Joined',
    AadDeviceId: device.directoryId,
    LoggedOnUsers: JSON.stringify(
      device.loggedOn.map(({ account, domain }) => ({ UserName: account, DomainName: domain, Sid: '' })),
    ),
    RegistryDeviceTag: device.tags[0],
    DeviceManualTags: device.tags.length === 0 ? null : JSON.stringify(device.tags),
    MachineGroup: device.groupName,
    OnboardingStatus:
      native(onboardingStates, device.onboarding) === 'Onboarded' ? 'Onboarded' : 'Can be onboarded',
    DeviceCategory: 'Endpoint',
    DeviceType: server ? 'Server' : 'Workstation',
    DeviceSubtype: server ? 'Server' : 'Workstation',
    Model: device.vm === null ? 'Latitude 7450' : 'Virtual Machine',
    Vendor: device.vm === null ? 'Dell Inc.' : 'Microsoft Corporation',
    IsInternetFacing: host?.startsWith('web') ?? false,
    SensorHealthState: native(healthStates, device.health),
    IsExcluded: false,
    ExposureLevel: native(levels, device.exposure),
    AssetValue: native(machineValues, device.value),
    ConnectivityType: 'Streamlined',
    AzureVmId: device.vm?.id,
    AzureResourceId: device.vm?.resourceId,
    AzureVmSubscriptionId: device.vm?.subscriptionId,
    CloudPlatforms: device.vm === null ? null : JSON.stringify(['Azure']),
    IsTransient: false,
    MitigationStatus: JSON.stringify({ isolated: false }),
    AdditionalFields: '{}',
  };
}

function networkOf(device: Device): Row {
  return {
    DeviceId: device.id,
    DeviceName: device.dnsName,
    NetworkAdapterName: '{8F2A6C1D-4B3E-4D5F-9A7C-1E2D3C4B5A69}',
    MacAddress: device.addresses[0]?.mac,
    NetworkAdapterType: 'Ethernet',
    NetworkAdapterStatus: 'Up',
    TunnelType: 'None',
    ConnectedNetworks: JSON.stringify([
      {
        Name: 'northwind.example',
        Description: 'northwind.example',
        IsConnectedToInternet: true,
        Category: 'DomainAuthenticated',
      },
    ]),
    DnsAddresses: JSON.stringify(['10.1.7.34', '10.1.7.35']),
    IPv4Dhcp: '10.1.7.34',
    DefaultGateways: JSON.stringify(['10.1.7.1']),
    IPAddresses: JSON.stringify(
      device.addresses.map(({ ip }) => ({ IPAddress: ip, SubnetPrefix: 24, AddressType: 'Private' })),
    ),
    NetworkAdapterVendor: 'Intel Corporation',
    OnboardingStatus: device.onboarding === 'onboarded' ? 'Onboarded' : 'Can be onboarded',
    NetworkAdapterDnsSuffix: 'northwind.example',
  };
}
