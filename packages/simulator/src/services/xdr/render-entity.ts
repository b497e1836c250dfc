import type { Evidence, Subject } from '../../tenant/model.ts';
import { accountOf, fileOf } from '../../tenant/native-facts.ts';
import { asRecorded, type Json } from '../../tenant/recorded.ts';
import { remediations, verdicts } from '../../tenant/vocabulary.ts';
import { native, time } from '../../tenant/written.ts';

/** Every entity carries all of these, those of other types as null. */
const EMPTY = {
  evidenceCreationTime: null,
  verdict: null,
  remediationStatus: null,
  sha1: null,
  sha256: null,
  fileName: null,
  filePath: null,
  processId: null,
  processCommandLine: null,
  processCreationTime: null,
  parentProcessId: null,
  parentProcessCreationTime: null,
  parentProcessFileName: null,
  parentProcessFilePath: null,
  ipAddress: null,
  url: null,
  registryKey: null,
  registryHive: null,
  registryValueType: null,
  registryValue: null,
  accountName: null,
  domainName: null,
  userSid: null,
  aadUserId: null,
  userPrincipalName: null,
  mailboxDisplayName: null,
  mailboxAddress: null,
  clusterBy: null,
  sender: null,
  recipient: null,
  subject: null,
  deliveryAction: null,
  securityGroupId: null,
  securityGroupName: null,
  deviceId: null,
};

/** One entity of the flat list, or nothing where this API has no type: cloud and OAuth applications, rules, malware. */
export function renderEntity(evidence: Evidence): Json | undefined {
  const details = detailsOf(evidence.subject);
  if (details === undefined) return undefined;
  const [entityType, properties] = details;
  const rendered = {
    entityType,
    ...EMPTY,
    evidenceCreationTime: time(evidence.at),
    verdict: native(verdicts, evidence.verdict),
    remediationStatus: native(remediations, evidence.remediation),
    ...properties,
  };
  return asRecorded(rendered, evidence.recorded);
}

function detailsOf(subject: Subject): readonly [type: string | null, properties: Json] | undefined {
  switch (subject.kind) {
    case 'user':
      return ['User', accountOf(subject.account)];
    case 'file':
      return ['File', { ...fileOf(subject.file), deviceId: subject.deviceId }];
    case 'process': {
      const { process } = subject;
      return [
        'Process',
        {
          ...(process.image === null ? {} : fileOf(process.image)),
          ...(process.account === null ? {} : accountOf(process.account)),
          processId: process.id,
          processCommandLine: process.commandLine,
          processCreationTime: time(process.created),
          parentProcessId: process.parentId,
          parentProcessCreationTime: time(process.parentCreated),
          parentProcessFileName: process.parentImage?.name ?? null,
          parentProcessFilePath: process.parentImage?.path ?? null,
          deviceId: subject.deviceId,
        },
      ];
    }
    case 'ip':
      return ['Ip', { ipAddress: subject.address }];
    case 'url':
      return ['Url', { url: subject.url }];
    case 'mailbox':
      return [
        'MailBox',
        {
          mailboxAddress: subject.address,
          mailboxDisplayName: subject.displayName,
          ...(subject.account === null ? {} : accountOf(subject.account)),
        },
      ];
    case 'message':
      return [
        'MailMessage',
        {
          userPrincipalName: subject.message.recipient,
          sender: subject.message.sender,
          recipient: subject.message.recipient,
          subject: subject.message.subject,
          deliveryAction: subject.message.delivery,
        },
      ];
    case 'mail-cluster':
      return ['MailCluster', { clusterBy: subject.by }];
    case 'registry-key':
      return [
        'Registry',
        { registryHive: subject.hive, registryKey: subject.key, deviceId: subject.deviceId },
      ];
    case 'registry-value':
      return [
        'Registry',
        {
          registryHive: subject.hive,
          registryKey: subject.key,
          registryValue: subject.value,
          registryValueType: subject.type,
          deviceId: subject.deviceId,
        },
      ];
    case 'security-group':
      return ['SecurityGroup', { securityGroupId: subject.id, securityGroupName: subject.name }];
    case 'other':
      return [subject.type, {}];
    case 'device':
    case 'cloud-application':
    case 'oauth-application':
    case 'mailbox-rule':
    case 'malware':
      return undefined;
  }
}
