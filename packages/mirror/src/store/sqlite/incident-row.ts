import type { Alert, Incident } from '@vedette/sdk';
import { canonicalTime } from '../../instant.ts';

/** Where the incident went when it was merged. */
export function redirectOf(incident: Incident): string | undefined {
  const target = incident.redirectIncidentId;
  if (target === null || target === undefined || target === '' || target === incident.id) return undefined;
  return String(target);
}

/** The time that, with the id, names a version. */
export function updateOf(incident: Incident): string {
  return canonicalTime(incident.lastUpdateDateTime ?? incident.createdDateTime);
}

/** Values of the columns of `incident`, without the version. */
export function incidentRow(incident: Incident): Record<string, string | number> {
  return {
    id: incident.id,
    last_update: updateOf(incident),
    created: canonicalTime(incident.createdDateTime),
    // A source of a merge is closed as redirected, whatever its status still says.
    status: redirectOf(incident) === undefined ? text(incident.status) : 'redirected',
    severity: text(incident.severity),
    assigned_to: text(incident.assignedTo),
    display_name: text(incident.displayName),
    comment_count: count(incident.comments),
  };
}

/** Values of the columns of `alert`. */
export function alertRow(alert: Alert, container: Incident): Record<string, string | number> {
  return {
    id: alert.id,
    incident_id: redirectOf(container) ?? (text(alert.incidentId) || container.id),
    last_update: canonicalTime(alert.lastUpdateDateTime ?? alert.createdDateTime),
    status: text(alert.status),
    severity: text(alert.severity),
    title: text(alert.title),
    evidence_count: count(alert.evidence),
    comment_count: count(alert.comments),
  };
}

/** The text of a field that should be one; a service that sends a number or an object loses nothing: see `json`. */
function text(value: unknown): string {
  return typeof value === 'string'
    ? value
    : value === null || value === undefined
      ? ''
      : JSON.stringify(value);
}

function count(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
