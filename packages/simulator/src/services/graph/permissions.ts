import type { Rule } from '../../tenant/guard.ts';

function rule(bucket: string, ...permissions: readonly string[]): Rule {
  return { bucket, needed: { audience: 'graph', application: permissions, delegated: permissions } };
}

/** @see https://learn.microsoft.com/graph/permissions-reference */
export const readIncidents = rule(
  'graph-incidents',
  'SecurityIncident.Read.All',
  'SecurityIncident.ReadWrite.All',
);
export const writeIncidents = rule('graph-incidents', 'SecurityIncident.ReadWrite.All');
export const readAlerts = rule('graph-alerts', 'SecurityAlert.Read.All', 'SecurityAlert.ReadWrite.All');
export const writeAlerts = rule('graph-alerts', 'SecurityAlert.ReadWrite.All');
