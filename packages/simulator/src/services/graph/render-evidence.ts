import type {
  Account,
  Device,
  Evidence,
  FileFacts,
  MessageFacts,
  ProcessFacts,
  Subject,
} from '../../tenant/model.ts';
import type { Json } from '../../tenant/recorded.ts';
import type { View } from '../../tenant/view.ts';
import {
  antivirusStates,
  detectionStates,
  healthStates,
  levels,
  onboardingStates,
  remediations,
  verdicts,
  type Vocabulary,
} from '../../tenant/vocabulary.ts';
import { time } from '../../tenant/written.ts';

/**
 * One piece of evidence, or nothing when Graph has no type for it.
 * @see https://learn.microsoft.com/graph/api/resources/security-alertevidence
 */
export function renderEvidence(evidence: Evidence, view: View): Json | undefined {
  const { subject } = evidence;
  const details = detailsOf(subject, view);
  if (details === undefined) return undefined;
  const [type, properties] = details;
  return {
    '@odata.type': `#microsoft.graph.security.${type}`,
    createdDateTime: time(evidence.at),
    verdict: member(verdicts, evidence.verdict ?? 'unknown', view),
    remediationStatus: member(remediations, evidence.remediation ?? 'none', view),
    remediationStatusDetails: null,
    roles: evidence.roles,
    detailedRoles: evidence.detailedRoles,
    tags: evidence.tags,
    ...properties,
  };
}

function detailsOf(subject: Subject, view: View): readonly [type: string, properties: Json] | undefined {
  switch (subject.kind) {
    case 'device':
      return ['deviceEvidence', deviceOf(subject.device, view)];
    case 'user':
      return ['userEvidence', { userAccount: accountOf(subject.account), stream: null }];
    case 'file':
      return [
        'fileEvidence',
        {
          detectionStatus: member(detectionStates, subject.detection, view),
          mdeDeviceId: subject.deviceId,
          fileDetails: fileOf(subject.file),
        },
      ];
    case 'process':
      return [
        'processEvidence',
        {
          ...processOf(subject.process),
          detectionStatus: member(detectionStates, subject.detection, view),
          mdeDeviceId: subject.deviceId,
        },
      ];
    case 'ip':
      return [
        'ipEvidence',
        { ipAddress: subject.address, countryLetterCode: subject.country, location: null, stream: null },
      ];
    case 'url':
      return ['urlEvidence', { url: subject.url }];
    case 'mailbox':
      return [
        'mailboxEvidence',
        {
          primaryAddress: subject.address,
          displayName: subject.displayName,
          upn: subject.account?.principal ?? null,
          userAccount: subject.account === null ? null : accountOf(subject.account),
        },
      ];
    case 'message':
      return ['analyzedMessageEvidence', messageOf(subject.message)];
    case 'mail-cluster':
      return [
        'mailClusterEvidence',
        {
          clusterBy: subject.by,
          clusterByValue: subject.value,
          emailCount: subject.messageIds.length,
          networkMessageIds: subject.messageIds,
          query: subject.query,
          urn: null,
        },
      ];
    case 'registry-key':
      return ['registryKeyEvidence', { registryHive: subject.hive, registryKey: subject.key }];
    case 'registry-value':
      return [
        'registryValueEvidence',
        {
          mdeDeviceId: subject.deviceId,
          registryHive: subject.hive,
          registryKey: subject.key,
          registryValue: subject.value,
          registryValueName: subject.name,
          registryValueType: subject.type,
        },
      ];
    case 'cloud-application':
      return [
        'cloudApplicationEvidence',
        {
          appId: subject.appId,
          displayName: subject.name,
          instanceId: 0,
          instanceName: subject.instance,
          saasAppId: subject.appId,
          stream: null,
        },
      ];
    case 'oauth-application':
      return [
        'oauthApplicationEvidence',
        {
          appId: subject.appId,
          displayName: subject.name,
          objectId: subject.objectId,
          publisher: subject.publisher,
        },
      ];
    case 'security-group':
      return [
        'securityGroupEvidence',
        { securityGroupId: subject.id, displayName: subject.name, sid: null, distinguishedName: null },
      ];
    case 'mailbox-rule':
      return [
        'mailboxConfigurationEvidence',
        {
          configurationId: subject.id,
          configurationType: 'userInboxRule',
          displayName: subject.name,
          mailboxPrimaryAddress: subject.address,
          upn: subject.principal,
          externalDirectoryObjectId: null,
        },
      ];
    case 'malware':
      return [
        'malwareEvidence',
        { name: subject.name, category: subject.category, files: [], processes: [] },
      ];
    case 'other':
      return undefined;
  }
}

