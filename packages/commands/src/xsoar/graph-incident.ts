import type { Incident } from '@vedette/sdk';
import type { TableColumn } from './table.ts';

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
