import type { Route, SimResponse } from '../../core/service.ts';
import { listResponse, selected } from '../../odata/list-body.ts';
import { readOptions } from '../../odata/options.ts';
import { cutPage } from '../../odata/page.ts';
import type { Table } from '../../odata/selection.ts';
import {
  nativeWord,
  optionalText,
  readBody,
  textField,
  textList,
  type BodyShape,
} from '../../tenant/body-reader.ts';
import { callerName, guard, type Call, type Holder, type Rule } from '../../tenant/guard.ts';
import { Refusal } from '../../tenant/refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { assessIncident, checkDetermination } from '../../tenant/triage.ts';
import { viewOf, type View } from '../../tenant/view.ts';
import { classifications, determinations, incidentStatuses } from '../../tenant/vocabulary.ts';
import { native } from '../../tenant/written.ts';
import { renderIncident } from './render.ts';

const PAGE = { maximum: 100, continuation: '$skip' } as const;

const READ: Rule = {
  bucket: 'xdr-incidents',
  needed: {
    audience: 'xdr',
    application: ['Incident.Read.All', 'Incident.ReadWrite.All'],
    delegated: ['Incident.Read', 'Incident.ReadWrite'],
  },
};
const WRITE: Rule = {
  bucket: 'xdr-incidents',
  needed: { audience: 'xdr', application: ['Incident.ReadWrite.All'], delegated: ['Incident.ReadWrite'] },
};

/** @see https://learn.microsoft.com/defender-xdr/api-update-incidents */
const PATCH_SHAPE: BodyShape = {
  status: ['status', nativeWord(incidentStatuses, ['awaitingAction'])],
  assignedTo: ['assignee', (value) => (value === '' ? null : optionalText(value))],
  classification: ['classification', nativeWord(classifications)],
  determination: ['determination', nativeWord(determinations, ['apt', 'securityPersonnel'])],
  tags: ['tags', textList],
  comment: ['comment', textField],
};

export function incidentRoutes(holder: Holder, prefix: string): Route[] {
  const base = `${prefix}/incidents`;
  return [
    { method: 'GET', path: base, handle: guard(holder, READ, (call) => listIncidents(holder, call)) },
    { method: 'GET', path: `${base}/{id}`, handle: guard(holder, READ, getIncident) },
    { method: 'PATCH', path: `${base}/{id}`, handle: guard(holder, WRITE, updateIncident) },
  ];
}

function listIncidents(holder: Holder, { world, tenant, request }: Call): SimResponse {
  holder.stir();
  const options = readOptions(request.rawQuery);
  const page = cutPage(incidentTable(tenant), options, PAGE, request, world.faults);
  const view = viewOf(world.info.tenantId, world.faults);
  const context = `${request.origin}/api/$metadata#Incidents`;
  return listResponse(context, options, page, (row) => item(tenant, row, view), world.faults);
}

function getIncident({ world, tenant, request }: Call): SimResponse {
  const options = readOptions(request.rawQuery);
  const incident = item(
    tenant,
    findIncident(tenant, request.params['id']),
    viewOf(world.info.tenantId, world.faults),
  );
  return {
    status: 200,
    body: { '@odata.context': entityContext(request.origin), ...selected(incident, options) },
  };
}

function updateIncident({ world, tenant, request, claims }: Call): SimResponse {
  const row = findIncident(tenant, request.params['id']);
  const asked = readBody(request, PATCH_SHAPE, { code: 'InvalidRequestBody' });
  checkDetermination(asked, tenant.incident(row), 'InvalidRequestBody');
  assessIncident(tenant, row, asked, callerName(claims));
  const incident = item(tenant, row, viewOf(world.info.tenantId, world.faults));
  return { status: 200, body: { '@odata.context': entityContext(request.origin), ...incident } };
}

function entityContext(origin: string): string {
  return `${origin}/api/$metadata#Incidents/$entity`;
}

function item(tenant: Tenant, row: number, view: View): Readonly<Record<string, unknown>> {
  return renderIncident(tenant.incident(row), tenant.alertsOf(row), view);
}

function findIncident(tenant: Tenant, id = ''): number {
  if (!/^\d{1,15}$/.test(id)) throw new Refusal(400, 'InvalidInput', `Invalid input ${id}`);
  const row = tenant.rowOf(Number(id));
  if (row === undefined) throw new Refusal(404, 'ResourceNotFound', `Incident ${id} was not found`);
  return row;
}

function incidentTable(tenant: Tenant): Table {
  const { incidents } = tenant;
  return {
    timeline: incidents,
    created: 'createdTime',
    updated: 'lastUpdateTime',
    schema: { lastUpdateTime: 'time', createdTime: 'time', status: 'enum', assignedTo: 'text' },
    read: (row, property) => {
      switch (property) {
        case 'createdTime':
          return incidents.created.get(row);
        case 'lastUpdateTime':
          return incidents.updated.get(row);
        case 'status':
          return native(incidentStatuses, tenant.glance(row).status);
        case 'assignedTo':
          return tenant.glance(row).assignee;
        default:
          return null;
      }
    },
  };
}
