import type { Tenant } from '../../tenant/tenant.ts';
import type { Write } from '../trail/device-log.ts';

/** Machines and people as nodes, and who is logged on where as edges. */
export function writeExposure({ machines, estate }: Tenant, write: Write): void {
  for (const device of machines.values())
    write('ExposureGraphNodes', {
      NodeId: device.directoryId ?? device.id,
      NodeLabel: 'device',
      NodeName: device.dnsName,
      Categories: ['compute', 'device'],
      NodeProperties: {
        rawData: { deviceName: device.dnsName, exposureScore: device.exposure, riskScore: device.risk },
      },
      EntityIds: [{ type: 'DeviceInventoryId', id: device.id }],
    });
  for (const user of estate.users)
    write('ExposureGraphNodes', {
      NodeId: user.directoryId,
      NodeLabel: 'user',
      NodeName: user.displayName,
      Categories: ['identity'],
      NodeProperties: { rawData: { accountUpn: user.principal } },
      EntityIds: [{ type: 'AadObjectId', id: user.directoryId }],
    });
  for (const device of machines.values())
    for (const { account } of device.loggedOn) {
      const user = estate.users.find((one) => one.account === account);
      if (user === undefined) continue;
      write('ExposureGraphEdges', {
        EdgeId: `${device.id ?? ''}-${user.directoryId ?? ''}`,
        EdgeLabel: 'has credentials of',
        SourceNodeId: device.directoryId ?? device.id,
        SourceNodeName: device.dnsName,
        SourceNodeLabel: 'device',
        SourceNodeCategories: ['compute', 'device'],
        TargetNodeId: user.directoryId,
        TargetNodeName: user.displayName,
        TargetNodeLabel: 'user',
        TargetNodeCategories: ['identity'],
        EdgeProperties: {},
      });
    }
}
