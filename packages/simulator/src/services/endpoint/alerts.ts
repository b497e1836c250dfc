import type { Route, SimResponse } from '../../core/service.ts';
import { ODataError } from '../../odata/expression.ts';
import { listResponse, selected } from '../../odata/list-body.ts';
import { readOptions, type QueryOptions } from '../../odata/options.ts';
import { cutPage } from '../../odata/page.ts';
import {
  nativeWord,
  optionalText,
  readBody,
  textField,
  textList,
  type BodyShape,
} from '../../tenant/body-reader.ts';
import { callerName, guard, type Call, type Holder } from '../../tenant/guard.ts';
import { Refusal } from '../../tenant/refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { assessAlert, checkDetermination, type Assessment } from '../../tenant/triage.ts';
import { viewOf } from '../../tenant/view.ts';
import { alertStatuses, classifications, determinations } from '../../tenant/vocabulary.ts';
import { alertTable } from './alert-table.ts';
import { readAlerts, writeAlertBatch, writeAlerts } from './permissions.ts';
import { renderAlert } from './render.ts';

const PAGE = { maximum: 10_000, continuation: '$skip' } as const;
const BODY_ERROR = { code: 'InvalidRequestBody' };

/** @see https://learn.microsoft.com/defender-endpoint/api/update-alert */
const PATCH_SHAPE: BodyShape = {
  status: ['status', nativeWord(alertStatuses, ['unknown'])],
  assignedTo: ['assignee', optionalText],
  classification: ['classification', nativeWord(classifications, ['unknown'])],
  determination: ['determination', nativeWord(determinations, ['unknown', 'apt', 'securityPersonnel'])],
  comment: ['comment', textField],
};

/** @see https://learn.microsoft.com/defender-endpoint/api/batch-update-alerts */
const BATCH_SHAPE: BodyShape = { ...PATCH_SHAPE, alertIds: ['alertIds', textList] };

export function alertRoutes(holder: Holder, prefix: string): Route[] {
  const base = `${prefix}/alerts`;
  return [
    { method: 'GET', path: base, handle: guard(holder, readAlerts, (call) => listAlerts(holder, call)) },
    { method: 'POST', path: `${base}/batchUpdate`, handle: guard(holder, writeAlertBatch, updateMany) },
    { method: 'GET', path: `${base}/{id}`, handle: guard(holder, readAlerts, getAlert) },
    { method: 'PATCH', path: `${base}/{id}`, handle: guard(holder, writeAlerts, updateAlert) },
  ];
}

function listAlerts(holder: Holder, { world, tenant, request }: Call): SimResponse {
  holder.stir();
  const options = readOptions(request.rawQuery);
  const expanded = expandsEvidence(options);
  const page = cutPage(alertTable(tenant), options, PAGE, request, world.faults);
  const view = viewOf(world.info.tenantId, world.faults);
  const context = `${request.origin}/api/$metadata#Alerts`;
  return listResponse(
    context,
    options,
    page,
    (row) => renderAlert(tenant.alert(row), view, expanded),
    world.faults,
  );
}

function getAlert({ world, tenant, request }: Call): SimResponse {
  const options = readOptions(request.rawQuery);
  const stored = tenant.alert(findAlert(tenant, request.params['id']));
  const alert = renderAlert(stored, viewOf(world.info.tenantId, world.faults), true);
  return {
    status: 200,
    body: { '@odata.context': entityContext(request.origin), ...selected(alert, options) },
  };
}

function updateAlert({ world, tenant, request, claims }: Call): SimResponse {
  const row = findAlert(tenant, request.params['id']);
  const asked = readBody(request, PATCH_SHAPE, BODY_ERROR);
  checkDetermination(asked, tenant.alert(row), 'InvalidRequestBody');
  const stored = assessAlert(tenant, row, asked, callerName(claims));
  const alert = renderAlert(stored, viewOf(world.info.tenantId, world.faults), true);
  return { status: 200, body: { '@odata.context': entityContext(request.origin), ...alert } };
}

function updateMany({ tenant, request, claims }: Call): SimResponse {
  const { alertIds, ...fields } = readBody(request, BATCH_SHAPE, BODY_ERROR);
  if (alertIds === undefined)
    throw new Refusal(400, 'MissingRequiredParameter', 'Parameter alertIds is missing');
  const asked: Assessment = fields;
  const rows = (alertIds as string[]).map((id) => findAlert(tenant, id));
  for (const row of rows) checkDetermination(asked, tenant.alert(row), 'InvalidRequestBody');
  for (const row of rows) assessAlert(tenant, row, asked, callerName(claims));
  return { status: 200 };
}

function entityContext(origin: string): string {
  return `${origin}/api/$metadata#Alerts/$entity`;
}

function expandsEvidence(options: QueryOptions): boolean {
  const unknown = options.expand.find((name) => name !== 'evidence');
  if (unknown !== undefined)
    throw new ODataError(`Could not find a property named '${unknown}' on type 'Alert'.`);
  return options.expand.length > 0;
}

function findAlert(tenant: Tenant, id = ''): number {
  const row = tenant.alertRowOf(id);
  if (row === undefined) throw new Refusal(404, 'ResourceNotFound', `Alert ${id} was not found`);
  return row;
}
