import type { Incident } from '@vedette/sdk';
import { contextKey, type Entry } from './entry.ts';
import type { TableColumn } from './table.ts';

type Loose = Readonly<Record<string, unknown>>;

/** Without what the service says about the answer instead of the incident. */
export function bareIncident(incident: Loose): Incident {
  const { '@odata.context': _, ...own } = incident;
  return own as Incident;
}

/** Incidents in the shape of Microsoft Graph, one or a list, as context; no incident leaves it as it is. */
export function incidentContext(incidents: unknown): Record<string, unknown> {
  const own = Array.isArray(incidents)
    ? (incidents as readonly Loose[]).map(bareIncident)
    : bareIncident(incidents as Loose);
  if (Array.isArray(own) && own.length === 0) return {};
  return { [contextKey('MsGraph.Incident', 'id')]: own };
}

/** What a command leaves that gave these incidents. */
export function incidentEntry(incidents: Incident | readonly Incident[], readable: string): Entry {
  return { outputs: incidentContext(incidents), readable, raw: incidents };
}

/**
 * The table of an incident in the shape of Microsoft Graph, column by column as the integration shows it.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-incident
 */
export const GRAPH_INCIDENT_COLUMNS: readonly TableColumn<Incident>[] = [
  { header: 'Display name', value: (incident) => incident.displayName },
  { header: 'id', value: (incident) => incident.id },
  { header: 'Severity', value: (incident) => incident.severity },
  { header: 'Status', value: (incident) => incident.status },
  { header: 'Assigned to', value: (incident) => incident.assignedTo || 'Unassigned' },
  { header: 'Custom tags', value: (incident) => incident.customTags },
  { header: 'System tags', value: (incident) => incident.systemTags },
  { header: 'Classification', value: (incident) => incident.classification },
  { header: 'Determination', value: (incident) => incident.determination },
  { header: 'Created date time', value: (incident) => incident.createdDateTime },
  { header: 'Updated date time', value: (incident) => incident.lastUpdateDateTime },
];
