import type { Resource } from './resource-table.ts';

export interface PermissionNames {
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
}

const both = (...names: readonly string[]): PermissionNames => ({ roles: names, scopes: names });

/** Permissions of an API that come as `X.All` for applications and as `X` for signed-in users. */
const pairs = (...names: readonly string[]): PermissionNames => ({
  roles: names.map((name) => `${name}.All`),
  scopes: names,
});

function join(...parts: readonly PermissionNames[]): PermissionNames {
  return { roles: parts.flatMap((part) => part.roles), scopes: parts.flatMap((part) => part.scopes) };
}

/**
 * What each API can grant: application roles and delegated scopes.
 * @see https://learn.microsoft.com/en-us/defender-endpoint/api/exposed-apis-list
 * @see https://learn.microsoft.com/en-us/graph/permissions-reference
 */
export const PERMISSIONS: Readonly<Record<Resource['key'], PermissionNames>> = {
  endpoint: join(
    pairs(
      'AdvancedQuery.Read',
      'Alert.Read',
      'Alert.ReadWrite',
      'File.Read',
      'Ip.Read',
      'Machine.Read',
      'Machine.ReadWrite',
      'RemediationTasks.Read',
      'Score.Read',
      'SecurityBaselinesAssessment.Read',
      'SecurityConfiguration.Read',
      'SecurityConfiguration.ReadWrite',
      'SecurityRecommendation.Read',
      'Software.Read',
      'URL.Read',
      'User.Read',
      'Vulnerability.Read',
    ),
    both(
      'Library.Manage',
      'Machine.CollectForensics',
      'Machine.Isolate',
      'Machine.LiveResponse',
      'Machine.Offboard',
      'Machine.RestrictExecution',
      'Machine.Scan',
      'Machine.StopAndQuarantine',
      'Ti.ReadWrite',
    ),
    { roles: ['Ti.ReadWrite.All', 'Ti.Read.All'], scopes: ['Ti.Read'] },
  ),
  xdr: pairs('AdvancedHunting.Read', 'CustomDetections.ReadWrite', 'Incident.Read', 'Incident.ReadWrite'),
  graph: join(
    both(
      'SecurityAlert.Read.All',
      'SecurityAlert.ReadWrite.All',
      'SecurityEvents.Read.All',
      'SecurityEvents.ReadWrite.All',
      'SecurityIncident.Read.All',
      'SecurityIncident.ReadWrite.All',
      'ThreatHunting.Read.All',
      'ThreatIndicators.ReadWrite.OwnedBy',
      'ThreatSubmission.ReadWrite.All',
      'User.Read.All',
    ),
    { roles: [], scopes: ['User.Read'] },
  ),
  management: { roles: [], scopes: ['user_impersonation'] },
};
