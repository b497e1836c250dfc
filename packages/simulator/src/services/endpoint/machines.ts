import type { Route, SimResponse } from '../../core/service.ts';
import { listResponse, selected } from '../../odata/list-body.ts';
import { readOptions } from '../../odata/options.ts';
import { cutPage } from '../../odata/page.ts';
import type { Table } from '../../odata/selection.ts';
import { nativeWord, readBody, textList, type BodyShape } from '../../tenant/body-reader.ts';
import { guard, type Call, type Holder } from '../../tenant/guard.ts';
import type { Device } from '../../tenant/model.ts';
import { Refusal } from '../../tenant/refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { Timeline } from '../../tenant/timeline.ts';
import { viewOf } from '../../tenant/view.ts';
import { healthStates, levels, machineValues, onboardingStates } from '../../tenant/vocabulary.ts';
import { native } from '../../tenant/written.ts';
import { readMachines, writeMachines } from './permissions.ts';
import { renderMachine } from './render.ts';

const PAGE = { maximum: 10_000, continuation: '$skip' } as const;

/** @see https://learn.microsoft.com/defender-endpoint/api/update-machine-method */
const PATCH_SHAPE: BodyShape = {
  machineTags: ['tags', textList],
  deviceValue: ['value', nativeWord(machineValues)],
};

export function machineRoutes(holder: Holder, prefix: string): Route[] {
  const base = `${prefix}/machines`;
  return [
    { method: 'GET', path: base, handle: guard(holder, readMachines, (call) => listMachines(holder, call)) },
    { method: 'GET', path: `${base}/{id}`, handle: guard(holder, readMachines, getMachine) },
    { method: 'PATCH', path: `${base}/{id}`, handle: guard(holder, writeMachines, updateMachine) },
  ];
}

function listMachines(holder: Holder, { world, tenant, request }: Call): SimResponse {
  holder.stir();
  const options = readOptions(request.rawQuery);
  const machines = [...tenant.machines.values()];
  const page = cutPage(machineTable(machines), options, PAGE, request, world.faults);
  const view = viewOf(world.info.tenantId, world.faults);
  const render = (row: number): Readonly<Record<string, unknown>> => {
    const device = machines[row];
    if (device === undefined) throw new RangeError(`no machine ${row}`);
    return renderMachine(device, view);
  };
  return listResponse(`${request.origin}/api/$metadata#Machines`, options, page, render, world.faults);
}

function getMachine({ world, tenant, request }: Call): SimResponse {
  const options = readOptions(request.rawQuery);
  const device = renderMachine(
    findMachine(tenant, request.params['id']),
    viewOf(world.info.tenantId, world.faults),
  );
  return {
    status: 200,
    body: { '@odata.context': entityContext(request.origin), ...selected(device, options) },
  };
}

/** The page contradicts itself; what is written twice is that the list given replaces the one before. */
function updateMachine({ world, tenant, request }: Call): SimResponse {
  const device = findMachine(tenant, request.params['id']);
  if (world.faults.take('active-request') !== undefined)
    throw new Refusal(400, 'ActiveRequestAlreadyExists', 'Action is already in progress');
  if (world.faults.take('disallowed-operation') !== undefined)
    throw new Refusal(
      403,
      'DisallowedOperation',
      'The operation is not allowed: the device group has no automation level',
    );
  const changed = { ...device, ...readBody(request, PATCH_SHAPE, { code: 'InvalidRequestBody' }) };
  tenant.machines.set(device.id ?? '', changed);
  const rendered = renderMachine(changed, viewOf(world.info.tenantId, world.faults));
  return { status: 200, body: { '@odata.context': entityContext(request.origin), ...rendered } };
}

function entityContext(origin: string): string {
  return `${origin}/api/$metadata#Machines/$entity`;
}

/** By id, or by DNS name without regard to case. */
function findMachine(tenant: Tenant, id = ''): Device {
  const wanted = id.toLowerCase();
  const device =
    tenant.machines.get(id) ??
    tenant.machines.get(wanted) ??
    [...tenant.machines.values()].find(({ dnsName }) => dnsName?.toLowerCase() === wanted);
  if (device === undefined) throw new Refusal(404, 'ResourceNotFound', `Machine ${id} was not found`);
  return device;
}

function machineTable(machines: readonly Device[]): Table {
  const timeline = new Timeline();
  for (const [row, device] of machines.entries())
    timeline.set(row, device.firstSeen ?? 0, device.lastSeen ?? 0);
  timeline.fill(machines.keys());
  return {
    timeline,
    created: 'firstSeen',
    updated: 'lastSeen',
    schema: {
      id: 'text',
      computerDnsName: 'text',
      version: 'text',
      deviceValue: 'enum',
      aadDeviceId: 'text',
      machineTags: 'collection',
      firstSeen: 'time',
      lastSeen: 'time',
      exposureLevel: 'enum',
      onboardingStatus: 'enum',
      lastIpAddress: 'text',
      lastExternalIpAddress: 'text',
      healthStatus: 'enum',
      osPlatform: 'text',
      riskScore: 'enum',
      rbacGroupId: 'number',
    },
    read: (row, property) => {
      const device = machines[row];
      return device === undefined ? null : (READERS[property]?.(device) ?? null);
    },
  };
}

const READERS: Readonly<Record<string, (device: Device) => unknown>> = {
  id: (device) => device.id,
  computerDnsName: (device) => device.dnsName,
  version: (device) => device.version,
  deviceValue: (device) => native(machineValues, device.value),
  aadDeviceId: (device) => device.directoryId,
  machineTags: (device) => device.tags,
  firstSeen: (device) => device.firstSeen,
  lastSeen: (device) => device.lastSeen,
  exposureLevel: (device) => native(levels, device.exposure),
  onboardingStatus: (device) => native(onboardingStates, device.onboarding),
  lastIpAddress: (device) => device.addresses[0]?.ip,
  lastExternalIpAddress: (device) => device.externalAddress,
  healthStatus: (device) => native(healthStates, device.health),
  osPlatform: (device) => device.platform,
  riskScore: (device) => native(levels, device.risk),
  rbacGroupId: (device) => device.groupId,
};
