import { evidenceRows } from './table.ts';

/** A field that the two routes do not give alike. */
export interface RouteDifference {
  readonly noun: 'incident' | 'alert' | 'evidence';
  /** Dotted path in Graph's shape; for a whole type of evidence its name. */
  readonly field: string;
  /** Which native API is compared with Graph: `xdr` for incidents and the alerts in them, `endpoint` for alerts. */
  readonly api: 'xdr' | 'endpoint' | 'both';
  /** Who gives it; `both` where both do, in different words. */
  readonly givenBy: 'graph' | 'native' | 'both';
  readonly why: string;
}

type Noun = RouteDifference['noun'];
type Api = RouteDifference['api'];
type Giver = RouteDifference['givenBy'];

function rows(
  noun: Noun,
  api: Api,
  givenBy: Giver,
  why: string,
  fields: readonly string[],
): RouteDifference[] {
  return fields.map((field) => ({ noun, field, api, givenBy, why }));
}

const noField = 'the native API has no such field';
const noType = 'the native API has no such type of entity';
const ownField = 'Graph has no such field';
const entityTags = [...new Set(evidenceRows.map(({ type }) => `${type}.tags`))];

/**
 * What one route does not carry. Everything else is equal, apart from null against absent and the order of
 * evidence (native devices come first).
 */
const differences: readonly RouteDifference[] = [
  ...rows('incident', 'xdr', 'graph', noField, [
    'tenantId',
    'systemTags',
    'description',
    'summary',
    'lastModifiedBy',
    'resolvingComment',
    'priorityScore',
  ]),
  ...rows('incident', 'xdr', 'both', 'the same page of the portal, under two addresses', ['incidentWebUrl']),
  ...rows('alert', 'both', 'graph', noField, [
    'providerAlertId',
    'productName',
    'alertWebUrl',
    'incidentWebUrl',
    'alertPolicyId',
    'systemTags',
    'additionalData',
    'customDetails',
    'categories',
  ]),
  ...rows('alert', 'xdr', 'graph', noField, [
    'tenantId',
    'recommendedActions',
    'threatDisplayName',
    'comments',
  ]),
  ...rows('alert', 'endpoint', 'graph', noField, ['actorDisplayName']),
  ...rows('alert', 'both', 'native', ownField, ['investigationId']),
  ...rows('alert', 'endpoint', 'native', ownField, ['relatedUser']),
  ...rows('alert', 'endpoint', 'graph', 'Defender for Endpoint gives its own alerts only', [
    'alerts of other products',
  ]),
  ...rows('evidence', 'both', 'graph', noField, [
    'roles',
    'detailedRoles',
    'remediationStatusDetails',
    'fileDetails.md5',
    'fileDetails.sha256Ac',
    'fileDetails.fileSize',
    'fileDetails.filePublisher',
    'fileDetails.signer',
    'fileDetails.issuer',
    'imageFile.md5',
    'imageFile.sha256Ac',
    'imageFile.fileSize',
    'imageFile.filePublisher',
    'imageFile.signer',
    'imageFile.issuer',
    'parentProcessImageFile.sha1',
    'parentProcessImageFile.sha256',
    'parentProcessImageFile.md5',
    'parentProcessImageFile.sha256Ac',
    'parentProcessImageFile.fileSize',
    'parentProcessImageFile.filePublisher',
    'parentProcessImageFile.signer',
    'parentProcessImageFile.issuer',
    'userAccount.displayName',
    'userAccount.activeDirectoryObjectGuid',
    'userAccount.tenantId',
    'userAccount.resourceAccessEvents',
    'stream',
    'location',
    'countryLetterCode',
    'resourceAccessEvents',
  ]),
  ...rows('evidence', 'xdr', 'graph', noField, [
    'detectionStatus',
    'registryValueName',
    'upn',
    'clusterByValue',
    'emailCount',
    'networkMessageIds',
    'query',
    'urn',
    'sid',
    'distinguishedName',
    'friendlyName',
    'hostName',
    'ntDomain',
    'dnsDomain',
    'lastIpAddress',
    'lastExternalIpAddress',
    'ipInterfaces',
    'networkMessageId',
    'internetMessageId',
    'language',
    'senderIp',
    'antiSpamDirection',
    'deliveryLocation',
    'threats',
    'threatDetectionMethods',
    'urls',
    'urlCount',
    'attachmentsCount',
    'receivedDateTime',
    'p1Sender.displayName',
    'p1Sender.domainName',
    'p2Sender',
  ]),
  ...rows('evidence', 'xdr', 'both', 'native devices carry neither a verdict nor a time of their own', [
    'deviceEvidence.verdict',
    'deviceEvidence.remediationStatus',
    'deviceEvidence.createdDateTime',
  ]),
  // The tags of a device are those of its evidence, under the same name in both.
  ...rows('evidence', 'xdr', 'graph', 'native entities carry no tags, native devices do', entityTags),
  ...rows('evidence', 'xdr', 'native', ownField, [
    'osProcessor',
    'registryKeyEvidence.mdeDeviceId',
    'analyzedMessageEvidence.userPrincipalName',
  ]),
  ...rows('evidence', 'xdr', 'graph', noType, [
    'cloudApplicationEvidence',
    'oauthApplicationEvidence',
    'mailboxConfigurationEvidence',
    'malwareEvidence',
  ]),
  ...rows('evidence', 'endpoint', 'graph', noField, ['verdict', 'remediationStatus', 'tags', 'mdeDeviceId']),
  ...rows('evidence', 'endpoint', 'graph', 'the native API names the device and says no more of it', [
    'deviceEvidence.createdDateTime',
    'deviceEvidence.azureAdDeviceId',
    'deviceEvidence.osPlatform',
    'deviceEvidence.osBuild',
    'deviceEvidence.version',
    'deviceEvidence.healthStatus',
    'deviceEvidence.riskScore',
    'deviceEvidence.rbacGroupId',
    'deviceEvidence.onboardingStatus',
    'deviceEvidence.defenderAvStatus',
    'deviceEvidence.firstSeenDateTime',
    'deviceEvidence.hostName',
    'deviceEvidence.ntDomain',
    'deviceEvidence.dnsDomain',
    'deviceEvidence.lastIpAddress',
    'deviceEvidence.lastExternalIpAddress',
    'deviceEvidence.ipInterfaces',
    'deviceEvidence.vmMetadata',
  ]),
  ...rows('evidence', 'endpoint', 'graph', 'an alert names one device', ['further deviceEvidence']),
  ...rows('evidence', 'endpoint', 'graph', noType, [
    'mailboxEvidence',
    'analyzedMessageEvidence',
    'mailClusterEvidence',
    'cloudApplicationEvidence',
    'oauthApplicationEvidence',
    'securityGroupEvidence',
    'mailboxConfigurationEvidence',
    'malwareEvidence',
  ]),
  ...rows('alert', 'both', 'both', 'native null and Unknown are one word in Graph: unknown', [
    'null in classification, determination, detectionSource, investigationState',
  ]),
  ...rows('alert', 'both', 'both', 'older spellings are read and written in the current one', [
    'MicrosoftDefenderATP, OfficeATP, Clean, ConfirmedUserActivity and the like',
  ]),
];

/** The printed list of what the routes do not give alike. */
export function routeDifferences(): readonly RouteDifference[] {
  return differences;
}