function deviceOf(device: Device, view: View): Json {
  return {
    firstSeenDateTime: time(device.firstSeen),
    mdeDeviceId: device.id,
    azureAdDeviceId: device.directoryId,
    deviceDnsName: device.dnsName,
    hostName: device.dnsName?.split('.')[0] ?? null,
    ntDomain: null,
    dnsDomain: device.dnsName?.split('.').slice(1).join('.') ?? null,
    osPlatform: device.platform,
    osBuild: device.build,
    version: device.version,
    // Custom tags of a piece of evidence denote a group of devices, so a device brings its own.
    tags: device.tags,
    healthStatus: member(healthStates, device.health ?? 'unknown', view),
    riskScore: member(levels, device.risk ?? 'none', view),
    rbacGroupId: device.groupId,
    rbacGroupName: device.groupName,
    onboardingStatus: member(onboardingStates, device.onboarding ?? 'insufficientInfo', view),
    defenderAvStatus: member(antivirusStates, device.antivirus ?? 'unknown', view),
    lastIpAddress: device.addresses[0]?.ip ?? null,
    lastExternalIpAddress: device.externalAddress,
    ipInterfaces: device.addresses.map(({ ip }) => ip),
    loggedOnUsers: device.loggedOn.map(({ account, domain }) => ({
      accountName: account,
      domainName: domain,
    })),
    vmMetadata:
      device.vm === null
        ? null
        : {
            vmId: device.vm.id,
            cloudProvider: 'azure',
            resourceId: device.vm.resourceId,
            subscriptionId: device.vm.subscriptionId,
          },
    resourceAccessEvents: [],
  };
}

function accountOf(account: Account): Json {
  return {
    accountName: account.account,
    domainName: account.domain,
    userSid: account.sid,
    azureAdUserId: account.directoryId,
    userPrincipalName: account.principal,
    displayName: account.displayName,
    activeDirectoryObjectGuid: null,
    tenantId: null,
    resourceAccessEvents: [],
  };
}

function fileOf(file: FileFacts): Json {
  return {
    sha1: file.sha1,
    sha256: file.sha256,
    md5: null,
    sha256Ac: null,
    fileName: file.name,
    filePath: file.path,
    fileSize: file.size,
    filePublisher: file.publisher,
    signer: file.signer,
    issuer: file.issuer,
  };
}

function processOf(process: ProcessFacts): Json {
  return {
    processId: process.id,
    parentProcessId: process.parentId,
    processCommandLine: process.commandLine,
    processCreationDateTime: time(process.created),
    parentProcessCreationDateTime: time(process.parentCreated),
    imageFile: process.image === null ? null : fileOf(process.image),
    parentProcessImageFile: process.parentImage === null ? null : fileOf(process.parentImage),
    userAccount: process.account === null ? null : accountOf(process.account),
  };
}

function messageOf(message: MessageFacts): Json {
  const sender =
    message.sender === null
      ? null
      : { emailAddress: message.sender, displayName: null, domainName: message.sender.split('@')[1] ?? null };
  return {
    networkMessageId: message.networkMessageId,
    internetMessageId: message.internetMessageId,
    subject: message.subject,
    language: null,
    senderIp: message.senderIp,
    recipientEmailAddress: message.recipient,
    antiSpamDirection: 'Inbound',
    deliveryAction: message.delivery,
    deliveryLocation: message.location,
    urn: null,
    threats: message.threats,
    threatDetectionMethods: [],
    urls: message.urls,
    urlCount: message.urls.length,
    attachmentsCount: message.attachments,
    receivedDateTime: time(message.received),
    p1Sender: sender,
    p2Sender: sender,
  };
}

function member(words: Vocabulary, word: string | null, view: View): string | null {
  return word === null ? null : words.graph(word, view.unknownMembers);
}
