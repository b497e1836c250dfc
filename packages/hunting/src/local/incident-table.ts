import { canonicalWord } from './word.ts';
import type { Column } from '@vedette/kql';
import type { Incident } from '@vedette/sdk';

/**
 * The table that Defender does not have: incidents of the mirror as they are now, one row each. `Timestamp` is the time
 * of the last update, so that a time filter means what was touched since.
 */
export const INCIDENT_COLUMNS: readonly Column[] = [
  { name: 'Timestamp', type: 'datetime' },
  { name: 'IncidentId', type: 'string' },
  { name: 'Title', type: 'string' },
  { name: 'Severity', type: 'string' },
  { name: 'Status', type: 'string' },
  { name: 'Classification', type: 'string' },
  { name: 'Determination', type: 'string' },
  { name: 'AssignedTo', type: 'string' },
  { name: 'CreatedTime', type: 'datetime' },
  { name: 'LastUpdateTime', type: 'datetime' },
  { name: 'Tags', type: 'dynamic' },
  { name: 'AlertIds', type: 'dynamic' },
  { name: 'AlertCount', type: 'int' },
  { name: 'CommentCount', type: 'int' },
  { name: 'MergedInto', type: 'string' },
  { name: 'Url', type: 'string' },
];

export function incidentRow(incident: Incident): Readonly<Record<string, unknown>> {
  const updated = incident.lastUpdateDateTime ?? incident.createdDateTime;
  const alerts = incident.alerts ?? [];
  return {
    Timestamp: updated,
    IncidentId: incident.id,
    Title: incident.displayName,
    Severity: canonicalWord(incident.severity),
    Status: canonicalWord(incident.status),
    Classification: canonicalWord(incident.classification),
    Determination: canonicalWord(incident.determination),
    AssignedTo: incident.assignedTo,
    CreatedTime: incident.createdDateTime,
    LastUpdateTime: updated,
    Tags: [...(incident.customTags ?? []), ...(incident.systemTags ?? [])],
    AlertIds: alerts.map(({ id }) => id),
    AlertCount: alerts.length,
    CommentCount: incident.comments?.length ?? 0,
    MergedInto: incident.redirectIncidentId,
    Url: incident['incidentWebUrl'],
  };
}
