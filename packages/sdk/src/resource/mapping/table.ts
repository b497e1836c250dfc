import type { FieldRow } from './convert.ts';
import {
  alertStatus,
  classification,
  detectionSource,
  determination,
  incidentStatus,
  plainWords,
  serviceSource,
  severity,
} from './words.ts';
import type { Words } from './words.ts';

/*
 * The one table between the native shapes and Graph's. Fields that have the same name in both and hold the
 * same values need no row.
 */

function rename(graph: string, native: string, words?: Words): FieldRow {
  return { graph, native, words };
}

/** A closed set where Graph has a word for what the native API leaves null. */
function known(name: string, words: Words, absent = 'unknown'): FieldRow {
  return { graph: name, native: name, words, absent };
}

function id(graph: string, native: string): FieldRow {
  return { graph, native, id: 'text-number' };
}

/** Defender XDR incident ↔ `microsoft.graph.security.incident`. */
export const incidentRows: readonly FieldRow[] = [
  id('id', 'incidentId'),
  id('redirectIncidentId', 'redirectIncidentId'),
  rename('displayName', 'incidentName'),
  rename('createdDateTime', 'createdTime'),
  rename('lastUpdateDateTime', 'lastUpdateTime'),
  rename('status', 'status', incidentStatus),
  rename('customTags', 'tags'),
  rename('incidentWebUrl', 'incidentUri'),
  rename('severity', 'severity', severity),
  rename('classification', 'classification', classification),
  rename('determination', 'determination', determination),
];

const alertTriage: readonly FieldRow[] = [
  rename('severity', 'severity', severity),
  rename('status', 'status', alertStatus),
  rename('serviceSource', 'serviceSource', serviceSource),
  known('classification', classification),
  known('determination', determination),
  known('detectionSource', detectionSource),
  known('investigationState', plainWords),
  id('incidentId', 'incidentId'),
];

/** An alert inside a Defender XDR incident ↔ `microsoft.graph.security.alert`. */
export const xdrAlertRows: readonly FieldRow[] = [
  rename('id', 'alertId'),
  rename('createdDateTime', 'creationTime'),
  rename('lastUpdateDateTime', 'lastUpdatedTime'),
  rename('resolvedDateTime', 'resolvedTime'),
  rename('firstActivityDateTime', 'firstActivity'),
  rename('lastActivityDateTime', 'lastActivity'),
  rename('actorDisplayName', 'actorName'),
  ...alertTriage,
];

/** An alert of Defender for Endpoint ↔ `microsoft.graph.security.alert`. */
export const endpointAlertRows: readonly FieldRow[] = [
  rename('createdDateTime', 'alertCreationTime'),
  rename('lastUpdateDateTime', 'lastUpdateTime'),
  rename('resolvedDateTime', 'resolvedTime'),
  rename('firstActivityDateTime', 'firstEventTime'),
  rename('lastActivityDateTime', 'lastEventTime'),
  rename('recommendedActions', 'recommendedAction'),
  rename('threatDisplayName', 'threatName'),
  rename('tenantId', 'aadTenantId'),
  ...alertTriage,
];

/**
 * Defender for Endpoint does not name the product. These detections belong to another one; all others are its own.
 * By Graph's words of `detectionSource` and `serviceSource`.
 */
export const serviceOfDetection: Readonly<Record<string, string>> = {
  microsoftDefenderForOffice365: 'microsoftDefenderForOffice365',
  microsoftDefenderForIdentity: 'microsoftDefenderForIdentity',
  cloudAppSecurity: 'microsoftDefenderForCloudApps',
  microsoft365Defender: 'microsoft365Defender',
  azureAdIdentityProtection: 'azureAdIdentityProtection',
  microsoftDataLossPrevention: 'dataLossPrevention',
  appGovernancePolicy: 'microsoftAppGovernance',
  appGovernanceDetection: 'microsoftAppGovernance',
  microsoftDefenderForCloud: 'microsoftDefenderForCloud',
  microsoftInsiderRiskManagement: 'microsoftInsiderRiskManagement',
  nrtAlerts: 'microsoftSentinel',
  scheduledAlerts: 'microsoftSentinel',
  microsoftSentinel: 'microsoftSentinel',
};

export const commentRows: readonly FieldRow[] = [
  rename('createdByDisplayName', 'createdBy'),
  rename('createdDateTime', 'createdTime'),
];

