import type { Permission } from '../define.ts';

/**
 * The least privilege of each call, by route. Roles in the words of the portal.
 *
 * @see https://learn.microsoft.com/graph/permissions-reference
 * @see https://learn.microsoft.com/defender-xdr/api-supported
 * @see https://learn.microsoft.com/defender-endpoint/api/exposed-apis-list
 */
export const readIncidents: readonly Permission[] = [
  {
    audience: 'graph',
    application: ['SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'],
    delegated: ['SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'],
    role: 'Security data basics (read)',
  },
  {
    audience: 'xdr',
    application: ['Incident.Read.All', 'Incident.ReadWrite.All'],
    delegated: ['Incident.Read', 'Incident.ReadWrite'],
    role: 'View data, or Security data basics (read)',
  },
];

export const changeIncidents: readonly Permission[] = [
  {
    audience: 'graph',
    application: ['SecurityIncident.ReadWrite.All'],
    delegated: ['SecurityIncident.ReadWrite.All'],
    role: 'Alerts (manage)',
  },
  {
    audience: 'xdr',
    application: ['Incident.ReadWrite.All'],
    delegated: ['Incident.ReadWrite'],
    role: 'Alerts investigation, or Alerts (manage)',
  },
];

export const readAlerts: readonly Permission[] = [
  {
    audience: 'graph',
    application: ['SecurityAlert.Read.All', 'SecurityAlert.ReadWrite.All'],
    delegated: ['SecurityAlert.Read.All', 'SecurityAlert.ReadWrite.All'],
    role: 'Security data basics (read)',
  },
  {
    audience: 'endpoint',
    application: ['Alert.Read.All', 'Alert.ReadWrite.All'],
    delegated: ['Alert.Read', 'Alert.ReadWrite'],
    role: 'View data – Security operations, or Security data basics (read)',
  },
];

export const changeAlerts: readonly Permission[] = [
  {
    audience: 'graph',
    application: ['SecurityAlert.ReadWrite.All'],
    delegated: ['SecurityAlert.ReadWrite.All'],
    role: 'Alerts (manage)',
  },
  {
    audience: 'endpoint',
    application: ['Alert.ReadWrite.All'],
    delegated: ['Alert.ReadWrite'],
    role: 'Alerts investigation, or Alerts (manage)',
  },
];

export const runHunts: readonly Permission[] = [
  {
    audience: 'graph',
    application: ['ThreatHunting.Read.All'],
    delegated: ['ThreatHunting.Read.All'],
    role: 'Security data basics (read)',
  },
  {
    audience: 'xdr',
    application: ['AdvancedHunting.Read.All'],
    delegated: ['AdvancedHunting.Read'],
    role: 'View data – Security operations, or Security data basics (read)',
  },
  {
    audience: 'endpoint',
    application: ['AdvancedQuery.Read.All'],
    delegated: ['AdvancedQuery.Read'],
    role: 'View data – Security operations, or Security data basics (read)',
  },
];
