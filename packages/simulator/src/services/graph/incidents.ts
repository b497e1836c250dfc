import type { Route, SimResponse } from '../../core/service.ts';
import { listResponse, selected } from '../../odata/list-body.ts';
import { readOptions, type QueryOptions } from '../../odata/options.ts';
import { cutPage } from '../../odata/page.ts';
import type { Table } from '../../odata/selection.ts';
import { ODataError } from '../../odata/expression.ts';
import {
  graphWord,
  optionalText,
  readBody,
  textField,
  textList,
  type BodyShape,
} from '../../tenant/body-reader.ts';
import { callerName, guard, type Call, type Holder } from '../../tenant/guard.ts';
import { Refusal } from '../../tenant/refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { assessIncident } from '../../tenant/triage.ts';
import { classifications, determinations, incidentStatuses, severities } from '../../tenant/vocabulary.ts';
import type { View } from '../../tenant/view.ts';
import { graphView, incidentIdOf, metadata } from './context.ts';
import { commentShape } from './comments.ts';
import { readIncidents, writeIncidents } from './permissions.ts';
import { renderAlert, renderComment, renderIncident } from './render.ts';

const PAGE = { maximum: 50, continuation: '$skip' } as const;

/** @see https://learn.microsoft.com/graph/api/security-incident-update */
const PATCH_SHAPE: BodyShape = {
  status: ['status', graphWord(incidentStatuses)],
  classification: ['classification', graphWord(classifications)],
  determination: ['determination', graphWord(determinations)],
  severity: ['severity', graphWord(severities)],
  assignedTo: ['assignee', optionalText],
  customTags: ['tags', textList],
  displayName: ['name', textField],
  description: ['description', optionalText],
  summary: ['summary', optionalText],
  resolvingComment: ['resolvingComment', optionalText],
};

export function incidentRoutes(holder: Holder, prefix: string): Route[] {
  const base = `${prefix}/security/incidents`;
  return [
    {
      method: 'GET',
      path: base,
      handle: guard(holder, readIncidents, (call) => listIncidents(holder, call)),
    },
    { method: 'GET', path: `${base}/{id}`, handle: guard(holder, readIncidents, getIncident) },
    { method: 'PATCH', path: `${base}/{id}`, handle: guard(holder, writeIncidents, updateIncident) },
    { method: 'POST', path: `${base}/{id}/comments`, handle: guard(holder, writeIncidents, addComment) },
    { method: 'GET', path: `${base}/{id}/alerts`, handle: guard(holder, readIncidents, alertsOfIncident) },
  ];
}

function listIncidents(holder: Holder, { world, tenant, request }: Call): SimResponse {
  holder.stir();
  const options = readOptions(request.rawQuery);
  const expanded = expandsAlerts(options);
  if (expanded && options.filter !== undefined && world.faults.take('expand-fails') !== undefined)
    throw new Refusal(500, 'InternalServerError', 'An error has occurred.');
  const page = cutPage(incidentTable(tenant), options, PAGE, request, world.faults);
  const view = graphView(world, request);
  const context = metadata(request, `security/incidents${expanded ? '(alerts())' : ''}`);
  return listResponse(context, options, page, (row) => item(tenant, row, view, expanded), world.faults);
}

function getIncident({ world, tenant, request }: Call): SimResponse {
  const options = readOptions(request.rawQuery);
  const expanded = expandsAlerts(options);
  const rendered = item(
    tenant,
    findIncident(tenant, incidentIdOf(request)),
    graphView(world, request),
    expanded,
  );
  const context = metadata(request, `security/incidents${expanded ? '(alerts())' : ''}/$entity`);
  return { status: 200, body: { '@odata.context': context, ...selected(rendered, options) } };
}

function updateIncident({ world, tenant, request, claims }: Call): SimResponse {
  const row = findIncident(tenant, incidentIdOf(request));
  const asked = readBody(request, PATCH_SHAPE, { code: 'BadRequest' });
  assessIncident(tenant, row, asked, callerName(claims));
  const context = metadata(request, 'security/incidents/$entity');
  return {
    status: 200,
    body: { '@odata.context': context, ...item(tenant, row, graphView(world, request), false) },
  };
}

function addComment({ tenant, request, claims }: Call): SimResponse {
  const row = findIncident(tenant, incidentIdOf(request));
  const { comment } = readBody(request, commentShape, { code: 'BadRequest' });
  const { comments } = assessIncident(tenant, row, { comment: String(comment) }, callerName(claims));
  const context = metadata(request, 'Collection(microsoft.graph.security.alertComment)');
  return { status: 200, body: { '@odata.context': context, value: comments.map(renderComment) } };
}

function alertsOfIncident({ world, tenant, request }: Call): SimResponse {
  const row = findIncident(tenant, incidentIdOf(request));
  const view = graphView(world, request);
  const context = metadata(request, `security/incidents('${request.params['id'] ?? ''}')/alerts`);
  return {
    status: 200,
    body: { '@odata.context': context, value: tenant.alertsOf(row).map((alert) => renderAlert(alert, view)) },
  };
}

function item(tenant: Tenant, row: number, view: View, expanded: boolean): Readonly<Record<string, unknown>> {
  const incident = renderIncident(tenant.incident(row), view);
  return expanded
    ? { ...incident, alerts: tenant.alertsOf(row).map((alert) => renderAlert(alert, view)) }
    : incident;
}

function expandsAlerts(options: QueryOptions): boolean {
  const unknown = options.expand.find((name) => name !== 'alerts');
  if (unknown !== undefined)
    throw new ODataError(
      `Could not find a property named '${unknown}' on type 'microsoft.graph.security.incident'.`,
    );
  return options.expand.length > 0;
}

function findIncident(tenant: Tenant, id: number): number {
  const row = tenant.rowOf(id);
  if (row === undefined) throw new Refusal(404, 'NotFound', 'The requested incident was not found.');
  return row;
}

function incidentTable(tenant: Tenant): Table {
  const { incidents } = tenant;
  return {
    timeline: incidents,
    created: 'createdDateTime',
    updated: 'lastUpdateDateTime',
    schema: {
      assignedTo: 'text',
      classification: 'enum',
      createdDateTime: 'time',
      determination: 'enum',
      lastUpdateDateTime: 'time',
      severity: 'enum',
      status: 'enum',
    },
    read: (row, property) => {
      switch (property) {
        case 'createdDateTime':
          return incidents.created.get(row);
        case 'lastUpdateDateTime':
          return incidents.updated.get(row);
        case 'assignedTo':
          return tenant.glance(row).assignee;
        case 'classification':
          return classifications.graph(tenant.glance(row).classification ?? 'unknown', true);
        case 'determination':
          return determinations.graph(tenant.glance(row).determination ?? 'unknown', true);
        case 'severity':
          return severities.graph(tenant.glance(row).severity ?? 'unspecified', true);
        case 'status':
          return incidentStatuses.graph(tenant.glance(row).status ?? 'active', true);
        default:
          return null;
      }
    },
  };
}