/** Any native piece of evidence. */
const everyEvidence: readonly FieldRow[] = [
  rename('createdDateTime', 'evidenceCreationTime'),
  known('verdict', plainWords),
  known('remediationStatus', plainWords, 'none'),
  rename('detectionStatus', 'detectionStatus', plainWords),
];

/**
 * A device of a Defender XDR alert ↔ `deviceEvidence`. `tags` has one name in both: Graph's are the custom tags of
 * the device. @see https://learn.microsoft.com/graph/api/resources/security-alertevidence
 */
export const deviceRows: readonly FieldRow[] = [
  ...everyEvidence,
  rename('mdeDeviceId', 'mdatpDeviceId'),
  rename('azureAdDeviceId', 'aadDeviceId'),
  rename('firstSeenDateTime', 'firstSeen'),
  rename('healthStatus', 'healthStatus', plainWords),
  rename('riskScore', 'riskScore', plainWords),
  rename('defenderAvStatus', 'defenderAvStatus', plainWords),
  rename('onboardingStatus', 'onboardingStatus', plainWords),
  {
    graph: 'vmMetadata',
    native: 'vmMetadata',
    inside: [rename('cloudProvider', 'cloudProvider', plainWords)],
  },
];

const mdeDevice = rename('mdeDeviceId', 'deviceId');

function account(prefix: string): readonly FieldRow[] {
  return [
    rename(`${prefix}.accountName`, 'accountName'),
    rename(`${prefix}.domainName`, 'domainName'),
    rename(`${prefix}.userSid`, 'userSid'),
    rename(`${prefix}.azureAdUserId`, 'aadUserId'),
    rename(`${prefix}.userPrincipalName`, 'userPrincipalName'),
  ];
}

function file(prefix: string): readonly FieldRow[] {
  return ['sha1', 'sha256', 'fileName', 'filePath'].map((name) => rename(`${prefix}.${name}`, name));
}

export interface EvidenceRow {
  /** The native `entityType`. */
  readonly entity: string;
  /** The Graph type without its namespace. */
  readonly type: string;
  readonly fields: readonly FieldRow[];
  /** Several Graph types may share an entity type: this one is meant when the field is there and not null. */
  readonly when?: string | undefined;
}

/** Flat native entities ↔ typed evidence. The first row that fits counts. */
export const evidenceRows: readonly EvidenceRow[] = [
  { entity: 'User', type: 'userEvidence', fields: account('userAccount') },
  { entity: 'Ip', type: 'ipEvidence', fields: [] },
  { entity: 'Url', type: 'urlEvidence', fields: [] },
  { entity: 'File', type: 'fileEvidence', fields: [mdeDevice, ...file('fileDetails')] },
  {
    entity: 'Process',
    type: 'processEvidence',
    fields: [
      mdeDevice,
      rename('processCreationDateTime', 'processCreationTime'),
      rename('parentProcessCreationDateTime', 'parentProcessCreationTime'),
      rename('parentProcessImageFile.fileName', 'parentProcessFileName'),
      rename('parentProcessImageFile.filePath', 'parentProcessFilePath'),
      ...file('imageFile'),
      ...account('userAccount'),
    ],
  },
  {
    entity: 'MailBox',
    type: 'mailboxEvidence',
    fields: [
      rename('primaryAddress', 'mailboxAddress'),
      rename('displayName', 'mailboxDisplayName'),
      ...account('userAccount'),
    ],
  },
  {
    entity: 'MailMessage',
    type: 'analyzedMessageEvidence',
    fields: [rename('p1Sender.emailAddress', 'sender'), rename('recipientEmailAddress', 'recipient')],
  },
  { entity: 'MailCluster', type: 'mailClusterEvidence', fields: [] },
  {
    entity: 'Registry',
    type: 'registryValueEvidence',
    when: 'registryValue',
    fields: [mdeDevice],
  },
  { entity: 'Registry', type: 'registryKeyEvidence', fields: [mdeDevice] },
  // Defender for Endpoint has an entity type for each.
  { entity: 'RegistryValue', type: 'registryValueEvidence', fields: [mdeDevice] },
  { entity: 'RegistryKey', type: 'registryKeyEvidence', fields: [mdeDevice] },
  {
    entity: 'SecurityGroup',
    type: 'securityGroupEvidence',
    fields: [rename('displayName', 'securityGroupName')],
  },
].map((row) => ({ ...row, fields: [...everyEvidence, ...row.fields] }));
