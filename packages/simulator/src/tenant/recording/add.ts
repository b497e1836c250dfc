import type { Alert, Incident } from '../model.ts';
import type { Tenant } from '../tenant.ts';
import type { Recordings } from './files.ts';
import { readEndpointAlert } from './read-endpoint-alert.ts';
import { readIncident, type RecordedIncident } from './read-incident.ts';

const SEVERITIES = ['unspecified', 'informational', 'low', 'medium', 'high'];

/** Puts recordings into the tenant. Of several recordings of the same thing the one updated last counts. */
export function addRecordings(tenant: Tenant, recordings: Recordings): void {
  const incidents = new Map<number, RecordedIncident>();
  for (const raw of recordings.incidents) {
    const read = readIncident(raw);
    const known = incidents.get(read.incident.id);
    if (known === undefined || known.incident.updated <= read.incident.updated)
      incidents.set(read.incident.id, read);
  }
  // In the order of their making, so that rows with equal times keep a sensible order.
  for (const { incident, alerts } of [...incidents.values()].toSorted(byCreation))
    addIncident(tenant, incident, alerts);
  const alerts = new Map<string, Alert>();
  for (const raw of recordings.endpointAlerts) {
    const read = readEndpointAlert(raw);
    const known = alerts.get(read.id);
    if (known === undefined || known.updated <= read.updated) alerts.set(read.id, read);
  }
  for (const [id, group] of Map.groupBy(alerts.values(), ({ incidentId }) => incidentId))
    addAlerts(tenant, id, group);
}

function byCreation(a: RecordedIncident, b: RecordedIncident): number {
  return a.incident.created - b.incident.created || a.incident.id - b.incident.id;
}

function addIncident(tenant: Tenant, incident: Incident, alerts: readonly Alert[]): void {
  noteDevices(tenant, alerts);
  const row = tenant.rowOf(incident.id);
  if (row === undefined) tenant.add(incident, alerts);
  else if (tenant.incident(row).updated <= incident.updated) tenant.replace(row, incident, alerts);
}

/** Recorded alerts of Defender for Endpoint name an incident that was not recorded: it is made up from them. */
function addAlerts(tenant: Tenant, incidentId: number, alerts: readonly Alert[]): void {
  noteDevices(tenant, alerts);
  const row = tenant.rowOf(incidentId);
  if (row === undefined) {
    tenant.add(incidentOf(incidentId, alerts), alerts);
    return;
  }
  for (const alert of alerts) {
    const known = tenant.alertRowOf(alert.id);
    if (known === undefined) tenant.addAlert(row, alert);
    else if (tenant.alert(known).updated <= alert.updated) tenant.changeAlert(known, alert);
  }
}

function incidentOf(id: number, alerts: readonly Alert[]): Incident {
  const [first] = alerts;
  const severity = SEVERITIES.findLast((one) => alerts.some((alert) => alert.severity === one)) ?? null;
  return {
    id,
    redirect: null,
    name: first?.title ?? null,
    description: null,
    summary: null,
    resolvingComment: null,
    created: Math.min(...alerts.map((alert) => alert.created)),
    updated: Math.max(...alerts.map((alert) => alert.updated)),
    status: alerts.every((alert) => alert.status === 'resolved') ? 'resolved' : 'active',
    severity,
    classification: 'unknown',
    determination: 'unknown',
    assignee: first?.assignee ?? null,
    tags: [],
    systemTags: [],
    comments: [],
    modifiedBy: null,
    priority: null,
  };
}

/** Devices of recordings are machines of the tenant as well. */
function noteDevices(tenant: Tenant, alerts: readonly Alert[]): void {
  for (const { evidence } of alerts)
    for (const { subject } of evidence)
      if (subject.kind === 'device' && subject.device.id !== null && !tenant.machines.has(subject.device.id))
        tenant.machines.set(subject.device.id, subject.device);
}
