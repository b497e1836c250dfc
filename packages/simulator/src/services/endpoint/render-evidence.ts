import type { Evidence, Subject } from '../../tenant/model.ts';
import { detectionStates } from '../../tenant/vocabulary.ts';
import type { Json } from '../../tenant/recorded.ts';
import { native, time } from '../../tenant/written.ts';
import { accountOf, fileOf } from '../../tenant/native-facts.ts';

/** All keys are present, unused ones null. */
const EMPTY = {
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
  registryValueName: null,
  accountName: null,
  domainName: null,
  userSid: null,
  aadUserId: null,
  userPrincipalName: null,
  detectionStatus: null,
};

/** Evidence as this API has it: what happened on a device, and nothing of mail or cloud. */
export function renderEvidence({ subject, at }: Evidence): Json | undefined {
  const details = detailsOf(subject);
  if (details === undefined) return undefined;
  const [entityType, properties] = details;
  return { entityType, evidenceCreationTime: time(at), ...EMPTY, ...properties };
}

function detailsOf(subject: Subject): readonly [type: string, properties: Json] | undefined {
  switch (subject.kind) {
    case 'user':
      return ['User', accountOf(subject.account)];
    case 'file':
      return [
        'File',
        { ...fileOf(subject.file), detectionStatus: native(detectionStates, subject.detection) },
      ];
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
          detectionStatus: native(detectionStates, subject.detection),
        },
      ];
    }
    case 'ip':
      return ['Ip', { ipAddress: subject.address }];
    case 'url':
      return ['Url', { url: subject.url }];
    case 'registry-key':
      return ['RegistryKey', { registryHive: subject.hive, registryKey: subject.key }];
    case 'registry-value':
      return [
        'RegistryValue',
        {
          registryHive: subject.hive,
          registryKey: subject.key,
          registryValue: subject.value,
          registryValueName: subject.name,
          registryValueType: subject.type,
        },
      ];
    case 'device':
    case 'mailbox':
    case 'message':
    case 'mail-cluster':
    case 'cloud-application':
    case 'oauth-application':
    case 'security-group':
    case 'mailbox-rule':
    case 'malware':
    case 'other':
      return undefined;
  }
}
