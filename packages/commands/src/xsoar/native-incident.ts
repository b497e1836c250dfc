import type { TableColumn } from './table.ts';

type Loose = Readonly<Record<string, unknown>>;

/**
 * The table of an incident in the shape of the Defender XDR API, column by column as the integration shows it.
 * Everything may be null or missing: alerts, their entities, their activity times.
 *
 * @see https://learn.microsoft.com/defender-xdr/api-list-incidents
 */
export const NATIVE_INCIDENT_COLUMNS: readonly TableColumn<Loose>[] = [
  { header: 'Incident name', value: (incident) => incident['incidentName'] },
  { header: 'Tags', value: (incident) => incident['tags'] },
  { header: 'Severity', value: (incident) => incident['severity'] },
  { header: 'Incident ID', value: (incident) => incident['incidentId'] },
  { header: 'Categories', value: (incident) => unique(alertsOf(incident), 'category') },
  { header: 'Impacted entities', value: (incident) => unique(users(incident), 'domainName') },
  { header: 'Impacted mailboxes', value: (incident) => unique(entitiesOf(incident), 'mailboxAddress') },
  { header: 'Active alerts', value: countActive },
  { header: 'Service sources', value: (incident) => unique(alertsOf(incident), 'serviceSource') },
  { header: 'Detection sources', value: (incident) => unique(alertsOf(incident), 'detectionSource') },
  { header: 'First activity', value: (incident) => times(incident, 'firstActivity').at(0) },
  { header: 'Last activity', value: (incident) => times(incident, 'lastActivity').at(-1) },
  { header: 'Status', value: (incident) => incident['status'] },
  { header: 'Assigned to', value: (incident) => incident['assignedTo'] || 'Unassigned' },
  { header: 'Classification', value: (incident) => incident['classification'] || 'Not set' },
  { header: 'Device groups', value: (incident) => unique(devicesOf(incident), 'rbacGroupName') },
  { header: 'Devices', value: (incident) => unique(devicesOf(incident), 'deviceDnsName') },
];

/** Alerts that nobody has taken, out of those that have a status at all. */
function countActive(incident: Loose): string {
  const states = alertsOf(incident)
    .map((alert) => alert['status'])
    .filter(Boolean);
  const open = states.filter((status) => status === 'Active' || status === 'New');
  return `${open.length} / ${states.length}`;
}

/** Earliest first, as the service wrote them; the fractions differ in length, so text does not order them. */
function times(incident: Loose, field: string): string[] {
  return alertsOf(incident)
    .map((alert) => alert[field])
    .filter((time): time is string => typeof time === 'string' && !Number.isNaN(Date.parse(time)))
    .sort((one, other) => Date.parse(one) - Date.parse(other));
}

function users(incident: Loose): Loose[] {
  return entitiesOf(incident).filter((entity) => entity['entityType'] === 'User');
}

function entitiesOf(incident: Loose): Loose[] {
  return alertsOf(incident).flatMap((alert) => records(alert['entities']));
}

function devicesOf(incident: Loose): Loose[] {
  return alertsOf(incident).flatMap((alert) => records(alert['devices']));
}

function alertsOf(incident: Loose): Loose[] {
  return records(incident['alerts']);
}

function records(value: unknown): Loose[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Loose => typeof item === 'object' && item !== null);
}

function unique(items: readonly Loose[], field: string): unknown[] {
  return [...new Set(items.map((item) => item[field]).filter(Boolean))];
}
