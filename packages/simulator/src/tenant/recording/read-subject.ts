import type { Account, FileFacts, Subject } from '../model.ts';
import type { Field } from './field.ts';

/** What a flat entity is about. */
export function readSubject(field: Field): Subject {
  const deviceId = field.text('deviceId');
  switch ((field.text('entityType') ?? '').toLowerCase()) {
    case 'user':
      return { kind: 'user', account: accountOf(field) };
    case 'file':
      return { kind: 'file', file: fileOf(field), deviceId, detection: null };
    case 'process':
      return {
        kind: 'process',
        deviceId,
        detection: null,
        process: {
          id: field.number('processId'),
          commandLine: field.text('processCommandLine'),
          created: field.time('processCreationTime'),
          image: fileOf(field),
          parentId: field.number('parentProcessId'),
          parentCreated: field.time('parentProcessCreationTime'),
          parentImage: {
            ...NO_FILE,
            name: field.text('parentProcessFileName'),
            path: field.text('parentProcessFilePath'),
          },
          account: accountOf(field),
        },
      };
    case 'ip':
      return { kind: 'ip', address: field.text('ipAddress'), country: null };
    case 'url':
      return { kind: 'url', url: field.text('url') };
    case 'mailbox':
      return {
        kind: 'mailbox',
        address: field.text('mailboxAddress'),
        displayName: field.text('mailboxDisplayName'),
        account: accountOf(field),
      };
    case 'mailmessage':
      return {
        kind: 'message',
        message: {
          sender: field.text('sender'),
          senderIp: null,
          recipient: field.text('recipient') ?? field.text('userPrincipalName'),
          subject: field.text('subject'),
          delivery: field.text('deliveryAction'),
          location: null,
          networkMessageId: null,
          internetMessageId: null,
          received: null,
          urls: [],
          attachments: 0,
          threats: [],
        },
      };
    case 'mailcluster':
      return { kind: 'mail-cluster', by: field.text('clusterBy'), value: null, query: null, messageIds: [] };
    case 'registry':
      return {
        kind: 'registry-value',
        hive: field.text('registryHive'),
        key: field.text('registryKey'),
        name: null,
        value: field.text('registryValue'),
        type: field.text('registryValueType'),
        deviceId,
      };
    case 'securitygroup':
      return {
        kind: 'security-group',
        id: field.text('securityGroupId'),
        name: field.text('securityGroupName'),
      };
    default:
      return { kind: 'other', type: field.text('entityType') };
  }
}

const NO_FILE: FileFacts = {
  name: null,
  path: null,
  sha1: null,
  sha256: null,
  size: null,
  publisher: null,
  signer: null,
  issuer: null,
};

function fileOf(field: Field): FileFacts {
  return {
    ...NO_FILE,
    name: field.text('fileName'),
    path: field.text('filePath'),
    sha1: field.text('sha1'),
    sha256: field.text('sha256'),
  };
}

function accountOf(field: Field): Account {
  return {
    account: field.text('accountName'),
    domain: field.text('domainName'),
    sid: field.text('userSid'),
    directoryId: field.text('aadUserId'),
    principal: field.text('userPrincipalName'),
    displayName: null,
  };
}
