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
export function incidentRow(incident: Incident): Record<string, string | number | null> {
  return {
    id: incident.id,
    last_update: updateOf(incident),
    created: canonicalTime(incident.createdDateTime),
    // A source of a merge is closed as redirected, whatever its status still says.
    status: redirectOf(incident) === undefined ? text(incident.status) : 'redirected',
    severity: text(incident.severity),
    assigned_to: text(incident.assignedTo),
    display_name: text(incident.displayName),
    ...countsOf(incident),
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
  };
}

/** What a merged incident still names belongs to the one it went into, and is counted there. */
function countsOf(incident: Incident): Record<string, number | null> {
  const alerts = redirectOf(incident) === undefined ? incident.alerts : [];
  const comments = count(incident.comments);
  if (!Array.isArray(alerts)) return { alert_count: null, evidence_count: null, comment_count: comments };
  const sum = (list: (alert: Alert) => unknown): number =>
    alerts.reduce((total, alert) => total + count(alert && list(alert)), 0);
  return {
    alert_count: alerts.length,
    evidence_count: sum((alert) => alert.evidence),
    comment_count: comments + sum((alert) => alert.comments),
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
