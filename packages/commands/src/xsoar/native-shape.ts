type Loose = Readonly<Record<string, unknown>>;

/**
 * The fields of the Defender XDR API, in its order. It gives every record all of them, null where there is
 * nothing, and playbooks read them without asking whether they are there.
 *
 * @see https://learn.microsoft.com/defender-xdr/api-list-incidents
 */
const INCIDENT = [
  'incidentId',
  'incidentUri',
  'redirectIncidentId',
  'incidentName',
  'createdTime',
  'lastUpdateTime',
  'assignedTo',
  'classification',
  'determination',
  'status',
  'severity',
  'tags',
  'comments',
  'alerts',
];

const ALERT = [
  'alertId',
  'incidentId',
  'serviceSource',
  'creationTime',
  'lastUpdatedTime',
  'resolvedTime',
  'firstActivity',
  'lastActivity',
  'title',
  'description',
  'category',
  'status',
  'severity',
  'investigationId',
  'investigationState',
  'classification',
  'determination',
  'detectionSource',
  'detectorId',
  'assignedTo',
  'actorName',
  'threatFamilyName',
  'mitreTechniques',
  'devices',
  'entities',
];

const DEVICE = [
  'mdatpDeviceId',
  'aadDeviceId',
  'deviceDnsName',
  'osPlatform',
  'version',
  'osProcessor',
  'osBuild',
  'healthStatus',
  'riskScore',
  'rbacGroupName',
  'rbacGroupId',
  'firstSeen',
  'tags',
  'defenderAvStatus',
  'onboardingStatus',
  'vmMetadata',
  'loggedOnUsers',
];

const ENTITY = [
  'entityType',
  'evidenceCreationTime',
  'verdict',
  'remediationStatus',
  'sha1',
  'sha256',
  'fileName',
  'filePath',
  'processId',
  'processCommandLine',
  'processCreationTime',
  'parentProcessId',
  'parentProcessCreationTime',
  'parentProcessFileName',
  'parentProcessFilePath',
  'ipAddress',
  'url',
  'registryKey',
  'registryHive',
  'registryValueType',
  'registryValue',
  'accountName',
  'domainName',
  'userSid',
  'aadUserId',
  'userPrincipalName',
  'mailboxDisplayName',
  'mailboxAddress',
  'clusterBy',
  'sender',
  'recipient',
  'subject',
  'deliveryAction',
  'securityGroupId',
  'securityGroupName',
  'deviceId',
];

/** Fields that hold a list, and an empty one where there is nothing. */
const LISTS = new Set([
  'tags',
  'comments',
  'alerts',
  'mitreTechniques',
  'devices',
  'entities',
  'loggedOnUsers',
]);

/**
 * An incident that came by another API, with the fields of this one and no others, so that a context looks the
 * same whichever answered.
 */
export function nativeShape(incident: Loose): Loose {
  return {
    ...pick(incident, INCIDENT),
    alerts: each(incident['alerts'], (alert) => ({
      ...pick(alert, ALERT),
      devices: each(alert['devices'], (device) => pick(device, DEVICE)),
      entities: each(alert['entities'], (entity) => pick(entity, ENTITY)),
    })),
  };
}

function pick(record: Loose, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((name) => [name, record[name] ?? (LISTS.has(name) ? [] : null)]));
}

function each(value: unknown, change: (item: Loose) => Loose): Loose[] {
  return Array.isArray(value) ? value.map((item) => change(item as Loose)) : [];
}
