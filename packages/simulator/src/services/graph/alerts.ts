import type { Route, SimResponse } from '../../core/service.ts';
import { ODataError } from '../../odata/expression.ts';
import { listResponse, selected } from '../../odata/list-body.ts';
import { readOptions, type QueryOptions } from '../../odata/options.ts';
import { cutPage } from '../../odata/page.ts';
import type { Table } from '../../odata/selection.ts';
import { graphWord, optionalText, readBody, type BodyShape } from '../../tenant/body-reader.ts';
import { callerName, guard, type Call, type Holder } from '../../tenant/guard.ts';
import { Refusal } from '../../tenant/refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { assessAlert } from '../../tenant/triage.ts';
import type { View } from '../../tenant/view.ts';
import {
  alertStatuses,
  classifications,
  determinations,
  products,
  severities,
} from '../../tenant/vocabulary.ts';
import { commentShape } from './comments.ts';
import { graphView, metadata } from './context.ts';
import { readAlerts, writeAlerts } from './permissions.ts';
import { renderAlert, renderComment } from './render.ts';
import { renderEvidence } from './render-evidence.ts';

const PAGE = { maximum: 2000, continuation: '$skiptoken' } as const;
/** What fault `top-clamped` leaves of a page, and the `$skip` beyond which it refuses. */
const CLAMP = { top: 1000, skip: 10_000 };

/** @see https://learn.microsoft.com/graph/api/security-alert-update */
const PATCH_SHAPE: BodyShape = {
  status: ['status', graphWord(alertStatuses)],
  classification: ['classification', graphWord(classifications)],
  determination: ['determination', graphWord(determinations)],
  assignedTo: ['assignee', optionalText],
};

export function alertRoutes(holder: Holder, prefix: string): Route[] {
  const base = `${prefix}/security/alerts_v2`;
  return [
    { method: 'GET', path: base, handle: guard(holder, readAlerts, (call) => listAlerts(holder, call)) },
    { method: 'GET', path: `${base}/{id}`, handle: guard(holder, readAlerts, getAlert) },
    { method: 'PATCH', path: `${base}/{id}`, handle: guard(holder, writeAlerts, updateAlert) },
    { method: 'POST', path: `${base}/{id}/comments`, handle: guard(holder, writeAlerts, addComment) },
  ];
}

function listAlerts(holder: Holder, { world, tenant, request }: Call): SimResponse {
  holder.stir();
  const asked = readOptions(request.rawQuery);
  const options = world.faults.take('top-clamped') === undefined ? asked : clamped(asked);
  const view = graphView(world, request);
  const page = cutPage(alertTable(tenant, view), options, PAGE, request, world.faults);
  const context = metadata(request, 'security/alerts_v2');
  return listResponse(context, options, page, (row) => renderAlert(tenant.alert(row), view), world.faults);
}

/** Reported of large tenants: a `$top` above 1,000 gives 1,000, and a far `$skip` is refused. */
function clamped(options: QueryOptions): QueryOptions {
  if (options.skip > CLAMP.skip)
    throw new ODataError(
      `The limit of '${CLAMP.skip}' for Skip query has been exceeded. The value from the incoming request is '${options.skip}'.`,
    );
  return { ...options, top: Math.min(options.top ?? CLAMP.top, CLAMP.top) };
}

function getAlert({ world, tenant, request }: Call): SimResponse {
  const options = readOptions(request.rawQuery);
  const alert = renderAlert(tenant.alert(findAlert(tenant, request.params['id'])), graphView(world, request));
  const context = metadata(request, 'security/alerts_v2/$entity');
  return { status: 200, body: { '@odata.context': context, ...selected(alert, options) } };
}

function updateAlert({ world, tenant, request, claims }: Call): SimResponse {
  const row = findAlert(tenant, request.params['id']);
  const asked = readBody(request, PATCH_SHAPE, { code: 'BadRequest' });
  const alert = assessAlert(tenant, row, asked, callerName(claims));
  const context = metadata(request, 'security/alerts_v2/$entity');
  return {
    status: 200,
    body: { '@odata.context': context, ...renderAlert(alert, graphView(world, request)) },
  };
}

function addComment({ tenant, request, claims }: Call): SimResponse {
  const row = findAlert(tenant, request.params['id']);
  const { comment } = readBody(request, commentShape, { code: 'BadRequest' });
  const { comments } = assessAlert(tenant, row, { comment: String(comment) }, callerName(claims));
  const context = metadata(request, 'Collection(microsoft.graph.security.alertComment)');
  return { status: 200, body: { '@odata.context': context, value: comments.map(renderComment) } };
}

function findAlert(tenant: Tenant, id: string | undefined): number {
  const row = id === undefined ? undefined : tenant.alertRowOf(id);
  if (row === undefined) throw new Refusal(404, 'NotFound', 'The requested alert was not found.');
  return row;
}

function alertTable(tenant: Tenant, view: View): Table {
  const { alerts } = tenant;
  return {
    timeline: alerts,
    created: 'createdDateTime',
    updated: 'lastUpdateDateTime',
    schema: {
      assignedTo: 'text',
      classification: 'enum',
      determination: 'enum',
      createdDateTime: 'time',
      lastUpdateDateTime: 'time',
      severity: 'enum',
      serviceSource: 'enum',
      status: 'enum',
      // Not on the page of the method, but connectors that follow incidents filter by it.
      incidentId: 'text',
      evidence: 'collection',
    },
    read: (row, property) => {
      if (property === 'createdDateTime') return alerts.created.get(row);
      if (property === 'lastUpdateDateTime') return alerts.updated.get(row);
      if (property === 'incidentId') return String(tenant.incidentIdOfAlert(row));
      if (property === 'evidence')
        return tenant.alert(row).evidence.flatMap((evidence) => renderEvidence(evidence, view) ?? []);
      const alert = tenant.alertGlance(row);
      switch (property) {
        case 'assignedTo':
          return alert.assignee;
        case 'classification':
          return classifications.graph(alert.classification ?? 'unknown', true);
        case 'determination':
          return determinations.graph(alert.determination ?? 'unknown', true);
        case 'severity':
          return severities.graph(alert.severity ?? 'unspecified', true);
        case 'serviceSource':
          return products.graph(alert.product ?? 'unknown', true);
        case 'status':
          return alertStatuses.graph(alert.status ?? 'unknown', true);
        default:
          return null;
      }
    },
  };
}
